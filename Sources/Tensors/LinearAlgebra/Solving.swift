internal import CKernels

extension Ops {
  static let solve = Operation(
    "solve", "The solution of A X = B for square A.", torch: "torch.linalg.solve")
  static let inverse = Operation("inv", "The inverse of a matrix.", torch: "torch.linalg.inv")
  static let determinant = Operation(
    "det", "The determinant of a matrix.", torch: "torch.linalg.det")
  static let logDeterminant = Operation(
    "slogdet", "Sign and logarithm of the determinant.", torch: "torch.linalg.slogdet")
  static let leastSquares = Operation(
    "lstsq", "The solution of A X = B in the sense of least squares.",
    torch: "torch.linalg.lstsq")
  static let pseudoinverse = Operation(
    "pinv", "The Moore-Penrose pseudoinverse.", torch: "torch.linalg.pinv")

  static func solve(_ a: Tensor, _ b: Tensor) -> Tensor {
    let system = LinearSystem("solve", a, b, isSquare: true)
    let (stack, rightStack, isVector) = (system.left, system.right, system.isVector)
    let output = rightStack.fresh([rightStack.rows, rightStack.columns])
    for index in 0..<stack.count where output.numel > 0 {
      let info = ck_solve(
        stack.type, Int64(stack.rows), Int64(rightStack.columns), stack.pointer(index),
        rightStack.pointer(index), rightStack.place(output, index))
      checkLAPACK("solve", info, index, stack.count, "A must be invertible")
    }
    let shaped = isVector ? output.squeeze(axes: [output.ndim - 1]) : output
    guard isRecording(a, b) else { return shaped }
    return record(solve, [a, b], shaped, saving: [a, shaped]) { pass in
      let gradient = solve(pass.saved(0).matrixTransposed, pass.gradient)
      let x = pass.saved(1)
      let column = isVector ? gradient.expandedDimensions(axis: gradient.ndim) : gradient
      let row = isVector ? x.expandedDimensions(axis: x.ndim - 1) : x.matrixTransposed
      return [-(matmul(column, row)), gradient]
    }
  }

  static func inverse(_ a: Tensor) -> Tensor {
    let stack = MatrixStack("inv", a, isSquare: true)
    let output = stack.fresh([stack.rows, stack.rows])
    for index in 0..<stack.count where output.numel > 0 {
      let info = ck_inverse(
        stack.type, Int64(stack.rows), stack.pointer(index), stack.place(output, index))
      checkLAPACK("inv", info, index, stack.count, "only invertible matrices have an inverse")
    }
    guard isRecording(a) else { return output }
    return record(inverse, [a], output, saving: [output]) { pass in
      let transposed = pass.saved(0).matrixTransposed
      return [-(matmul(matmul(transposed, pass.gradient), transposed))]
    }
  }

  /// Sign and logarithm of the determinant's absolute value.
  static func slogdet(_ a: Tensor) -> (sign: Tensor, logarithm: Tensor) {
    let stack = MatrixStack("slogdet", a, isSquare: true)
    var signs: [Double] = []
    var logarithms: [Double] = []
    for index in 0..<stack.count {
      var sign = 1.0
      var logarithm = 0.0
      if stack.rows > 0 {
        let info = ck_slogdet(
          stack.type, Int64(stack.rows), stack.pointer(index), &sign, &logarithm)
        checkLAPACK("slogdet", Swift.min(info, 0), index, stack.count, "")
      }
      signs.append(sign)
      logarithms.append(logarithm)
    }
    let sign = Tensor(signs, shape: stack.batch, dtype: a.dtype)
    let output = Tensor(logarithms, shape: stack.batch, dtype: a.dtype)
    guard isRecording(a) else { return (sign, output) }
    record(logDeterminant, [a], output, saving: [a]) { pass in
      [broadcastable(pass.gradient) * inverse(pass.saved(0)).matrixTransposed]
    }
    return (sign, output)
  }

  static func det(_ a: Tensor) -> Tensor {
    let (sign, logarithm) = noGrad { slogdet(a) }
    let output = noGrad { sign * logarithm.exp() }
    guard isRecording(a) else { return output }
    return record(determinant, [a], output, saving: [a, output]) { pass in
      let a = pass.saved(0)
      let determinant = pass.saved(1)
      let isSingular = (determinant .== 0).any().item(Bool.self)
      if isSingular { return [broadcastable(pass.gradient) * cofactors(a)] }
      return [broadcastable(pass.gradient * determinant) * inverse(a).matrixTransposed]
    }
  }

  /// The matrix of cofactors, which exists where the inverse does not: with A = U S V^T it is
  /// det(U V) U diag(products of all other singular values) V^T.
  private static func cofactors(_ a: Tensor) -> Tensor {
    let (u, s, vh) = svd(a)
    let n = s.shape[s.ndim - 1]
    var others: [Tensor] = []
    for index in 0..<n {
      let rest = (0..<n).filter { $0 != index }.map { s.select(axis: -1, $0) }
      others.append(rest.reduce(Tensor.onesLike(s.select(axis: -1, index))) { $0 * $1 })
    }
    let orientation = broadcastable(det(u.detach()) * det(vh.detach()))
    return orientation * matmul(u * stack(others, axis: -1).expandedDimensions(axis: -2), vh)
  }

  /// One number for each matrix, ready to be multiplied with the matrices.
  static func broadcastable(_ x: Tensor) -> Tensor { x.reshape(x.shape + [1, 1]) }

  static func lstsq(_ a: Tensor, _ b: Tensor) -> Tensor {
    let system = LinearSystem("lstsq", a, b)
    let (stack, rightStack, isVector) = (system.left, system.right, system.isVector)
    let right = system.columns
    let output = rightStack.fresh([stack.columns, rightStack.columns])
    for index in 0..<stack.count where output.numel > 0 {
      var rank: Int64 = 0
      let info = ck_lstsq(
        stack.type, Int64(stack.rows), Int64(stack.columns), Int64(rightStack.columns),
        stack.pointer(index), rightStack.pointer(index), -1, rightStack.place(output, index), nil,
        &rank)
      checkLAPACK("lstsq", info, index, stack.count, "the singular values must converge")
    }
    let shaped = isVector ? output.squeeze(axes: [output.ndim - 1]) : output
    guard isRecording(a, b) else { return shaped }
    // The minimal solution is pinv(A) B, whose gradient pinv knows for every rank.
    return record(leastSquares, [a, b], shaped, saving: [a, right]) { pass in
      let a = pass.saved(0)
      let b = pass.saved(1)
      let g =
        isVector ? pass.gradient.expandedDimensions(axis: pass.gradient.ndim) : pass.gradient
      let p = pinv(a, tolerance: nil)
      let toB = matmul(p.matrixTransposed, g)
      let toA = pinvGradient(a, p, matmul(g, b.matrixTransposed))
      return [toA, isVector ? toB.squeeze(axes: [toB.ndim - 1]) : toB]
    }
  }

  static func pinv(_ a: Tensor, tolerance: Double?) -> Tensor {
    let stack = MatrixStack("pinv", a)
    let output = noGrad { () -> Tensor in
      let (u, s, vh) = svd(a.detach())
      let precision = a.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
      let relative = tolerance ?? precision * Double(Swift.max(stack.rows, stack.columns))
      let cut = s.max(axis: -1, keepDims: true) * relative
      let inverted = select(s .> cut, s.reciprocal(), Tensor.zerosLike(s))
      return matmul(
        vh.matrixTransposed * inverted.expandedDimensions(axis: -2), u.matrixTransposed)
    }
    guard isRecording(a) else { return output }
    return record(pseudoinverse, [a], output, saving: [a, output]) { pass in
      [pinvGradient(pass.saved(0), pass.saved(1), pass.gradient)]
    }
  }

  /// The derivative of the pseudoinverse for constant rank: Golub and Pereyra, SIAM J. Numer. Anal.
  /// 10 (1973).
  private static func pinvGradient(_ a: Tensor, _ p: Tensor, _ g: Tensor) -> Tensor {
    let pt = p.matrixTransposed
    let gt = g.matrixTransposed
    let first = matmul(matmul(pt, g), pt)
    let leftRest = gt - matmul(a, matmul(p, gt))
    let second = matmul(matmul(leftRest, p), pt)
    let rightRest = gt - matmul(matmul(gt, p), a)
    let third = matmul(pt, matmul(p, rightRest))
    return second + third - first
  }
}

extension Tensor {
  /// One position of an axis; a view without that axis.
  func select(axis: Int, _ position: Int) -> Tensor {
    movedAxis(axis, to: 0)[position]
  }
}

/// The solution X of A X = B for square matrices A, by LU with pivoting.
///
/// - Parameters:
///   - a: Shape [..., n, n], invertible.
///   - b: Shape [..., n, k], or [..., n] for a vector each.
public func solve(_ a: Tensor, _ b: Tensor) -> Tensor { Ops.solve(a, b) }

/// The inverse of square matrices. ``solve(_:_:)`` is faster and more accurate than multiplying by
/// it.
public func inv(_ a: Tensor) -> Tensor { Ops.inverse(a) }

/// The determinant of square matrices.
public func det(_ a: Tensor) -> Tensor { Ops.det(a) }

/// Sign and logarithm of the absolute value of the determinant, which itself may overflow.
public func slogdet(_ a: Tensor) -> (sign: Tensor, logarithm: Tensor) { Ops.slogdet(a) }

/// The X that makes the norm of A X - B smallest; of several the one with the least norm itself.
///
/// - Parameters:
///   - a: Shape [..., m, n], of any rank.
///   - b: Shape [..., m, k], or [..., m] for a vector each.
public func lstsq(_ a: Tensor, _ b: Tensor) -> Tensor { Ops.lstsq(a, b) }

/// The Moore-Penrose pseudoinverse.
///
/// - Parameter tolerance: Singular values below this share of the greatest count as zero; the
///   default is the machine precision times the greater extent.
public func pinv(_ a: Tensor, tolerance: Double? = nil) -> Tensor {
  Ops.pinv(a, tolerance: tolerance)
}
