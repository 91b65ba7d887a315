internal import CKernels

extension Ops {
  static let cholesky = Operation(
    "cholesky", "The lower triangle L with A = L L^T.", torch: "torch.linalg.cholesky")
  static let qr = Operation(
    "qr", "Orthonormal Q and upper triangular R with A = Q R.", torch: "torch.linalg.qr")
  static let eigh = Operation(
    "eigh", "Eigenvalues and eigenvectors of symmetric matrices.", torch: "torch.linalg.eigh")
  static let eig = Operation(
    "eig", "Eigenvalues and eigenvectors of general matrices.", torch: "torch.linalg.eig",
    isDifferentiable: false)
  static let svd = Operation(
    "svd", "The singular value decomposition A = U diag(S) Vh.", torch: "torch.linalg.svd")

  /// The registry's list of linear algebra.
  static let linearAlgebra: [Operation] = [
    norm, solve, inverse, determinant, logDeterminant, leastSquares, pseudoinverse, cholesky, qr,
    eigh, eig, svd, einsum, matrixRank, conditionNumber, matrixPower,
  ]

  static func cholesky(_ a: Tensor) -> Tensor {
    let stack = MatrixStack("cholesky", a, isSquare: true)
    let output = stack.fresh([stack.rows, stack.rows])
    for index in 0..<stack.count where output.numel > 0 {
      let info = ck_cholesky(
        stack.type, Int64(stack.rows), stack.pointer(index), stack.place(output, index))
      checkLAPACK(
        "cholesky", info, index, stack.count, "the matrix must be symmetric and positive definite")
    }
    guard isRecording(a) else { return output }
    // Murray, "Differentiation of the Cholesky decomposition" (2016).
    return record(cholesky, [a], output, saving: [output]) { pass in
      let l = pass.saved(0)
      let lt = l.matrixTransposed
      let inner = halvedLower(matmul(lt, pass.gradient))
      let half = solve(lt, solve(lt, inner.matrixTransposed).matrixTransposed)
      return [(half + half.matrixTransposed) / 2]
    }
  }

  /// The lower triangle with its diagonal halved.
  private static func halvedLower(_ x: Tensor) -> Tensor {
    x.tril() - (x * Tensor.eye(x.shape[x.ndim - 1], dtype: x.dtype)) / 2
  }

  static func qr(_ a: Tensor, isComplete: Bool) -> (q: Tensor, r: Tensor) {
    let stack = MatrixStack("qr", a)
    let k = isComplete ? stack.rows : Swift.min(stack.rows, stack.columns)
    let q = stack.fresh([stack.rows, k])
    let r = stack.fresh([k, stack.columns])
    for index in 0..<stack.count where stack.tensor.numel > 0 {
      let info = ck_qr(
        stack.type, Int64(stack.rows), Int64(stack.columns), stack.pointer(index),
        stack.place(q, index), stack.place(r, index), isComplete)
      checkLAPACK("qr", info, index, stack.count, "")
    }
    guard isRecording(a) else { return (q, r) }
    if stack.rows < stack.columns || (isComplete && stack.rows != stack.columns) {
      fail(
        "qr", "A has shape \(a.layout.shape)\(isComplete ? ", complete" : "")",
        rule: "the gradient of qr needs at least as many rows as columns, and the reduced form",
        hint: "detach A, or transpose it")
    }
    let outputs = record(qr, [a], outputs: [q, r], saving: [q, r]) { pass in
      let q = pass.saved(0)
      let r = pass.saved(1)
      let gq = pass.gradients[0] ?? Tensor.zerosLike(q)
      let gr = pass.gradients[1] ?? Tensor.zerosLike(r)
      let m = matmul(r, gr.matrixTransposed) - matmul(gq.matrixTransposed, q)
      let symmetric = m.tril() + m.tril(diagonal: -1).matrixTransposed
      let right = gq + matmul(q, symmetric)
      return [solve(r, right.matrixTransposed).matrixTransposed]
    }
    return (outputs[0], outputs[1])
  }

  static func eigh(_ a: Tensor) -> (values: Tensor, vectors: Tensor) {
    let stack = MatrixStack("eigh", a, isSquare: true)
    let values = stack.fresh([stack.rows])
    let vectors = stack.fresh([stack.rows, stack.rows])
    for index in 0..<stack.count where vectors.numel > 0 {
      let info = ck_eigh(
        stack.type, Int64(stack.rows), stack.pointer(index), stack.place(values, index),
        stack.place(vectors, index))
      checkLAPACK("eigh", info, index, stack.count, "the eigenvalues must converge")
    }
    guard isRecording(a) else { return (values, vectors) }
    let outputs = record(eigh, [a], outputs: [values, vectors], saving: [values, vectors]) { pass in
      let v = pass.saved(1)
      let gradient = pass.gradients[0] ?? Tensor.zerosLike(pass.saved(0))
      var inner = gradient.diagonalMatrices()
      if let gv = pass.gradients[1] {
        inner = inner + matmul(v.matrixTransposed, gv) * inverseGaps(pass.saved(0))
      }
      let full = matmul(matmul(v, inner), v.matrixTransposed)
      return [(full + full.matrixTransposed) / 2]
    }
    return (outputs[0], outputs[1])
  }

  /// 1 / (w_j - w_i) off the diagonal, 0 on it.
  private static func inverseGaps(_ w: Tensor) -> Tensor {
    let n = w.shape[w.ndim - 1]
    let gaps = w.expandedDimensions(axis: w.ndim - 1) - w.expandedDimensions(axis: w.ndim)
    let eye = Tensor.eye(n, dtype: w.dtype)
    return (1 - eye) / (gaps + eye)
  }

  static func svd(_ a: Tensor, isFull: Bool = false) -> (u: Tensor, s: Tensor, vh: Tensor) {
    let stack = MatrixStack("svd", a)
    let k = Swift.min(stack.rows, stack.columns)
    let u = stack.fresh([stack.rows, isFull ? stack.rows : k])
    let s = stack.fresh([k])
    let vh = stack.fresh([isFull ? stack.columns : k, stack.columns])
    for index in 0..<stack.count where stack.tensor.numel > 0 {
      let info = ck_svd(
        stack.type, Int64(stack.rows), Int64(stack.columns), stack.pointer(index),
        stack.place(u, index), stack.place(s, index), stack.place(vh, index), isFull)
      checkLAPACK("svd", info, index, stack.count, "the singular values must converge")
    }
    guard isRecording(a) else { return (u, s, vh) }
    if isFull && stack.rows != stack.columns {
      fail(
        "svd", "A has shape \(a.layout.shape), full", rule: "the gradient needs the reduced form",
        hint: "leave out full: true")
    }
    let outputs = record(svd, [a], outputs: [u, s, vh], saving: [u, s, vh]) { pass in
      [svdGradient(pass)]
    }
    return (outputs[0], outputs[1], outputs[2])
  }

  /// Townsend, "Differentiating the singular value decomposition" (2016).
  private static func svdGradient(_ pass: Pass) -> Tensor {
    let u = pass.saved(0)
    let s = pass.saved(1)
    let vh = pass.saved(2)
    let k = s.shape[s.ndim - 1]
    let eye = Tensor.eye(k, dtype: s.dtype)
    let column = s.expandedDimensions(axis: s.ndim)
    let row = s.expandedDimensions(axis: s.ndim - 1)
    let gaps = (1 - eye) / (row.square() - column.square() + eye)
    var inner = (pass.gradients[1] ?? Tensor.zerosLike(s)).diagonalMatrices()
    var outside: Tensor?
    if let gu = pass.gradients[0] {
      let m = matmul(u.matrixTransposed, gu) * gaps
      inner = inner + (m + m.matrixTransposed) * row
      let rest = (gu / row) - matmul(u, matmul(u.matrixTransposed, gu / row))
      outside = matmul(rest, vh)
    }
    if let gvh = pass.gradients[2] {
      let gv = gvh.matrixTransposed
      let v = vh.matrixTransposed
      let m = matmul(vh, gv) * gaps
      inner = inner + column * (m + m.matrixTransposed)
      let rest = (gv / row) - matmul(v, matmul(vh, gv / row))
      let part = matmul(u, rest.matrixTransposed)
      outside = outside.map { $0 + part } ?? part
    }
    let middle = matmul(matmul(u, inner), vh)
    return outside.map { middle + $0 } ?? middle
  }
}

extension Tensor {
  /// The singular values of the matrices in the last two axes, greatest first.
  public func singularValues() -> Tensor { Ops.svd(self).s }
}

/// The lower triangular L with A = L L^T, for symmetric positive definite matrices.
///
/// Only the lower triangle of `a` is read.
public func cholesky(_ a: Tensor) -> Tensor { Ops.cholesky(a) }

/// Orthonormal columns Q and an upper triangular R with A = Q R.
///
/// - Parameter isComplete: Whether Q is a full square matrix.
public func qr(_ a: Tensor, isComplete: Bool = false) -> (q: Tensor, r: Tensor) {
  Ops.qr(a, isComplete: isComplete)
}

/// Eigenvalues, ascending, and eigenvectors, as columns, of symmetric matrices.
///
/// Only the lower triangle of `a` is read. The sign of an eigenvector is arbitrary, and so is its
/// gradient where it depends on the sign.
public func eigh(_ a: Tensor) -> (values: Tensor, vectors: Tensor) { Ops.eigh(a) }

/// The singular value decomposition A = U diag(S) Vh, singular values greatest first.
///
/// - Parameter isFull: Whether U and Vh are full square matrices.
public func svd(_ a: Tensor, isFull: Bool = false) -> (u: Tensor, s: Tensor, vh: Tensor) {
  Ops.svd(a, isFull: isFull)
}

/// Eigenvalues and eigenvectors of general square matrices, which may be complex: real and imaginary
/// parts apart. No gradients flow through it.
///
/// - Returns: Values of shape [..., n], vectors as columns of shape [..., n, n].
public func eig(_ a: Tensor) -> (
  real: Tensor, imaginary: Tensor, vectorsReal: Tensor, vectorsImaginary: Tensor
) {
  let stack = MatrixStack("eig", a.detach(), isSquare: true)
  let n = stack.rows
  let real = stack.fresh([n])
  let imaginary = stack.fresh([n])
  let vectorsReal = stack.fresh([n, n])
  let vectorsImaginary = stack.fresh([n, n])
  for index in 0..<stack.count where n > 0 {
    let info = ck_eig(
      stack.type, Int64(n), stack.pointer(index), stack.place(real, index),
      stack.place(imaginary, index), stack.place(vectorsReal, index),
      stack.place(vectorsImaginary, index))
    checkLAPACK("eig", info, index, stack.count, "the eigenvalues must converge")
  }
  return (real, imaginary, vectorsReal, vectorsImaginary)
}
