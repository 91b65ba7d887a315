extension Tensor {
  /// Elements shifted along axes; what leaves at one end comes back at the other.
  public func roll(shifts: [Int], axes: [Int]) -> Tensor {
    if shifts.count != axes.count {
      fail(
        "roll", "\(shifts.count) shifts for \(axes.count) axes", rule: "each axis has its shift")
    }
    var result = self
    for (shift, axis) in zip(shifts, axes) {
      let place = checkAxis("roll", axis, rank: ndim)
      let extent = layout.shape[place]
      if extent == 0 { continue }
      let moved = (shift % extent + extent) % extent
      if moved == 0 { continue }
      let tail = result.narrow(axis: place, start: extent - moved, length: moved)
      let head = result.narrow(axis: place, start: 0, length: extent - moved)
      result = Ops.cat([tail, head], axis: place)
    }
    return result
  }

  /// Elements shifted along one axis.
  public func roll(_ shift: Int, axis: Int) -> Tensor { roll(shifts: [shift], axes: [axis]) }

  /// What a border is made of.
  public enum Padding: Sendable {
    /// One number.
    case constant(Double)
    /// The mirror image, without repeating the edge.
    case reflect
    /// The edge, repeated.
    case replicate
    /// The other end.
    case circular
  }

  /// A border around the tensor; `widths` holds (before, after) for the last axes, the first pair
  /// for the first of them.
  public func pad(_ widths: [(Int, Int)], mode: Padding = .constant(0)) -> Tensor {
    if widths.count > ndim {
      fail(
        "pad", "\(widths.count) pairs of widths for shape \(layout.shape)",
        rule: "there are at most as many pairs as axes")
    }
    let first = ndim - widths.count
    if case .constant(let value) = mode { return padded(widths, first, value) }
    var result = self
    for (offset, width) in widths.enumerated() where width != (0, 0) {
      let axis = first + offset
      let positions = borderPositions(width, extent: layout.shape[axis], mode)
      result = Ops.indexSelect(result, Tensor(positions), axis: axis)
    }
    return result
  }

  private func padded(_ widths: [(Int, Int)], _ first: Int, _ value: Double) -> Tensor {
    var shape = layout.shape
    var inner = layout.shape
    for (offset, width) in widths.enumerated() {
      shape[first + offset] += width.0 + width.1
      inner[first + offset] += Swift.min(width.0, 0) + Swift.min(width.1, 0)
      if shape[first + offset] < 0 || inner[first + offset] < 0 {
        fail(
          "pad", "widths \(width) for extent \(layout.shape[first + offset])",
          rule: "negative widths cut at most the whole extent")
      }
    }
    var source = self
    var target = Layout(contiguous: shape)
    for (offset, width) in widths.enumerated() {
      let axis = first + offset
      source = source.narrow(axis: axis, start: Swift.max(-width.0, 0), length: inner[axis])
      target = target.slicing(
        axis: axis, start: Swift.max(width.0, 0), length: inner[axis], step: 1)
    }
    let output = Tensor(uninitialized: shape, dtype: dtype)
    fillElements(output, value)
    copyElements(
      from: source, to: Tensor(storage: output.storage, layout: target, dtype: dtype))
    return record(Ops.pad, [source], output) { pass in
      let gradient = pass.gradient.contiguous()
      return [
        Ops.view(Ops.asStrided, gradient) { own in
          var moved = target
          moved.offset += own.offset
          return moved
        }
      ]
    }
  }

  private func borderPositions(_ width: (Int, Int), extent: Int, _ mode: Padding) -> [Int] {
    let limit: Int
    switch mode {
    case .reflect: limit = extent - 1
    case .circular: limit = extent
    default: limit = extent > 0 ? Int.max : 0
    }
    if width.0 < 0 || width.1 < 0 || width.0 > limit || width.1 > limit {
      fail(
        "pad", "widths \(width) for extent \(extent)",
        rule: "a mirrored border is narrower than the extent, a circular one not wider")
    }
    return (-width.0..<(extent + width.1)).map { position in
      if (0..<extent).contains(position) { return position }
      switch mode {
      case .reflect: return position < 0 ? -position : 2 * (extent - 1) - position
      case .circular: return position < 0 ? position + extent : position - extent
      default: return position < 0 ? 0 : extent - 1
      }
    }
  }

  /// The whole tensor repeated along each axis; missing axes are added in front. NumPy's `tile`.
  public func tiled(_ counts: [Int]) -> Tensor {
    var counts = counts
    while counts.count < ndim { counts.insert(1, at: 0) }
    var result = reshape(Array(repeating: 1, count: counts.count - ndim) + shape)
    for (axis, count) in counts.enumerated() where count != 1 {
      if count < 0 { fail("tiled", "\(counts) repetitions", rule: "counts are 0 or more") }
      result =
        count == 0
        ? result.narrow(axis: axis, start: 0, length: 0)
        : Ops.cat(Array(repeating: result, count: count), axis: axis)
    }
    return result
  }

  /// Each position along an axis repeated in place; PyTorch's `repeat_interleave`.
  public func repeated(_ count: Int, axis: Int) -> Tensor {
    let place = checkAxis("repeated", axis, rank: ndim)
    if count < 0 { fail("repeated", "\(count) repetitions", rule: "the count is 0 or more") }
    let positions = (0..<layout.shape[place]).flatMap { Array(repeating: $0, count: count) }
    let index = positions.isEmpty ? Tensor.zeros([0], dtype: .int64) : Tensor(positions)
    return Ops.indexSelect(self, index, axis: place)
  }

  /// The lower triangle of matrices, zeros above; `diagonal` above 0 keeps more.
  public func tril(diagonal: Int = 0) -> Tensor {
    triangle("tril") { row, column in column .<= row + diagonal }
  }

  /// The upper triangle of matrices, zeros below; `diagonal` above 0 keeps less.
  public func triu(diagonal: Int = 0) -> Tensor {
    triangle("triu") { row, column in column .>= row + diagonal }
  }

  private func triangle(_ operation: String, _ keeps: (Tensor, Tensor) -> Tensor) -> Tensor {
    if ndim < 2 {
      fail(
        operation, "shape \(layout.shape)", rule: "a matrix, or a stack of matrices, is needed")
    }
    let rows = Tensor.arange(dim(-2)).reshape(-1, 1)
    let columns = Tensor.arange(dim(-1))
    return Ops.select(keeps(rows, columns), self, Tensor.zeros([], dtype: dtype))
  }

  /// The sum of the diagonal of a matrix.
  public func trace() -> Tensor {
    checkRank("trace", self, 2)
    return diagonal().sum()
  }

  /// A vector as the diagonal of a matrix, or the diagonal of a matrix as a vector.
  public func diag(_ offset: Int = 0) -> Tensor {
    if ndim == 2 { return diagonal(offset: offset) }
    checkRank("diag", self, 1)
    let extent = numel + Swift.abs(offset)
    let square = Layout(contiguous: Dimensions([extent, extent]))
    return embed(
      self, in: square.shape, at: square.diagonal(shift: offset, first: 0, second: 1))
  }

  /// For each integer a row of zeros with a 1 at its position: shape [..., classes].
  public func oneHot(_ classes: Int, dtype: DType = .int64) -> Tensor {
    let index = wrappedPositions("oneHot", self, extent: classes)
    let columns = Tensor.arange(classes)
    return (index.expandedDimensions(axis: -1) .== columns).to(dtype)
  }

  /// The differences of neighbours along an axis; for bool, where they differ.
  public func diff(axis: Int = -1) -> Tensor {
    let place = checkAxis("diff", axis, rank: ndim)
    let count = Swift.max(layout.shape[place] - 1, 0)
    if layout.shape[place] == 0 { return self }
    let later = narrow(axis: place, start: 1, length: count)
    let earlier = narrow(axis: place, start: 0, length: count)
    return dtype == .bool ? later .!= earlier : later - earlier
  }

  /// Numbers in place of what is not one: NaN becomes `nan`, infinities the given bounds.
  public func nanToNum(
    nan: Double = 0, positiveInfinity: Double? = nil, negativeInfinity: Double? = nil
  ) -> Tensor {
    if !dtype.isFloatingPoint { return clone() }
    let greatest: Double =
      dtype == .float64
      ? .greatestFiniteMagnitude : dtype == .float32 ? 3.4028234663852886e38 : 65504
    let filled = maskedFill(Ops.isNaN(self), nan)
      .maskedFill(self .== Double.infinity, positiveInfinity ?? greatest)
    return filled.maskedFill(self .== -Double.infinity, negativeInfinity ?? -greatest)
  }
}

/// Grids of coordinates: one tensor for each vector, all with a shape of one axis per vector.
///
/// The order is that of matrix indices (`indexing="ij"` in PyTorch and NumPy).
public func meshgrid(_ vectors: [Tensor]) -> [Tensor] {
  let shape = vectors.map(\.numel)
  return vectors.enumerated().map { position, vector in
    checkRank("meshgrid", vector, 1, name: "each vector")
    var extents = Array(repeating: 1, count: vectors.count)
    extents[position] = vector.numel
    return vector.reshape(extents).expand(shape)
  }
}
