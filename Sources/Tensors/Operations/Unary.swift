internal import CKernels

/// An elementwise operation on one tensor: kernel, dtype rule and gradient in one declaration.
final class Unary: Sendable {
  let operation: Operation
  let kernel: ck_unary_op
  let domain: Domain
  let gradient: Gradient
  private let rule: @Sendable (Pass) -> [Tensor?]

  /// What happens to dtypes.
  enum Domain: Sendable {
    /// Integers become float32 first.
    case floatingPoint
    /// Any numbers; the dtype stays.
    case numbers
    /// Floating-point numbers; integers come back unchanged.
    case rounding
  }

  /// From the gradient of the output to that of the input.
  enum Gradient: Sendable {
    /// Zero almost everywhere.
    case zero
    /// Needs only the gradient.
    case direct(@Sendable (_ gradient: Tensor) -> Tensor)
    /// Needs the input.
    case input(@Sendable (_ gradient: Tensor, _ input: Tensor) -> Tensor)
    /// Needs the output.
    case output(@Sendable (_ gradient: Tensor, _ output: Tensor) -> Tensor)
  }

  init(
    _ name: String, _ kernel: ck_unary_op, _ summary: String, torch: String? = nil,
    domain: Domain = .floatingPoint, _ gradient: Gradient
  ) {
    operation = Operation(name, summary, torch: torch)
    self.kernel = kernel
    self.domain = domain
    self.gradient = gradient
    rule = Unary.rule(gradient)
  }

  func callAsFunction(_ input: Tensor) -> Tensor {
    let output = forward(input)
    guard isRecording(input) else { return output }
    return record(operation, [input], output, saving: saved(input, output), rule: rule)
  }

  private func saved(_ input: Tensor, _ output: Tensor) -> [Tensor?] {
    switch gradient {
    case .zero, .direct: []
    case .input: [input]
    case .output: [output]
    }
  }

  /// The rule for the graph, from what the declaration says.
  private static func rule(_ gradient: Gradient) -> @Sendable (Pass) -> [Tensor?] {
    switch gradient {
    case .zero: { pass in [Tensor.zerosLike(pass.gradient)] }
    case .direct(let rule): { pass in [rule(pass.gradient)] }
    case .input(let rule), .output(let rule): { pass in [rule(pass.gradient, pass.saved(0))] }
    }
  }

  private func forward(_ input: Tensor) -> Tensor {
    if let values = input.blockedValues, let output = blocked(values) { return output }
    if domain == .rounding && !input.dtype.isFloatingPoint {
      return input.convertedCopy(input.dtype)
    }
    let result: DType =
      domain == .floatingPoint && !input.dtype.isFloatingPoint ? .float32 : input.dtype
    let computing: DType = result == .float16 ? .float32 : result
    let source = input.dtype == computing ? input : input.convertedCopy(computing)
    let output = Tensor(uninitialized: input.layout.shape, dtype: computing)
    if output.numel > 0 { run(source, output) }
    return computing == result ? output : output.convertedCopy(result)
  }

  func run(_ source: Tensor, _ output: Tensor) {
    let done: Bool
    if source.layout.isContiguous {
      done = ck_unary(
        kernel, output.dtype.kernel, source.pointer, output.pointer, Int64(output.numel))
    } else {
      done = source.layout.shape.withPointer { shape in
        source.layout.strides.withPointer { strides in
          output.layout.strides.withPointer { outputStrides in
            ck_unary_nd(
              kernel, output.dtype.kernel, Int32(output.ndim), shape, source.pointer, strides,
              output.pointer, outputStrides)
          }
        }
      }
    }
    if !done { failUnsupported(operation.name, source.dtype) }
  }
}
