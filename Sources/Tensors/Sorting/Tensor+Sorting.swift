extension Tensor {
  /// The elements in order along an axis, and the positions they had.
  ///
  /// Equal elements keep their order. NaN counts as greater than all numbers. Gradients flow back to
  /// the positions the values came from.
  ///
  /// ```swift
  /// let (values, indices) = Tensor([3, 1, 2]).sort()   // [1, 2, 3] and [1, 2, 0]
  /// ```
  ///
  /// - Parameters:
  ///   - axis: The axis to sort along.
  ///   - descending: Whether the greatest element comes first.
  /// - Returns: Two tensors of this shape; the indices are int64.
  public func sort(axis: Int = -1, descending: Bool = false) -> (values: Tensor, indices: Tensor) {
    Ops.sort(self, axis: axis, descending: descending)
  }

  /// The positions that put an axis in order, as int64; equal elements keep their order.
  public func argSort(axis: Int = -1, descending: Bool = false) -> Tensor {
    Ops.sort(detach(), axis: axis, descending: descending, as: Ops.argSort).indices
  }

  /// The `k` greatest elements along an axis, greatest first, and their positions.
  ///
  /// Of equal elements the one with the lower position comes first.
  ///
  /// - Parameters:
  ///   - k: How many; at most the extent of the axis.
  ///   - axis: The axis to search along.
  ///   - greatest: Whether the greatest are wanted; otherwise the least, least first.
  public func topK(
    _ k: Int, axis: Int = -1, greatest: Bool = true
  ) -> (values: Tensor, indices: Tensor) {
    Ops.topK(self, k, axis: axis, greatest: greatest)
  }

  /// The `k`-th smallest element along an axis, counted from 1, and its position.
  public func kthValue(
    _ k: Int, axis: Int = -1, keepDims: Bool = false
  ) -> (values: Tensor, indices: Tensor) {
    if k < 1 {
      fail("kthValue", "k is \(k)", rule: "the smallest element has k = 1")
    }
    let (order, rank) = (Ops.sort(detach(), axis: axis, descending: false, as: Ops.kthValue), ndim)
    if rank == 0 {
      return (kept(Ops.kthValue, order.values, order.indices, 0, true), order.indices)
    }
    let place = checkAxis("kthValue", axis, rank: rank)
    if k > layout.shape[place] {
      fail(
        "kthValue", "k is \(k) for shape \(layout.shape)",
        rule: "k is at most the extent of axis \(place), \(layout.shape[place])")
    }
    let values = order.values.narrow(axis: place, start: k - 1, length: 1).contiguous()
    let indices = order.indices.narrow(axis: place, start: k - 1, length: 1).contiguous()
    return (
      kept(Ops.kthValue, values, indices, place, keepDims),
      keepDims ? indices : indices.squeeze(axis: place)
    )
  }

  /// The middle element along an axis, and its position; of an even number the lower of the two.
  ///
  /// A row with a NaN has the median NaN. NumPy takes the mean of the two middle elements instead.
  public func median(
    axis: Int, keepDims: Bool = false
  ) -> (values: Tensor, indices: Tensor) {
    let order = Ops.sort(detach(), axis: axis, descending: false, as: Ops.median)
    if ndim == 0 { return (kept(Ops.median, order.values, order.indices, 0, true), order.indices) }
    let place = checkAxis("median", axis, rank: ndim)
    let extent = layout.shape[place]
    if extent == 0 {
      fail(
        "median", "shape \(layout.shape) has no elements along axis \(place)",
        rule: "the median needs at least one element")
    }
    let middle = (extent - 1) / 2
    let (values, indices) = noGrad { () -> (Tensor, Tensor) in
      // NaNs lie at the end of the order; the first of them is the answer where there is one.
      let missing = Ops.isNaN(order.values).to(.int64).sum(axis: place, keepDims: true)
      let wanted = which(missing .> 0, extent - missing, Tensor.full(missing.shape, middle))
      return (order.values.gather(axis: place, wanted), order.indices.gather(axis: place, wanted))
    }
    return (
      kept(Ops.median, values, indices, place, keepDims),
      keepDims ? indices : indices.squeeze(axis: place)
    )
  }

  /// The middle of all elements, the lower of two; equal elements share its gradient.
  public func median() -> Tensor {
    if numel == 0 {
      fail("median", "the tensor is empty", rule: "the median needs at least one element")
    }
    let flat = detach().reshape(-1)
    let value = flat.median(axis: 0).values
    guard isRecording(self) else { return value }
    return record(Ops.median, [self], value, saving: [detach(), value.detachedAlias]) { pass in
      let (x, found) = (pass.saved(0), pass.saved(1))
      let mask = noGrad {
        let same = Ops.isNaN(found).expand(x.shape)
        return logicalOr(x .== found, logicalAnd(same, Ops.isNaN(x))).to(x.dtype)
      }
      return [mask * (pass.gradient / noGrad { mask.sum() })]
    }
  }

  private func kept(
    _ operation: Operation, _ values: Tensor, _ indices: Tensor, _ axis: Int, _ keepDims: Bool
  ) -> Tensor {
    let recorded = Ops.gathered(operation, self, values, axis, indices)
    return keepDims ? recorded : recorded.squeeze(axis: axis)
  }
}
