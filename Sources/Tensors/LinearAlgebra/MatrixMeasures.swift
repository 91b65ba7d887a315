extension Ops {
  static let matrixRank = Operation(
    "matrixRank", "The number of singular values that are not zero.",
    torch: "torch.linalg.matrix_rank", isDifferentiable: false)
  static let conditionNumber = Operation(
    "cond", "The greatest singular value over the least.", torch: "torch.linalg.cond")
  static let matrixPower = Operation(
    "matrixPower", "A square matrix times itself.", torch: "torch.linalg.matrix_power")
}

/// The number of singular values above a tolerance, as int64.
///
/// - Parameter tolerance: Absolute; the default is the greatest singular value times the machine
///   precision times the greater extent.
public func matrixRank(_ a: Tensor, tolerance: Double? = nil) -> Tensor {
  let s = noGrad { a.detach().singularValues() }
  let precision = a.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
  let extents = Swift.max(a.dim(-1), a.dim(-2))
  if let tolerance { return (s .> tolerance).sum(axis: -1) }
  return (s .> s.max(axis: -1, keepDims: true) * (precision * Double(extents))).sum(axis: -1)
}

/// How much errors in the data can grow in the solution of a linear system: the greatest singular
/// value over the least, infinite for a singular matrix.
public func cond(_ a: Tensor) -> Tensor {
  let s = a.singularValues()
  return s.max(axis: -1) / s.min(axis: -1)
}

/// A square matrix to a whole power; a negative one of the inverse.
public func matrixPower(_ a: Tensor, _ exponent: Int) -> Tensor {
  let base = exponent < 0 ? inv(a) : a
  var result = Tensor.eye(a.dim(-1), dtype: a.dtype)
  var square = base
  var rest = exponent.magnitude
  while rest > 0 {
    if rest & 1 == 1 { result = matmul(result, square) }
    rest >>= 1
    if rest > 0 { square = matmul(square, square) }
  }
  return result
}
