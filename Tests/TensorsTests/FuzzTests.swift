import Foundation
import Synchronization
import Tensors
import Testing

/// Random programs against PyTorch; see `Fixtures/fuzz.py`.
///
/// A committed handful always runs. With the environment variable `FUZZ` the programs of another
/// file run as well.
@Suite struct FuzzTests {
  private struct Step: Decodable, Sendable {
    let op: String
    let `in`: [Int]
    let args: [String: [Double]]
  }

  private struct Program: Decodable, Sendable {
    let `in`: [PackedTensor]
    let steps: [Step]
    let out: PackedTensor
    let grad: [String?]?
  }

  private struct File: Decodable {
    let programs: [Program]
  }

  @Test func randomProgramsAgreeWithPyTorch() throws {
    var files = [try FixtureFile.data("fuzz.json")]
    if let path = ProcessInfo.processInfo.environment["FUZZ"] {
      files.append(try Data(contentsOf: URL(fileURLWithPath: path)))
    }
    for data in files {
      let programs = try JSONDecoder().decode(File.self, from: data).programs
      var complaints = 0
      for (index, program) in programs.enumerated() where complaints < 20 {
        let answer = Answer()
        let failed = failure { answer.complaint.withLock { $0 = FuzzTests.run(program) } }
        let complaint = failed?.description ?? answer.complaint.withLock { $0 }
        guard let complaint else { continue }
        complaints += 1
        let steps = program.steps.map { "\($0.op)\($0.in) \($0.args)" }
        let inputs = program.in.map { "\($0.t) \($0.s) \($0.l ?? "") \($0.d)" }
        Issue.record("program \(index): \(complaint)\n\(inputs)\n\(steps)")
      }
      print("fuzz: \(programs.count) programs compared")
    }
  }

  private final class Answer: Sendable {
    let complaint = Mutex<String?>(nil)
  }

  private static func run(_ program: Program) -> String? {
    var values = program.in.map { $0.tensor() }
    let inputs = values
    for (input, gradient) in zip(inputs, program.grad ?? []) where gradient != nil {
      input.requiresGrad = true
    }
    for step in program.steps {
      guard let call = Evaluators.call(step.op) else { return "no evaluator for \(step.op)" }
      let fixture = FixtureCase(op: step.op, in: [], out: [], args: step.args, grad: nil)
      values.append(call(step.in.map { values[$0] }, fixture)[0])
    }
    let (output, expected) = (values[values.count - 1], program.out.tensor())
    if output.dtype != expected.dtype { return "dtype \(output.dtype), not \(expected.dtype)" }
    let (rtol, atol) = expected.dtype == .float64 ? (1e-6, 1e-7) : (1e-4, 1e-5)
    if let text = disagreement(output, expected, rtol: rtol, atol: atol) { return text }
    guard let gradients = program.grad else { return nil }
    let weights = cos(Tensor.arange(output.numel, dtype: output.dtype)).reshape(output.shape)
    (output * weights).sum().backward()
    for (index, text) in gradients.enumerated() {
      guard let text else { continue }
      let expected = PackedTensor.tensor(
        text, shape: inputs[index].shape, dtype: inputs[index].dtype)
      let ours = inputs[index].grad ?? Tensor.zerosLike(inputs[index])
      if let text = disagreement(ours, expected, rtol: 1e-3, atol: 1e-4) {
        return "gradient \(index): \(text)"
      }
    }
    return nil
  }
}
