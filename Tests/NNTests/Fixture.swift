import Foundation
import NN
import Tensors
import Testing

/// PyTorch's results as `Fixtures/make_fixtures.py` wrote them.
struct FixtureFile<Case: Decodable>: Decodable {
  let torch: String
  let cases: [Case]

  static func load(_ name: String) throws -> [Case] {
    let path = try #require(
      Bundle.module.path(forResource: name, ofType: "json", inDirectory: "Fixtures"))
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try JSONDecoder().decode(FixtureFile.self, from: data).cases
  }
}

/// A tensor in a fixture.
struct FixtureTensor: Decodable {
  let shape: [Int]
  let kind: String
  let values: [Double]

  func tensor(requiresGrad: Bool = false) -> Tensor {
    let dtype: DType = kind == "int" ? .int64 : .float32
    return Tensor(values, shape: shape, dtype: dtype, requiresGrad: requiresGrad)
  }
}

/// A number, list, truth value or text among a case's options.
enum FixtureOption: Decodable {
  case number(Double)
  case numbers([Double])
  case flag(Bool)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode([Double].self) {
      self = .numbers(value)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}

extension [String: FixtureOption] {
  func number(_ name: String, _ fallback: Double) -> Double {
    if case .number(let value)? = self[name] { value } else { fallback }
  }

  func integer(_ name: String, _ fallback: Int) -> Int { Int(number(name, Double(fallback))) }

  func flag(_ name: String) -> Bool {
    if case .flag(let value)? = self[name] { value } else { false }
  }

  func numbers(_ name: String) -> [Double] {
    if case .numbers(let values)? = self[name] { values } else { [] }
  }

  func pair(_ name: String, _ fallback: Pair) -> Pair {
    let values = numbers(name)
    return values.count == 2 ? Pair(Int(values[0]), Int(values[1])) : fallback
  }

  func text(_ name: String) -> String {
    if case .text(let value)? = self[name] { value } else { "" }
  }
}

/// The inputs of a case by their names.
struct FixtureInputs {
  let tensors: [String: Tensor]

  subscript(name: String) -> Tensor {
    if let tensor = tensors[name] { return tensor }
    Issue.record("the fixture has no input \(name)")
    return Tensor.zeros(0)
  }

  func optional(_ name: String) -> Tensor? { tensors[name] }
}

/// A call with inputs, output and gradients.
struct FixtureCall: Decodable {
  let name: String
  let options: [String: FixtureOption]
  let inputs: [String: FixtureTensor]
  let seed: FixtureTensor
  let output: FixtureTensor
  let gradients: [String: FixtureTensor]

  /// Checks a function's output and gradients against PyTorch's.
  func check(
    tolerance: Double = 1e-5, _ function: (FixtureInputs) -> Tensor
  ) {
    let tensors = inputs.mapValues { $0.tensor(requiresGrad: $0.kind == "float") }
    let result = function(FixtureInputs(tensors: tensors))
    expectClose(result, output, tolerance, "\(name) \(options): output")
    (result * seed.tensor()).sum().backward()
    for (key, expected) in gradients.sorted(by: { $0.key < $1.key }) {
      guard let gradient = tensors[key]?.grad else {
        Issue.record("\(name) \(options): no gradient of \(key)")
        continue
      }
      expectClose(gradient, expected, tolerance, "\(name) \(options): gradient of \(key)")
    }
  }
}

/// Fails unless shape and values agree, relative to the greatest value.
func expectClose(
  _ result: Tensor, _ expected: FixtureTensor, _ tolerance: Double, _ what: String
) {
  guard result.shape == expected.shape else {
    Issue.record("\(what): shape \(result.shape), PyTorch \(expected.shape)")
    return
  }
  let scale = max(1, expected.values.map(abs).max() ?? 1)
  for (place, pair) in zip(result.scalars(as: Double.self), expected.values).enumerated()
  where !(abs(pair.0 - pair.1) <= tolerance * scale) {
    Issue.record("\(what): \(pair.0) at \(place), PyTorch \(pair.1)")
    return
  }
}
