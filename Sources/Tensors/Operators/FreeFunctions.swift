// The names users of PyTorch and MLX expect to find without a tensor in front.

/// Zeros of the given shape.
public func zeros(_ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
  Tensor.zeros(shape, dtype: dtype, requiresGrad: requiresGrad)
}

/// Ones of the given shape.
public func ones(_ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
  Tensor.ones(shape, dtype: dtype, requiresGrad: requiresGrad)
}

/// The numbers 0, 1, ... below `end`; see ``Tensor/arange(_:dtype:requiresGrad:)``.
public func arange<S: Scalar>(
  _ end: S, dtype: DType? = nil, requiresGrad: Bool = false
) -> Tensor {
  Tensor.arange(end, dtype: dtype, requiresGrad: requiresGrad)
}

/// The numbers from `start` in steps of `step`, without `end`.
public func arange<S: Scalar>(
  _ start: S, _ end: S, step: S = S(integerValue: 1), dtype: DType? = nil,
  requiresGrad: Bool = false
) -> Tensor {
  Tensor.arange(start, end, step: step, dtype: dtype, requiresGrad: requiresGrad)
}

/// The matrix product over the last two axes; vectors and leading axes as in NumPy and PyTorch.
///
/// Shapes [..., m, k] and [..., k, n] give [..., m, n]; leading axes are broadcast. Both operands
/// have the same dtype.
public func matmul(_ a: Tensor, _ b: Tensor) -> Tensor { Ops.matmul(a, b) }

/// The product of two matrices, without broadcasting.
public func mm(_ a: Tensor, _ b: Tensor) -> Tensor {
  checkRank("mm", a, 2, name: "the left operand")
  checkRank("mm", b, 2, name: "the right operand")
  return Ops.matmul(a, b)
}

/// The product of a matrix and a vector.
public func mv(_ a: Tensor, _ x: Tensor) -> Tensor {
  checkRank("mv", a, 2, name: "the left operand")
  checkRank("mv", x, 1, name: "the right operand")
  return Ops.matmul(a, x)
}

/// The products of matrices in two stacks of the same length.
public func bmm(_ a: Tensor, _ b: Tensor) -> Tensor {
  checkRank("bmm", a, 3, name: "the left operand")
  checkRank("bmm", b, 3, name: "the right operand")
  return Ops.matmul(a, b)
}

/// The sum of the products of two vectors of the same length.
public func dot(_ a: Tensor, _ b: Tensor) -> Tensor { Ops.dot(a, b) }

/// All products of an element of one vector and one of the other: shape [n, m].
public func outer(_ a: Tensor, _ b: Tensor) -> Tensor {
  checkRank("outer", a, 1, name: "the left operand")
  checkRank("outer", b, 1, name: "the right operand")
  return a.expandedDimensions(axis: 1) * b
}

/// Tensors joined along an axis they have; all other extents must be equal.
public func cat(_ tensors: [Tensor], axis: Int = 0) -> Tensor { Ops.cat(tensors, axis: axis) }

/// Tensors of one shape joined along a new axis.
public func stack(_ tensors: [Tensor], axis: Int = 0) -> Tensor { Ops.stack(tensors, axis: axis) }

/// Elements of `a` where the condition holds, else of `b`; all three are broadcast.
public func which(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
  Ops.select(condition, a, b)
}

/// Elements of `a` where the condition holds, else of `b`; Swift keeps the word `where` itself.
public func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) -> Tensor {
  Ops.select(condition, a, b)
}

/// The greater of two elements, NaN if either is.
public func maximum(_ a: Tensor, _ b: Tensor) -> Tensor { Ops.maximum(a, b) }
/// The greater of each element and a number.
public func maximum(_ a: Tensor, _ b: some Scalar) -> Tensor { Ops.maximum(a, b) }
/// The lesser of two elements, NaN if either is.
public func minimum(_ a: Tensor, _ b: Tensor) -> Tensor { Ops.minimum(a, b) }
/// The lesser of each element and a number.
public func minimum(_ a: Tensor, _ b: some Scalar) -> Tensor { Ops.minimum(a, b) }

/// exp(x) divided by its sum along an axis.
public func softmax(_ x: Tensor, axis: Int) -> Tensor { x.softmax(axis: axis) }
/// The logarithm of softmax, without overflow.
public func logSoftmax(_ x: Tensor, axis: Int) -> Tensor { x.logSoftmax(axis: axis) }

extension Tensor {
  /// exp(x) divided by its sum along an axis: positive numbers that add up to 1.
  public func softmax(axis: Int) -> Tensor { Ops.softmax(self, axis: axis, logarithm: false) }
  /// The logarithm of softmax, computed without overflow.
  public func logSoftmax(axis: Int) -> Tensor { Ops.softmax(self, axis: axis, logarithm: true) }
  /// The matrix product with another tensor; see ``matmul(_:_:)``.
  public func matmul(_ other: Tensor) -> Tensor { Ops.matmul(self, other) }
  /// Elements moved into the bounds; a bound left out does not apply.
  public func clamp(min: Double = -.infinity, max: Double = .infinity) -> Tensor {
    Ops.clamp(self, min, max)
  }
  /// The order along some axes reversed; a copy.
  public func flip(axes: [Int]) -> Tensor { Ops.flip(self, axes: axes) }
  /// The slices at some positions of an axis.
  public func indexSelect(axis: Int, _ index: Tensor) -> Tensor {
    let place = checkAxis("indexSelect", axis, rank: ndim)
    checkRank("indexSelect", index, 1, name: "the index")
    return Ops.indexSelect(
      self, wrappedPositions("indexSelect", index, extent: layout.shape[place]), axis: place)
  }
}

/// The angle of the points (right, left), in radians.
public func atan2(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.atan2(left, right) }
/// The lengths of the vectors (left, right).
public func hypot(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.hypot(left, right) }
/// log(exp(left) + exp(right)), without overflow.
public func logAddExp(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.logAddExp(left, right) }
/// The quotient, rounded down.
public func floorDivide(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.floorDivide(left, right) }
/// What division leaves, with the sign of the dividend; `%` takes that of the divisor.
public func fmod(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.fmod(left, right) }
/// Whether both elements are not zero.
public func logicalAnd(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.logicalAnd(left, right) }
/// Whether one of the elements is not zero.
public func logicalOr(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.logicalOr(left, right) }
/// Whether exactly one of the elements is not zero.
public func logicalXor(_ left: Tensor, _ right: Tensor) -> Tensor { Ops.logicalXor(left, right) }
