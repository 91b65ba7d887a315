internal import CKernels

extension Tensor {
  /// The sum of all elements; integers and bool give int64.
  public func sum() -> Tensor { Ops.sum(self, nil, keepDims: false) }
  /// The sum along one axis, which goes unless `keepDims` leaves it as 1.
  public func sum(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.sum(self, [axis], keepDims: keepDims)
  }
  /// The sum along several axes.
  public func sum(axes: [Int], keepDims: Bool = false) -> Tensor {
    Ops.sum(self, axes, keepDims: keepDims)
  }

  /// The mean of all elements; floating-point tensors only.
  public func mean() -> Tensor { Ops.mean(self, nil, keepDims: false) }
  /// The mean along one axis.
  public func mean(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.mean(self, [axis], keepDims: keepDims)
  }
  /// The mean along several axes.
  public func mean(axes: [Int], keepDims: Bool = false) -> Tensor {
    Ops.mean(self, axes, keepDims: keepDims)
  }

  /// The product of all elements.
  public func prod() -> Tensor { Ops.prod(self, nil, keepDims: false) }
  /// The product along one axis.
  public func prod(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.prod(self, [axis], keepDims: keepDims)
  }

  /// The greatest element; NaN if there is one.
  public func max() -> Tensor {
    Ops.extreme(Ops.max, CK_REDUCE_MAX, self, nil, keepDims: false)
  }
  /// The greatest elements along one axis; their positions are ``argMax(axis:keepDims:)``.
  public func max(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.extreme(Ops.max, CK_REDUCE_MAX, self, [axis], keepDims: keepDims)
  }
  /// The greatest elements along several axes.
  public func max(axes: [Int], keepDims: Bool = false) -> Tensor {
    Ops.extreme(Ops.max, CK_REDUCE_MAX, self, axes, keepDims: keepDims)
  }

  /// The least element; NaN if there is one.
  public func min() -> Tensor {
    Ops.extreme(Ops.min, CK_REDUCE_MIN, self, nil, keepDims: false)
  }
  /// The least elements along one axis.
  public func min(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.extreme(Ops.min, CK_REDUCE_MIN, self, [axis], keepDims: keepDims)
  }
  /// The least elements along several axes.
  public func min(axes: [Int], keepDims: Bool = false) -> Tensor {
    Ops.extreme(Ops.min, CK_REDUCE_MIN, self, axes, keepDims: keepDims)
  }

  /// The position of the greatest element among all, the first where several are equal.
  public func argMax() -> Tensor {
    Ops.position(Ops.argMax, CK_ARGMAX, self, nil, keepDims: false)
  }
  /// The positions of the greatest elements along one axis.
  public func argMax(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.position(Ops.argMax, CK_ARGMAX, self, axis, keepDims: keepDims)
  }
  /// The position of the least element among all, the first where several are equal.
  public func argMin() -> Tensor {
    Ops.position(Ops.argMin, CK_ARGMIN, self, nil, keepDims: false)
  }
  /// The positions of the least elements along one axis.
  public func argMin(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.position(Ops.argMin, CK_ARGMIN, self, axis, keepDims: keepDims)
  }

  /// Whether any element is not zero.
  public func any() -> Tensor {
    Ops.question(Ops.any, CK_ANY, self, nil, keepDims: false, into: .bool)
  }
  /// Whether any element along an axis is not zero.
  public func any(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.question(Ops.any, CK_ANY, self, [axis], keepDims: keepDims, into: .bool)
  }
  /// Whether all elements are not zero.
  public func all() -> Tensor {
    Ops.question(Ops.all, CK_ALL, self, nil, keepDims: false, into: .bool)
  }
  /// Whether all elements along an axis are not zero.
  public func all(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.question(Ops.all, CK_ALL, self, [axis], keepDims: keepDims, into: .bool)
  }
  /// The number of elements that are not zero, along an axis or altogether.
  public func countNonzero(axis: Int? = nil) -> Tensor {
    Ops.question(
      Ops.countNonzero, CK_COUNT_NONZERO, self, axis.map { [$0] }, keepDims: false, into: .int64)
  }

  /// The variance: squared deviations from the mean, divided by the count minus `correction`.
  ///
  /// - Parameters:
  ///   - axes: The axes to reduce; all where left out.
  ///   - correction: 1 for the unbiased estimate, 0 for the mean squared deviation.
  ///   - keepDims: Whether reduced axes stay as 1.
  public func variance(
    axes: [Int]? = nil, correction: Double = 1, keepDims: Bool = false
  ) -> Tensor {
    Ops.variance(self, axes, correction: correction, keepDims: keepDims)
  }
  /// The variance along one axis.
  public func variance(axis: Int, correction: Double = 1, keepDims: Bool = false) -> Tensor {
    variance(axes: [axis], correction: correction, keepDims: keepDims)
  }

  /// The standard deviation: the square root of the variance.
  public func std(
    axes: [Int]? = nil, correction: Double = 1, keepDims: Bool = false
  ) -> Tensor {
    Ops.sqrt(variance(axes: axes, correction: correction, keepDims: keepDims))
  }
  /// The standard deviation along one axis.
  public func std(
    axis: Int, correction: Double = 1, keepDims: Bool = false
  ) -> Tensor {
    Ops.sqrt(variance(axes: [axis], correction: correction, keepDims: keepDims))
  }

  /// log(sum(exp(x))) of all elements, without overflow.
  public func logSumExp() -> Tensor { Ops.logSumExp(self, nil, keepDims: false) }
  /// log(sum(exp(x))) along one axis, without overflow.
  public func logSumExp(axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.logSumExp(self, [axis], keepDims: keepDims)
  }
  /// log(sum(exp(x))) along several axes, without overflow.
  public func logSumExp(axes: [Int], keepDims: Bool = false) -> Tensor {
    Ops.logSumExp(self, axes, keepDims: keepDims)
  }

  /// Running sums along an axis; integers give int64.
  public func cumsum(axis: Int) -> Tensor { Ops.cumsum(self, axis: axis) }
  /// Running products along an axis; integers give int64.
  public func cumprod(axis: Int) -> Tensor { Ops.cumprod(self, axis: axis) }
}
