import Foundation
import NN
import Tensors
import Testing

/// Whole networks with given weights: logits, running statistics and every gradient, against PyTorch.
@Suite(.serialized) struct NetworkFixtureTests {
  struct Run: Decodable {
    struct Gradient: Decodable {
      let name: String
      let norm: Double
      let first: [Double]
    }

    let name: String
    let side: Int
    let logits: [Double]
    let loss: Double
    let evaluated: [Double]
    let gradients: [Gradient]
  }

  @Test(arguments: ["LeNet", "GoogLeNet", "ResNet-18", "DenseNet"])
  func aNetworkAgreesWithPyTorch(_ name: String) throws {
    let cases: [Run] = try FixtureFile.load("networks")
    let entry = try #require(cases.first { $0.name == name })
    let net = try #require(make(name))
    fill(net)
    let count = 3 * entry.side * entry.side
    let x = Tensor(
      (0..<count).map { sin(0.05 * Double($0)) }, shape: [3, 1, entry.side, entry.side],
      dtype: .float32)
    let logits = net(x)
    expect(logits, entry.logits, 1e-4, "logits")
    let loss = crossEntropy(logits, Tensor([1, 2, 3]))
    #expect(abs(loss.item() - entry.loss) < 1e-5)
    loss.backward()
    let parameters = net.namedParameters()
    #expect(parameters.count == entry.gradients.count)
    for ((_, parameter), expected) in zip(parameters, entry.gradients) {
      let gradient = try #require(parameter.grad)
      let values = gradient.scalars(as: Double.self)
      let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      // A gradient that is 0 but for rounding (a bias before batch norm) has no exact digits.
      #expect(abs(norm - expected.norm) <= 1e-3 * expected.norm + 1e-5, "\(expected.name)")
      let first = Tensor(Array(values.prefix(3)), dtype: .float64)
      expect(first, expected.first, 1e-3 * expected.norm + 1e-5, expected.name)
    }
    expect(net.eval()(x), entry.evaluated, 1e-4, "logits after eval()")
  }

  private func make(_ name: String) -> Module? {
    switch name {
    case "LeNet": Networks.leNet()
    case "GoogLeNet": Networks.googLeNet()
    case "ResNet-18": Networks.resNet([2, 2, 2, 2])
    case "DenseNet": Networks.denseNet()
    default: nil
    }
  }

  /// The weights that `Fixtures/make_networks.py` describes.
  private func fill(_ net: Module) {
    for (number, parameter) in net.parameters().enumerated() {
      let shape = parameter.shape
      let fan = shape.dropFirst().reduce(1, *)
      let values = (0..<parameter.numel).map { place in
        shape.count > 1
          ? (2 / Double(fan)).squareRoot() * sin(0.7 * Double(place) + Double(number))
          : 0.1 * sin(Double(place) + Double(number))
      }
      parameter.data.copy(from: Tensor(values, shape: shape, dtype: .float32))
    }
    for module in net.modules() {
      if let norm = module as? BatchNorm2d, let weight = norm.weight { weight.data += 1 }
    }
  }

  private func expect(
    _ result: Tensor, _ expected: [Double], _ tolerance: Double, _ what: String
  ) {
    let values = result.scalars(as: Double.self)
    #expect(values.count == expected.count)
    let worst = zip(values, expected).map { abs($0 - $1) }.max() ?? 0
    // Untrained running statistics let the values after eval() grow far beyond 1.
    let size = max(1, expected.map { abs($0) }.max() ?? 1)
    #expect(worst <= tolerance * size, "\(what) differ by \(worst)")
  }
}
