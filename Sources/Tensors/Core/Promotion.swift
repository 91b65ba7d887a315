/// The dtype operands meet at.
///
/// Three groups have a say in turn: tensors with axes, tensors without, and Swift numbers. A later
/// group only counts where its category (bool, integer, floating point) is higher; a Swift number
/// then brings the default dtype of its category.
struct Promotion {
  private var withAxes: DType?
  private var withoutAxes: DType?
  private var numbers: DType?

  init(_ operands: Tensor...) {
    for operand in operands { add(operand) }
  }

  init(_ operands: [Tensor]) {
    for operand in operands { add(operand) }
  }

  private mutating func add(_ operand: Tensor) {
    if operand.isWrappedNumber {
      let dtype = operand.dtype == .float64 ? DType.defaultFloat : operand.dtype
      numbers = numbers.map { DType.promote($0, dtype) } ?? dtype
    } else if operand.layout.rank == 0 {
      withoutAxes = withoutAxes.map { DType.promote($0, operand.dtype) } ?? operand.dtype
    } else {
      withAxes = withAxes.map { DType.promote($0, operand.dtype) } ?? operand.dtype
    }
  }

  var result: DType {
    join(withAxes, join(withoutAxes, numbers)) ?? .float32
  }

  private func join(_ higher: DType?, _ lower: DType?) -> DType? {
    guard let higher else { return lower }
    guard let lower else { return higher }
    return higher.joined(lower: lower)
  }
}

extension DType {
  /// The dtype an operation on two tensors computes in; PyTorch's `torch.result_type`.
  public static func result(of left: Tensor, _ right: Tensor) -> DType {
    Promotion(left, right).result
  }

  /// The dtype an operation on a tensor and a Swift number computes in.
  public static func result(of left: Tensor, _ right: some Scalar) -> DType {
    Promotion(left, Tensor(wrapping: right)).result
  }
}
