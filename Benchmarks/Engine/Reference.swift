import Datasets
import Foundation
import NN
import Tensors

/// The reference trainings of the curriculum: `weft-bench train lenet|mlp <epochs> <seed>` prints
/// a line of loss, training and test accuracy after each epoch.
func referenceTraining(_ name: String, epochs: Int, seed: UInt64) throws {
  manualSeed(seed)
  let (train, test) = try loadDataFashionMNIST(batchSize: 256)
  let net: Module
  let optimizer: Optimizer
  if name == "lenet" {
    net = Networks.leNet()
    net.apply {
      if let layer = $0 as? Linear { Init.xavierUniform(layer.weight) }
      if let layer = $0 as? Conv2d { Init.xavierUniform(layer.weight) }
    }
    optimizer = SGD(net.parameters(), lr: 0.9)
  } else {
    net = Networks.mlp()
    net.apply { if let layer = $0 as? Linear { Init.normal(layer.weight, std: 0.01) } }
    optimizer = SGD(net.parameters(), lr: 0.1)
  }
  for epoch in 1...max(epochs, 1) {
    let start = now()
    let result = trainEpoch(net, train, CrossEntropyLoss(), optimizer)
    let seconds = Double(now() - start) / 1e9
    let tested = evaluateAccuracy(net, test)
    answer(
      "\(name) seed \(seed) epoch \(epoch): loss \(result.loss), train \(result.accuracy), "
        + "test \(tested), \(seconds) s")
  }
}
