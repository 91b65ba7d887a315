internal import CKernels

/// An elementwise operation on two tensors that are broadcast to one shape.
final class Binary: Sendable {
  let operation: Operation
  let kernel: ck_binary_op
  let domain: Domain
  let left: Side
  let right: Side
  /// The rule for the graph, made once; gradients stay in the broadcast shape.
  private let rule: @Sendable (Pass) -> [Tensor?]

  /// What happens to dtypes.
  enum Domain: Sendable {
    /// The promoted dtype, bool included.
    case any
    /// The promoted dtype; not for bool.
    case numbers
    /// Integers become float32 first.
    case floatingPoint
    /// Bool and integers only.
    case integers
  }

  /// What a gradient needs from the forward pass.
  struct Needs: OptionSet, Sendable {
    let rawValue: UInt8
    static let left = Needs(rawValue: 1)
    static let right = Needs(rawValue: 2)
    static let output = Needs(rawValue: 4)
  }

  /// The gradient with respect to one operand.
  struct Side: Sendable {
    let needs: Needs
    let rule: @Sendable (Tensor, Saved) -> Tensor

    static func gradient(
      _ needs: Needs = [], _ rule: @escaping @Sendable (Tensor, Saved) -> Tensor
    ) -> Side { Side(needs: needs, rule: rule) }

    /// No gradient: the operation is not differentiable.
    static let none = Side(needs: []) { g, _ in g }
  }

  /// Access to what was saved.
  struct Saved {
    let pass: Pass
    var left: Tensor { pass.saved(0) }
    var right: Tensor { pass.saved(1) }
    var output: Tensor { pass.saved(2) }
  }

  init(
    _ name: String, _ kernel: ck_binary_op, _ summary: String, torch: String? = nil,
    domain: Domain = .numbers, isDifferentiable: Bool = true, left: Side, right: Side
  ) {
    operation = Operation(name, summary, torch: torch, isDifferentiable: isDifferentiable)
    self.kernel = kernel
    self.domain = domain
    self.left = left
    self.right = right
    rule = { pass in
      let saved = Saved(pass: pass)
      return [
        pass.needs(0) ? left.rule(pass.gradient, saved) : nil,
        pass.needs(1) ? right.rule(pass.gradient, saved) : nil,
      ]
    }
  }

  @inline(__always)
  func callAsFunction(_ a: Tensor, _ b: Tensor) -> Tensor {
    let output = forward(a, b)
    let (isA, isB) = (isRecording(a), isRecording(b))
    if isA || isB { enter(a, isA, b, isB, output) }
    return output
  }

  @inline(__always)
  func callAsFunction(_ a: Tensor, _ b: some Scalar) -> Tensor {
    if let result = direct(a, b.doubleValue, type(of: b).dtype, scalarFirst: false, into: nil) {
      return result
    }
    return self(a, Tensor(wrapping: b))
  }

  @inline(__always)
  func callAsFunction(_ a: some Scalar, _ b: Tensor) -> Tensor {
    if let result = direct(b, a.doubleValue, type(of: a).dtype, scalarFirst: true, into: nil) {
      return result
    }
    return self(Tensor(wrapping: a), b)
  }

  /// The common case of a number beside a float tensor, without making a tensor of the number.
  func direct(
    _ x: Tensor, _ number: Double, _ type: DType, scalarFirst: Bool, into target: Tensor?
  ) -> Tensor? {
    guard x.dtype == .float32 || x.dtype == .float64, domain != .integers else { return nil }
    guard x.layout.isContiguous, !isRecording(x) else { return nil }
    let output = target ?? Tensor(uninitialized: x.layout.shape, dtype: x.dtype)
    let done = ck_binary_scalar(
      kernel, x.dtype.kernel, x.pointer, number, scalarFirst, output.pointer, Int64(x.numel))
    return done ? output : nil
  }

  /// Enters the operation into the graph, saving only what the gradients that are wanted need.
  func enter(_ a: Tensor, _ isA: Bool, _ b: Tensor, _ isB: Bool, _ output: Tensor) {
    guard operation.isDifferentiable, output.dtype.isFloatingPoint else { return }
    var needs: Needs = []
    if isA { needs.formUnion(left.needs) }
    if isB { needs.formUnion(right.needs) }
    var kept: [SavedTensor?] = []
    if !needs.isEmpty {
      kept = [
        needs.contains(.left) ? SavedTensor(a, of: output) : nil,
        needs.contains(.right) ? SavedTensor(b, of: output) : nil,
        needs.contains(.output) ? SavedTensor(output, of: output) : nil,
      ]
    }
    let node = Node(
      operation, edges: [a.edge, b.edge], saved: kept,
      outputs: .single(output.layout.shape, output.dtype), isBroadcast: true, rule: rule)
    output.recordedNode = node
    if GradMode.carriesTangents { carryTangents(node, [a, b], [output]) }
  }

  /// The result's dtype, after the rule of the operation.
  func resultType(_ a: Tensor, _ b: Tensor) -> DType {
    let promoted = promotedType(a, b)
    switch domain {
    case .any: return promoted
    case .numbers:
      if promoted == .bool { failUnsupported(operation.name, .bool) }
      return promoted
    case .floatingPoint: return promoted.isFloatingPoint ? promoted : .float32
    case .integers:
      if promoted.isFloatingPoint { failUnsupported(operation.name, promoted) }
      return promoted
    }
  }

  func forward(_ a: Tensor, _ b: Tensor) -> Tensor {
    if let output = blocked(a, b) { return output }
    let result = resultType(a, b)
    let shape = checkBroadcast(operation.name, a.layout.shape, b.layout.shape)
    let computing: DType = result == .float16 ? .float32 : result
    let output = Tensor(uninitialized: shape, dtype: computing)
    write(a, b, to: output)
    return computing == result ? output : output.convertedCopy(result)
  }

  /// Computes into an existing tensor of the result's shape, in its dtype.
  func write(_ a: Tensor, _ b: Tensor, to output: Tensor) {
    if output.numel == 0 { return }
    let a = a.asOperand(output.dtype)
    let b = b.asOperand(output.dtype)
    if !output.dtype.isFloatingPoint { checkIntegers(a, b) }
    let done = withElementwiseSteps(a, b, output) { aStep, bStep in
      ck_binary(
        kernel, output.dtype.kernel, a.pointer, aStep, b.pointer, bStep, output.pointer,
        Int64(output.numel))
    } strided: { rank, shape, aStrides, bStrides, outputStrides in
      ck_binary_nd(
        kernel, output.dtype.kernel, rank, shape, a.pointer, aStrides, b.pointer, bStrides,
        output.pointer, outputStrides)
    }
    if !done { failUnsupported(operation.name, output.dtype) }
  }

  private func checkIntegers(_ a: Tensor, _ b: Tensor) {
    switch kernel {
    case CK_FLOOR_DIV, CK_REMAINDER, CK_TRUNC_DIV, CK_FMOD:
      if Ops.isAnyZero(b) {
        fail(
          operation.name, "an integer is divided by 0",
          rule: "integers have no infinity or NaN to stand for the result",
          hint: "convert to floating point first")
      }
    case CK_POW:
      if Ops.isAnyNegative(b) {
        fail(
          operation.name, "an integer is raised to a negative power",
          rule: "the result would not be an integer", hint: "convert to floating point first")
      }
    default: break
    }
  }
}

/// The dtype two operands meet at, by PyTorch's rule of categories.
@inline(__always)
func promotedType(_ a: Tensor, _ b: Tensor) -> DType {
  if a.dtype == b.dtype {
    return a.isWrappedNumber && a.dtype == .float64 && b.isWrappedNumber ? .float32 : a.dtype
  }
  return Promotion(a, b).result
}

extension Tensor {
  /// This tensor in the dtype a kernel computes in; cheap for single numbers.
  @inline(__always)
  func asOperand(_ computing: DType) -> Tensor {
    dtype == computing ? self : convertedCopy(computing)
  }
}

/// Chooses between the flat and the strided form of a two-operand kernel.
@inline(__always)
func withElementwiseSteps(
  _ a: Tensor, _ b: Tensor, _ output: Tensor,
  flat: (_ aStep: Int64, _ bStep: Int64) -> Bool,
  strided: (
    _ rank: Int32, _ shape: UnsafePointer<Int64>, _ a: UnsafePointer<Int64>,
    _ b: UnsafePointer<Int64>, _ output: UnsafePointer<Int64>
  ) -> Bool
) -> Bool {
  if output.layout.isContiguous {
    let aFlat = a.numel == 1 || (a.layout.shape == output.layout.shape && a.layout.isContiguous)
    let bFlat = b.numel == 1 || (b.layout.shape == output.layout.shape && b.layout.isContiguous)
    if aFlat && bFlat {
      return flat(a.numel == 1 ? 0 : 1, b.numel == 1 ? 0 : 1)
    }
  }
  let shape = output.layout.shape
  guard let aLayout = a.layout.broadcasting(to: shape),
    let bLayout = b.layout.broadcasting(to: shape)
  else { return false }
  return shape.withPointer { shape in
    aLayout.strides.withPointer { aStrides in
      bLayout.strides.withPointer { bStrides in
        output.layout.strides.withPointer { outputStrides in
          strided(Int32(output.layout.rank), shape, aStrides, bStrides, outputStrides)
        }
      }
    }
  }
}
