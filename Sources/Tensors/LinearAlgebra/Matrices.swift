internal import CKernels

/// A stack of matrices: the leading axes of a tensor, and the two that are the matrix.
struct MatrixStack {
  /// The elements, contiguous, float32 or float64.
  let tensor: Tensor
  /// The leading axes.
  let batch: [Int]
  /// The number of rows of a matrix.
  let rows: Int
  /// The number of columns of a matrix.
  let columns: Int

  /// Checks and prepares an operand.
  ///
  /// - Parameter isSquare: whether the matrices must be square.
  init(_ operation: String, _ x: Tensor, isSquare: Bool = false) {
    if x.ndim < 2 {
      fail(
        operation, "the operand has shape \(x.layout.shape)",
        rule: "\(operation) works on matrices in the last two axes")
    }
    if x.dtype != .float32 && x.dtype != .float64 {
      fail(
        operation, "the operand is \(x.dtype)",
        rule: "\(operation) is defined for float32 and float64",
        hint: "convert it with to(.float32)")
    }
    let shape = x.shape
    rows = shape[shape.count - 2]
    columns = shape[shape.count - 1]
    batch = Array(shape.dropLast(2))
    if isSquare && rows != columns {
      fail(
        operation, "the operand has shape \(x.layout.shape)",
        rule: "\(operation) is defined for square matrices")
    }
    tensor = x.storedAs(x.dtype)
  }

  /// How many matrices there are.
  var count: Int { batch.reduce(1, *) }

  /// The kernel's name of the element type.
  var type: ck_dtype { tensor.dtype.kernel }

  /// Where a matrix begins.
  func pointer(_ index: Int) -> UnsafeMutableRawPointer {
    tensor.pointer + index * rows * columns * tensor.dtype.byteCount
  }

  /// A fresh stack with the same batch and type, and other extents behind it.
  func fresh(_ extents: [Int]) -> Tensor {
    Tensor.empty(batch + extents, dtype: tensor.dtype)
  }

  /// Where the part of a fresh stack begins that belongs to a matrix.
  func place(_ output: Tensor, _ index: Int) -> UnsafeMutableRawPointer {
    let size = count == 0 ? 0 : output.numel / count
    return output.pointer + index * size * output.dtype.byteCount
  }
}

/// Stops with LAPACK's verdict on a matrix.
func checkLAPACK(_ operation: String, _ info: Int32, _ index: Int, _ count: Int, _ why: String) {
  if info == 0 { return }
  let which = count > 1 ? "matrix \(index) of the batch" : "the matrix"
  if info < 0 {
    fail(operation, "LAPACK refused argument \(-info)", rule: "extents must fit into memory")
  }
  fail(
    operation, "\(which) is singular or the method did not converge (LAPACK info \(info))",
    rule: why, hint: "pinv or lstsq also serve matrices without full rank")
}

extension Tensor {
  /// The matrices in the last two axes transposed; a view.
  var matrixTransposed: Tensor { transposed(-2, -1) }

  /// A vector as the diagonal of a matrix, for each vector in the last axis.
  func diagonalMatrices() -> Tensor {
    let n = shape[ndim - 1]
    return expandedDimensions(axis: ndim) * Tensor.eye(n, dtype: dtype)
  }
}
