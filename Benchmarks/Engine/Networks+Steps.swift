import Datasets
import Foundation
import NN
import Tensors

/// Training steps and epochs of the course's networks, for `Benchmarks/nn.py`.
enum TrainingCases {
  static var all: [Case] { steps + epochs }

  private static var steps: [Case] {
    [
      step("softmax_b256", [256, 784]) { Sequential(Linear(784, 10)) },
      step("mlp_sgd_b256", [256, 784]) {
        Sequential(Linear(784, 256), ReLU(), Linear(256, 10))
      },
      step("mlp_adam_b256", [256, 784], adam: true) {
        Sequential(Linear(784, 256), ReLU(), Linear(256, 10))
      },
      step("lenet_b256", [256, 1, 28, 28], Networks.leNet),
      step("resnet18_96_b32", [32, 1, 96, 96]) { Networks.resNet([2, 2, 2, 2]) },
      step("alexnet_224_b8", [8, 1, 224, 224], Networks.alexNet),
      step("vgg11_96_b8", [8, 1, 96, 96]) {
        Networks.vgg([(1, 16), (1, 32), (2, 64), (2, 128), (2, 128)], size: 96)
      },
      step("nin_224_b8", [8, 1, 224, 224], Networks.nin),
      step("googlenet_96_b16", [16, 1, 96, 96], Networks.googLeNet),
      step("densenet_96_b16", [16, 1, 96, 96], Networks.denseNet),
    ]
  }

  private static var epochs: [Case] {
    [
      epoch("softmax_epoch_6k", examples: 6144, Networks.softmaxRegression),
      epoch("lenet_epoch_6k", examples: 6144, Networks.leNet),
    ]
  }

  /// Forward, loss, backward and update of one batch that is in memory already.
  private static func step(
    _ name: String, _ shape: [Int], adam: Bool = false, _ make: @escaping () -> Module
  ) -> Case {
    Case(name) {
      let net = make()
      let (x, target) = (randn(shape), randint(0, 10, [shape[0]]))
      let optimizer: Optimizer =
        adam ? Adam(net.parameters(), lr: 1e-3) : SGD(net.parameters(), lr: 0.01)
      return {
        optimizer.zeroGrad()
        crossEntropy(net(x), target).backward()
        optimizer.step()
      }
    }
  }

  /// A walk over shuffled batches of Fashion-MNIST with a step for each.
  private static func epoch(
    _ name: String, examples: Int, _ make: @escaping () -> Module
  ) -> Case {
    Case(name) {
      guard
        let loaders = try? loadDataFashionMNIST(
          batchSize: 256, trainCount: examples, testCount: 1)
      else { return { answer("Fashion-MNIST is absent") } }
      let net = make()
      let optimizer = SGD(net.parameters(), lr: 0.01)
      return {
        for (x, y) in loaders.train {
          optimizer.zeroGrad()
          crossEntropy(net(x), y).backward()
          optimizer.step()
        }
      }
    }
  }
}

/// What the process grows by at worst in three runs of a case, in bytes, then 0.
func peak(of name: String) -> String {
  guard let body = Cases.all.first(where: { $0.name == name })?.make() else { return "unknown" }
  let before = startOfPeak()
  for _ in 0..<3 { body() }
  return "\(peakSince(before)) 0"
}
