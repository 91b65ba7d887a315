internal import CKernels

extension Tensor {
  /// The different elements of the flattened tensor in ascending order, where each element went, and
  /// how often each occurs.
  ///
  /// Every NaN counts as different from all others, as in PyTorch.
  ///
  /// ```swift
  /// let (values, inverse, counts) = Tensor([3, 1, 3]).unique()
  /// // values [1, 3], inverse [1, 0, 1], counts [1, 2]
  /// ```
  ///
  /// - Returns: Values of shape [n]; the inverse, int64 of this tensor's shape, with which
  ///   `values[inverse]` is this tensor again; counts, int64 of shape [n].
  public func unique() -> (values: Tensor, inverse: Tensor, counts: Tensor) {
    noGrad {
      let flat = detach().reshape(-1)
      let (ordered, order) = Ops.sort(flat, axis: 0, descending: false, as: Ops.unique)
      if flat.numel == 0 {
        let none = Tensor.zeros([0], dtype: .int64)
        return (ordered, none.reshape(shape), none)
      }
      let first = Tensor([true])
      let count = flat.numel
      let isNew = Ops.cat(
        [first, ordered[1..<count] .!= ordered[0..<(count - 1)]], axis: 0)
      let group = isNew.cumsum(axis: 0) - 1
      let inverse = Tensor.zeros([count], dtype: .int64).scatter(axis: 0, order, group)
      let ends = Ops.cat([flatPositions(isNew), Tensor([count])], axis: 0)
      return (ordered[isNew], inverse.reshape(shape), ends.diff())
    }
  }

  /// How often each of the numbers 0, 1, ... occurs in a vector of whole numbers.
  ///
  /// - Parameters:
  ///   - weights: What each element counts; 1 where left out.
  ///   - minimumLength: The least number of counts.
  /// - Returns: Shape [max(greatest + 1, minimumLength)]: int64; with weights float32 where they
  ///   are, else float64.
  public func bincount(weights: Tensor? = nil, minimumLength: Int = 0) -> Tensor {
    checkRank("bincount", self, 1)
    if !dtype.isInteger {
      fail(
        "bincount", "the tensor is \(dtype)", rule: "whole numbers are counted",
        hint: "use histogram for floating-point numbers")
    }
    let source = storedAs(.int64)
    let least = numel == 0 ? 0 : source.min().item(Int.self)
    if least < 0 {
      fail("bincount", "the least element is \(least)", rule: "elements are 0 or more")
    }
    let greatest = numel == 0 ? -1 : source.max().item(Int.self)
    let length = Swift.max(greatest + 1, minimumLength)
    guard let weights else {
      let result = Tensor.zeros([length], dtype: .int64)
      ck_bincount(
        source.pointer.assumingMemoryBound(to: Int64.self), Int64(numel),
        result.pointer.assumingMemoryBound(to: Int64.self), Int64(length))
      return result
    }
    if weights.layout.shape != layout.shape {
      fail(
        "bincount", "weights of shape \(weights.layout.shape) for shape \(layout.shape)",
        rule: "each element has its weight")
    }
    let kind: DType = weights.dtype == .float32 ? .float32 : .float64
    return noGrad {
      Ops.indexAdd(weights.detach().to(kind), source, axis: 0, extent: length)
    }
  }

  /// How many elements fall into each of equally wide bins, and the edges of the bins.
  ///
  /// A bin holds its left edge, the last one both. Elements outside and NaN are not counted.
  ///
  /// - Parameters:
  ///   - bins: The number of bins.
  ///   - range: Where the first bin begins and the last one ends; the least and the greatest element
  ///     where left out.
  ///   - weights: What each element counts; 1 where left out.
  ///   - density: Whether counts are divided by their total and the width of their bin, so that the
  ///     area is 1.
  /// - Returns: Counts of shape [bins] and edges of shape [bins + 1], in this tensor's dtype, or
  ///   float32 for integers.
  public func histogram(
    bins: Int, range: ClosedRange<Double>? = nil, weights: Tensor? = nil, density: Bool = false
  ) -> (counts: Tensor, edges: Tensor) {
    if bins < 1 { fail("histogram", "\(bins) bins", rule: "there is at least one bin") }
    let kind = dtype.isFloatingPoint ? dtype : .float32
    var low = range?.lowerBound ?? 0
    var high = range?.upperBound ?? 1
    if range == nil && numel > 0 {
      low = detach().min().item()
      high = detach().max().item()
    }
    if !low.isFinite || !high.isFinite {
      fail(
        "histogram", "the elements reach from \(low) to \(high)",
        rule: "the range of the bins is finite", hint: "pass range:")
    }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let edges = Tensor.linspace(low, high, bins + 1, dtype: kind)
    return histogram(edges: edges, weights: weights, density: density)
  }

  /// How many elements fall between given edges.
  ///
  /// - Parameters:
  ///   - edges: At least two numbers in ascending order.
  ///   - weights: What each element counts; 1 where left out.
  ///   - density: Whether the area of the histogram is 1.
  /// - Returns: Counts of shape [edges - 1], and the edges in the dtype of the counts.
  public func histogram(
    edges: Tensor, weights: Tensor? = nil, density: Bool = false
  ) -> (counts: Tensor, edges: Tensor) {
    checkRank("histogram", edges, 1, name: "the edges")
    let bins = edges.numel - 1
    if bins < 1 { fail("histogram", "\(edges.numel) edges", rule: "two edges make a bin") }
    if let weights, weights.layout.shape != layout.shape {
      fail(
        "histogram", "weights of shape \(weights.layout.shape) for shape \(layout.shape)",
        rule: "each element has its weight")
    }
    let kind = dtype.isFloatingPoint ? dtype : .float32
    return noGrad {
      let borders = edges.detach().to(kind)
      let flat = detach().to(kind).reshape(-1)
      let (left, right) = (borders[0], borders[bins])
      let inside = logicalAnd(flat .>= left, flat .<= right)
      let kept = flat[inside]
      let places = (borders.searchSorted(kept, right: true) - 1).clamp(
        min: 0, max: Double(bins - 1))
      let ones = Tensor.ones([kept.numel], dtype: .float64)
      let amounts = weights.map { $0.detach().to(.float64).reshape(-1)[inside] } ?? ones
      var counts = Ops.indexAdd(amounts, places.to(.int64), axis: 0, extent: bins)
      if density { counts = counts / (counts.sum() * borders.to(.float64).diff()) }
      return (counts.to(kind), borders)
    }
  }

  /// Where values would be inserted into this ordered tensor, so that it stays in order.
  ///
  /// - Parameters:
  ///   - values: Any shape for a vector; otherwise the same leading axes as this tensor, whose rows
  ///     along the last axis are searched each for its own values.
  ///   - right: Whether a value goes behind elements equal to it, not before them.
  /// - Returns: Positions from 0 to the extent of the last axis, as int64 in the shape of `values`.
  public func searchSorted(_ values: Tensor, right: Bool = false) -> Tensor {
    checkSameDType("searchSorted", self, values)
    let isVector = ndim == 1
    if ndim == 0 || (!isVector && shape.dropLast() != values.shape.dropLast()) {
      fail(
        "searchSorted", "values of shape \(values.layout.shape) for shape \(layout.shape)",
        rule: "either a vector is searched, or the axes but the last are equal")
    }
    let kind: DType = dtype == .float16 ? .float32 : dtype
    let (sorted, queries) = (storedAs(kind), values.storedAs(kind))
    let result = Tensor(uninitialized: values.layout.shape, dtype: .int64)
    let extent = dim(-1)
    let rows = isVector || result.numel == 0 ? 1 : values.numel / values.dim(-1)
    let each = result.numel / rows
    let target = result.pointer.assumingMemoryBound(to: Int64.self)
    for row in 0..<rows where each > 0 {
      _ = ck_search_sorted(
        kind.kernel, sorted.pointer + row * extent * kind.byteCount, Int64(extent),
        queries.pointer + row * each * kind.byteCount, target + row * each, Int64(each), right)
    }
    return result
  }
}
