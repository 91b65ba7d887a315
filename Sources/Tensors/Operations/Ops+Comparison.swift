internal import CKernels

/// An elementwise question about two tensors, answered with a bool tensor.
struct Comparison: Sendable {
  let operation: Operation
  let kernel: ck_compare_op

  init(_ name: String, _ kernel: ck_compare_op, _ summary: String, torch: String? = nil) {
    operation = Operation(name, summary, torch: torch, isDifferentiable: false)
    self.kernel = kernel
  }

  func callAsFunction(_ a: Tensor, _ b: Tensor) -> Tensor {
    let shape = checkBroadcast(operation.name, a.layout.shape, b.layout.shape)
    let promoted = promotedType(a, b)
    let computing: DType = promoted == .float16 ? .float32 : promoted
    let output = Tensor(uninitialized: shape, dtype: .bool)
    if output.numel == 0 { return output }
    let a = a.asOperand(computing)
    let b = b.asOperand(computing)
    let answers = output.pointer.assumingMemoryBound(to: Bool.self)
    let done = withElementwiseSteps(a, b, output) { aStep, bStep in
      ck_compare(
        kernel, computing.kernel, a.pointer, aStep, b.pointer, bStep, answers, Int64(output.numel))
    } strided: { rank, shape, aStrides, bStrides, outputStrides in
      ck_compare_nd(
        kernel, computing.kernel, rank, shape, a.pointer, aStrides, b.pointer, bStrides, answers,
        outputStrides)
    }
    if !done { failUnsupported(operation.name, computing) }
    return output
  }

  func callAsFunction(_ a: Tensor, _ b: some Scalar) -> Tensor { self(a, Tensor(wrapping: b)) }
}

/// An elementwise question about one tensor, answered with a bool tensor.
struct Predicate: Sendable {
  let operation: Operation
  let kernel: ck_predicate_op

  init(_ name: String, _ kernel: ck_predicate_op, _ summary: String, torch: String? = nil) {
    operation = Operation(name, summary, torch: torch, isDifferentiable: false)
    self.kernel = kernel
  }

  func callAsFunction(_ x: Tensor) -> Tensor {
    let x = x.storedContiguously
    let output = Tensor(uninitialized: x.layout.shape, dtype: .bool)
    let answers = output.pointer.assumingMemoryBound(to: Bool.self)
    if !ck_predicate(kernel, x.dtype.kernel, x.pointer, answers, Int64(x.numel)) {
      failUnsupported(operation.name, x.dtype)
    }
    return output
  }
}

extension Ops {
  static let equal: Comparison = Comparison(
    "equal", CK_EQ, "Whether two elements are equal; NaN equals nothing.", torch: "torch.eq")
  static let notEqual: Comparison = Comparison(
    "notEqual", CK_NE, "Whether two elements differ.", torch: "torch.ne")
  static let less: Comparison = Comparison(
    "less", CK_LT, "Whether the left element is less.", torch: "torch.lt")
  static let lessEqual: Comparison = Comparison(
    "lessEqual", CK_LE, "Whether the left element is not greater.", torch: "torch.le")
  static let greater: Comparison = Comparison(
    "greater", CK_GT, "Whether the left element is greater.", torch: "torch.gt")
  static let greaterEqual: Comparison = Comparison(
    "greaterEqual", CK_GE, "Whether the left element is not less.", torch: "torch.ge")
  static let logicalAnd: Comparison = Comparison(
    "logicalAnd", CK_LOGICAL_AND, "Whether both are not zero.", torch: "torch.logical_and")
  static let logicalOr: Comparison = Comparison(
    "logicalOr", CK_LOGICAL_OR, "Whether one is not zero.", torch: "torch.logical_or")
  static let logicalXor: Comparison = Comparison(
    "logicalXor", CK_LOGICAL_XOR, "Whether exactly one is not zero.", torch: "torch.logical_xor")

  static let isNaN: Predicate = Predicate(
    "isNaN", CK_IS_NAN, "Whether the element is not a number.", torch: "torch.isnan")
  static let isInfinite: Predicate = Predicate(
    "isInfinite", CK_IS_INF, "Whether the element is infinite.", torch: "torch.isinf")
  static let isFinite: Predicate = Predicate(
    "isFinite", CK_IS_FINITE, "Whether the element is finite.", torch: "torch.isfinite")
  static let logicalNot: Predicate = Predicate(
    "logicalNot", CK_LOGICAL_NOT, "Whether the element is zero.", torch: "torch.logical_not")

  /// The comparisons, for the registry.
  static let comparisons: [Comparison] = [
    equal, notEqual, less, lessEqual, greater, greaterEqual, logicalAnd, logicalOr, logicalXor,
  ]
  /// The questions about one tensor, for the registry.
  static let predicates: [Predicate] = [isNaN, isInfinite, isFinite, logicalNot]
}
