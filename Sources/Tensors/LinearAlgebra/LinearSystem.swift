/// The operands of A X = B, checked against each other; a vector B stands as a matrix of one column.
struct LinearSystem {
  /// The matrices A.
  let left: MatrixStack
  /// The right-hand sides.
  let right: MatrixStack
  /// B with a column axis.
  let columns: Tensor
  /// Whether B was given as vectors.
  let isVector: Bool

  /// Checks the operands of an operation.
  init(_ operation: String, _ a: Tensor, _ b: Tensor, isSquare: Bool = false) {
    left = MatrixStack(operation, a, isSquare: isSquare)
    isVector = b.ndim == a.ndim - 1
    columns = isVector ? b.expandedDimensions(axis: b.ndim) : b
    right = MatrixStack(operation, columns)
    if right.batch != left.batch || right.rows != left.rows || a.dtype != b.dtype {
      fail(
        operation,
        "A has shape \(a.layout.shape) and dtype \(a.dtype), B has \(b.layout.shape) and \(b.dtype)",
        rule: "B has as many rows as A, and the same leading axes and dtype")
    }
  }
}
