internal import CKernels

/// Positions as contiguous int64 counted from the front, or a failure where one lies outside.
func wrappedPositions(_ operation: String, _ index: Tensor, extent: Int) -> Tensor {
  let source = index.storedAs(.int64)
  let wrapped = Tensor(uninitialized: source.layout.shape, dtype: .int64)
  let bad = ck_wrap_indices(
    source.pointer.assumingMemoryBound(to: Int64.self),
    wrapped.pointer.assumingMemoryBound(to: Int64.self), Int64(source.numel), Int64(extent))
  if bad >= 0 {
    let value: Int = source.element(at: Int(bad))
    fail(
      operation, "position \(value) is out of range for an axis of extent \(extent)",
      rule: extent == 0
        ? "an axis of extent 0 has no positions"
        : "positions lie in \(-extent)...\(extent - 1)")
  }
  return wrapped
}

/// For each axis of a mask the positions where it is true, in row-major order.
func nonzeroPositions(_ mask: Tensor) -> [Tensor] {
  let flat = flatPositions(mask)
  let count = flat.numel
  return (0..<mask.ndim).map { axis in
    let box = Box(mask.layout.shape, axis)
    let result = Tensor(uninitialized: Dimensions([count]), dtype: .int64)
    let source = flat.pointer.assumingMemoryBound(to: Int64.self)
    let target = result.pointer.assumingMemoryBound(to: Int64.self)
    for index in 0..<count {
      target[index] = source[index] / Int64(box.inner) % Int64(box.extent)
    }
    return result
  }
}

/// The positions of the true elements of a mask in its flattened form.
func flatPositions(_ mask: Tensor) -> Tensor {
  let source = mask.storedContiguously
  let bits = source.pointer.assumingMemoryBound(to: Bool.self)
  let count = ck_count_true(bits, Int64(source.numel))
  let result = Tensor(uninitialized: Dimensions([Int(count)]), dtype: .int64)
  _ = ck_nonzero(bits, Int64(source.numel), result.pointer.assumingMemoryBound(to: Int64.self))
  return result
}

/// A tensor seen from positions along some of its axes: those axes first and merged into one.
struct PositionedAxes {
  /// The axes in the order [indexed..., rest...].
  let order: [Int]
  /// Where in the result the axes of the positions go.
  let place: Int
  /// The shape all position tensors broadcast to.
  let shape: Dimensions
  /// Positions in the merged axis.
  let merged: Tensor
  /// The extents of the indexed axes.
  let extents: [Int]
  /// The extents of the others.
  let rest: [Int]

  init(_ x: Tensor, _ positions: [(axis: Int, index: Tensor)]) {
    let indexed = positions.map(\.axis)
    let others = (0..<x.ndim).filter { !indexed.contains($0) }
    order = indexed + others
    let isAdjacent = indexed.last.map { $0 - (indexed.first ?? 0) + 1 == indexed.count } ?? true
    place = isAdjacent ? indexed.first ?? 0 : 0
    extents = indexed.map { x.layout.shape[$0] }
    rest = others.map { x.layout.shape[$0] }
    var shape = Dimensions()
    for position in positions {
      shape = checkBroadcast("index", shape, position.index.layout.shape)
    }
    self.shape = shape
    var merged = positions.first?.index ?? Tensor.zeros([0], dtype: .int64)
    for (position, extent) in zip(positions.dropFirst(), extents.dropFirst()) {
      merged = Ops.add(Ops.mul(merged, extent), position.index)
    }
    if merged.layout.shape != shape { merged = merged.expand(shape.array) }
    self.merged = merged.storedContiguously
  }

  /// The indexed axes merged in front.
  func rows(_ x: Tensor) -> Tensor {
    x.permute(order).reshape([extents.reduce(1, *)] + rest)
  }

  /// Moves the axes of the positions from the front to their place.
  func placed(_ result: Tensor) -> Tensor {
    let count = shape.count
    if place == 0 || count == 0 { return result }
    let axes = Array(count..<(count + place)) + Array(0..<count)
    return result.permute(axes + Array((count + place)..<result.ndim))
  }

  /// The opposite of ``placed(_:)``.
  func unplaced(_ value: Tensor) -> Tensor {
    let count = shape.count
    if place == 0 || count == 0 { return value }
    let axes = Array(place..<(place + count)) + Array(0..<place)
    return value.permute(axes + Array((place + count)..<value.ndim))
  }

  /// The shape of the selection.
  var selectedShape: [Int] {
    Array(rest[0..<place]) + shape.array + Array(rest[place...])
  }
}
