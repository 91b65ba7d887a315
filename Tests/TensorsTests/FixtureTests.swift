import Foundation
import Tensors
import Testing

/// Every operation against PyTorch: results and gradients.
@Suite struct FixtureTests {
  @Test func resultsAndGradientsAgreeWithPyTorch() throws {
    let file = try FixtureFile.load()
    for (position, fixture) in file.cases.enumerated() {
      guard let call = Evaluators.call(fixture.op) else {
        Issue.record("no evaluator for \(fixture.op)")
        continue
      }
      if let complaint = check(fixture, call) {
        Issue.record(
          """
          case \(position), \(fixture.op) of \(fixture.in.map { "\($0.t) \($0.s) \($0.l ?? "")" }) \
          \(fixture.args ?? [:]): \(complaint)
          """)
      }
    }
  }

  private func check(_ fixture: FixtureCase, _ call: Evaluators.Call) -> String? {
    let inputs = fixture.in.map { $0.tensor() }
    let wanted = fixture.grad ?? inputs.map { _ in nil }
    for (input, gradient) in zip(inputs, wanted) where gradient != nil { input.requiresGrad = true }
    let outputs = call(inputs, fixture)
    if outputs.count != fixture.out.count { return "\(outputs.count) results" }
    for (output, packed) in zip(outputs, fixture.out) {
      let expected = packed.tensor()
      if output.dtype != expected.dtype { return "dtype \(output.dtype), not \(expected.dtype)" }
      let (rtol, atol) = tolerance(expected.dtype)
      let text = disagreement(
        output, expected, rtol: rtol, atol: atol, terms: magnitudes(fixture, inputs, call))
      if let text { return text }
    }
    if fixture.grad == nil { return nil }
    return checkGradients(inputs, wanted, outputs)
  }

  /// What the terms of a product's sums add up to without their signs: the scale of the rounding
  /// errors, which each machine's matrix kernels order differently (Higham, 2002, section 3.5).
  private func magnitudes(
    _ fixture: FixtureCase, _ inputs: [Tensor], _ call: Evaluators.Call
  ) -> Tensor? {
    guard fixture.op == "matmul", inputs.allSatisfy(\.dtype.isFloatingPoint) else { return nil }
    return noGrad { call(inputs.map { abs($0) }, fixture) }.first
  }

  private func checkGradients(
    _ inputs: [Tensor], _ wanted: [String?], _ outputs: [Tensor]
  ) -> String? {
    var total = Tensor.zeros([], dtype: .float64)
    for output in outputs where output.requiresGrad {
      let weights = cos(Tensor.arange(output.numel, dtype: output.dtype)).reshape(output.shape)
      total = total + (output * weights).sum().to(.float64)
    }
    if total.requiresGrad { total.backward() }
    for (index, (input, text)) in zip(inputs, wanted).enumerated() {
      guard let text else { continue }
      let expected = PackedTensor.tensor(text, shape: input.shape, dtype: input.dtype)
      let ours = input.grad ?? Tensor.zerosLike(input)
      let (rtol, atol) = tolerance(input.dtype)
      if let text = disagreement(ours, expected, rtol: 20 * rtol, atol: 10 * atol) {
        return "gradient \(index): \(text)"
      }
    }
    return nil
  }

  /// Float32 results differ in the last bits between instruction sets; these are a few ulps.
  private func tolerance(_ dtype: DType) -> (rtol: Double, atol: Double) {
    switch dtype {
    case .float64: (1e-12, 1e-12)
    case .float32: (2e-6, 1e-6)
    case .float16: (2e-3, 1e-3)
    default: (0, 0)
    }
  }

  @Test func everyOperationHasAFixture() throws {
    let covered = Set(try FixtureFile.load().cases.map(\.op))
    let missing = Operation.all.map(\.name).filter { !covered.contains($0) }
    // The end of a backward pass has no inputs of its own; the autograd tests cover it.
    #expect(missing == ["accumulateGrad"])
  }

  @Test func namesAreUnique() {
    let names = Operation.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  private struct Promotions: Decodable {
    let tensors: [[String]]
    let scalars: [[String]]
  }

  private func dtype(_ name: String) -> DType {
    DType.allCases.first { $0.description == name } ?? .bool
  }

  @Test func promotionAgreesWithPyTorchPairByPair() throws {
    let table = try JSONDecoder().decode(
      Promotions.self, from: FixtureFile.data("promotion.json"))
    #expect(table.tensors.count == 49)
    for row in table.tensors {
      let (a, b) = (dtype(row[0]), dtype(row[1]))
      let (one, zero) = (Tensor.ones([2], dtype: a), Tensor.ones([], dtype: a))
      let (other, otherZero) = (Tensor.ones([2], dtype: b), Tensor.ones([], dtype: b))
      let ours = [(one, other), (one, otherZero), (zero, other), (zero, otherZero)].map {
        DType.result(of: $0, $1).description
      }
      #expect(ours == Array(row[2...]), "\(row[0]) and \(row[1])")
      if a != .bool || b != .bool {
        #expect((one * other).dtype.description == row[2])
        #expect((zero * otherZero).dtype.description == row[5])
      }
    }
    for row in table.scalars {
      let (one, zero) = (
        Tensor.ones([2], dtype: dtype(row[0])), Tensor.ones([], dtype: dtype(row[0]))
      )
      let ours = [one, zero].flatMap { x in
        [DType.result(of: x, true), DType.result(of: x, 1), DType.result(of: x, 1.5)]
      }.map(\.description)
      #expect(ours == Array(row[1...]), "\(row[0]) and a number")
    }
  }
}
