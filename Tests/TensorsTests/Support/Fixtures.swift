import Foundation
import Tensors

/// A tensor as `generate.py` writes it.
struct PackedTensor: Decodable, Sendable {
  let t: String
  let s: [Int]
  let d: String
  let l: String?

  /// The tensor, laid out in memory as the fixture asks.
  func tensor() -> Tensor {
    let plain = PackedTensor.tensor(d, shape: s, dtype: dtype)
    switch l {
    case "transposed":
      return plain.transposed().clone().contiguous().transposed()
    case "strided":
      let wide = Tensor.stack([plain, plain], axis: plain.ndim)
      return wide[.ellipsis, 0]
    case "expanded":
      return plain[0..<1].contiguous().expand(s)
    default:
      return plain
    }
  }

  var dtype: DType { DType.allCases.first { $0.description == t } ?? .float32 }

  static func tensor(_ text: String, shape: [Int], dtype: DType) -> Tensor {
    if dtype.isInteger {
      let numbers = text.split(separator: " ").map { Int($0) ?? 0 }
      return Tensor(numbers, shape: shape, dtype: dtype)
    }
    let numbers = text.split(separator: " ").map { Double($0) ?? .nan }
    return Tensor(numbers, shape: shape, dtype: dtype)
  }
}

/// One call of an operation with PyTorch's answers.
struct FixtureCase: Decodable, Sendable {
  let op: String
  let `in`: [PackedTensor]
  let out: [PackedTensor]
  let args: [String: [Double]]?
  let grad: [String?]?

  func int(_ name: String) -> Int { Int(args?[name]?.first ?? 0) }
  func double(_ name: String) -> Double { args?[name]?.first ?? 0 }
  func ints(_ name: String) -> [Int]? { args?[name].map { $0.map { Int($0) } } }
  var keepDims: Bool { int("keepDims") != 0 }
}

struct FixtureFile: Decodable {
  let torch: String
  let cases: [FixtureCase]

  static func load() throws -> FixtureFile {
    try JSONDecoder().decode(FixtureFile.self, from: data("operations.json"))
  }

  static func data(_ name: String) throws -> Data {
    let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures")
    guard let file = folder?.appendingPathComponent(name) else { throw CocoaError(.fileNoSuchFile) }
    return try Data(contentsOf: file)
  }
}

extension Tensor {
  static func stack(_ tensors: [Tensor], axis: Int) -> Tensor { Tensors.stack(tensors, axis: axis) }
}

/// The first disagreement of two tensors beyond tolerance, or nil; `terms` is the scale of
/// rounding errors where that is more than the results themselves.
func disagreement(
  _ ours: Tensor, _ theirs: Tensor, rtol: Double, atol: Double, terms: Tensor? = nil
) -> String? {
  if ours.shape != theirs.shape { return "shape \(ours.shape) instead of \(theirs.shape)" }
  let (a, b) = (ours.scalars(as: Double.self), theirs.scalars(as: Double.self))
  let scales = terms?.scalars(as: Double.self) ?? b.map { abs($0) }
  for (index, (x, y)) in zip(a, b).enumerated() {
    if x == y || (x.isNaN && y.isNaN) { continue }
    if abs(x - y) <= atol + rtol * scales[index] && y.isFinite { continue }
    return "element \(index) is \(x) instead of \(y)"
  }
  return nil
}
