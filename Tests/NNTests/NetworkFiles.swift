import Datasets
import Foundation
import NN
import Tensors
import Testing

/// The files of `Fixtures/make_networks.py`.
enum NetworkFiles {
  static let names = ["LeNet", "GoogLeNet", "ResNet-18", "DenseNet"]

  /// Where networks are exchanged with PyTorch by hand; see `Fixtures/check_networks.py`.
  static let exchangeFolder = ProcessInfo.processInfo.environment["WEFT_NETWORKS"]

  /// The tensors of a committed file; a packed one is unpacked to a temporary file first, so that the
  /// file that PyTorch wrote is read as a user's would be.
  static func fixture(_ name: String) throws -> [String: Tensor] {
    let folder = "Fixtures/networks"
    if let path = Bundle.module.path(
      forResource: name, ofType: "safetensors", inDirectory: folder)
    {
      return try Safetensors.read(path)
    }
    let packed = try #require(
      Bundle.module.path(forResource: name, ofType: "safetensors.gz", inDirectory: folder))
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(try Gzip.read(packed)).write(to: file)
    return try Safetensors.read(file.path)
  }
}

/// What a network computes of images and labels: in evaluation, then in one training step.
struct NetworkRun {
  /// Logits, loss, gradients and running statistics under the names that PyTorch's script uses.
  let results: [String: Tensor]

  init(_ net: Module, input: Tensor, labels: Tensor) {
    let x = input.to(.float32) / 255
    var results = ["logits.eval": noGrad { net.eval()(x) }]
    net.train().zeroGrad()
    let logits = net(x)
    let loss = crossEntropy(logits, labels)
    loss.backward()
    results["logits.train"] = logits.detach()
    results["loss"] = loss.detach()
    for (name, parameter) in net.namedParameters() {
      guard let gradient = parameter.grad else {
        Issue.record("\(name) has no gradient")
        continue
      }
      results["gradient.\(name)"] = gradient
    }
    for (name, buffer) in net.namedBuffers() { results["after.\(name)"] = buffer.clone() }
    self.results = results
  }
}

/// How far a tensor is from PyTorch's.
struct Deviation: CustomStringConvertible {
  /// The greatest difference of two elements, or of two measures as a share of the norm.
  var worst: Double
  /// PyTorch's greatest element.
  var size: Double

  /// What is held against a tolerance: the difference itself, of gradients a share of the greatest
  /// element and 0.1. Gradients that are 0 in truth (biases before batch normalisation) consist of
  /// rounding alone; hence the 0.1.
  func share(for name: String) -> Double {
    name.hasPrefix("gradient.") ? worst / (size + 0.1) : worst
  }

  var description: String { "differs by \(worst), values reach \(size)" }
}

/// What PyTorch computed: in full, or for large tensors as measures and probes.
struct ExpectedNetwork {
  let tensors: [String: Tensor]

  /// The names of what was computed.
  var names: Set<String> {
    let names = tensors.keys.map { name in
      ["measures.", "probes."].reduce(name) { rest, mark in
        rest.hasPrefix(mark) ? String(rest.dropFirst(mark.count)) : rest
      }
    }
    return Set(names)
  }

  subscript(name: String) -> Tensor {
    if let tensor = tensors[name] { return tensor }
    Issue.record("the fixture has no \(name)")
    return Tensor.zeros(0)
  }

  /// Compares a tensor with PyTorch's in the form in which the file has it.
  func deviation(of result: Tensor, _ name: String) throws -> Deviation {
    if let expected = tensors[name] {
      try #require(result.shape == expected.shape, "\(name)")
      return Self.largest(result, expected)
    }
    let measures = try #require(tensors["measures.\(name)"], "\(name)").scalars(as: Double.self)
    let probes = try #require(tensors["probes.\(name)"])
    let count = result.numel
    let flat = result.reshape([-1])
    let picked = (0..<probes.numel).map { ($0 * 104_729 + 17) % count }
    var deviation = Self.largest(flat.indexSelect(axis: 0, Tensor(picked)), probes)
    // A measure's rounding grows with the number of elements, as does what a mistake changes in it.
    let norm = measures[1]
    for (ours, theirs) in zip(Self.measures(flat.scalars(as: Double.self)), measures) {
      let share = abs(ours - theirs) / norm
      if norm > 1e-5 { deviation.worst = max(deviation.worst, share * deviation.size) }
    }
    return deviation
  }

  /// Sum, norm and product with fixed weights; `make_networks.py` has the same.
  static func measures(_ values: [Double]) -> [Double] {
    var (sum, squares, product) = (0.0, 0.0, 0.0)
    for (place, value) in values.enumerated() {
      sum += value
      squares += value * value
      product += value * (Double((place * 7919) % 104_729) / 104_729 - 0.5)
    }
    return [sum, squares.squareRoot(), product]
  }

  static func largest(_ result: Tensor, _ expected: Tensor) -> Deviation {
    let (ours, theirs) = (result.scalars(as: Double.self), expected.scalars(as: Double.self))
    var deviation = Deviation(worst: 0, size: 0)
    for (a, b) in zip(ours, theirs) {
      // Written so that a NaN counts as the greatest difference.
      if !(abs(a - b) <= deviation.worst) { deviation.worst = abs(a - b) }
      deviation.size = max(deviation.size, abs(b))
    }
    return deviation
  }
}
