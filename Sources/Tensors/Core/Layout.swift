/// Where the elements of a tensor lie in its storage: shape, strides and offset, counted in elements.
package struct Layout: Sendable, Equatable {
  /// The extent of each axis.
  package var shape: Dimensions
  /// The distance between neighbours along each axis; 0 repeats an element (broadcasting).
  package var strides: Dimensions
  /// The position of the first element.
  package var offset: Int
  /// The number of elements.
  package var count: Int

  /// A layout from its parts.
  package init(shape: Dimensions, strides: Dimensions, offset: Int) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
    count = shape.product
  }

  /// The row-major layout of a shape.
  package init(contiguous shape: Dimensions) {
    self.shape = shape
    strides = shape.contiguousStrides
    offset = 0
    count = shape.product
  }

  /// The number of axes.
  @inline(__always) package var rank: Int { shape.count }

  /// Whether elements lie without gaps in row-major order.
  package var isContiguous: Bool {
    if count <= 1 { return true }
    var step = 1
    var axis = rank - 1
    while axis >= 0 {
      let extent = shape[axis]
      if extent != 1 {
        if strides[axis] != step { return false }
        step *= extent
      }
      axis -= 1
    }
    return true
  }

  /// One index along an axis; the axis goes.
  package func selecting(axis: Int, index: Int) -> Layout {
    var result = self
    result.offset += index * strides[axis]
    result.shape.remove(at: axis)
    result.strides.remove(at: axis)
    result.count = result.shape.product
    return result
  }

  /// `length` positions along an axis, from `start` in steps of `step`.
  package func slicing(axis: Int, start: Int, length: Int, step: Int) -> Layout {
    var result = self
    if length > 0 { result.offset += start * strides[axis] }
    result.shape[axis] = length
    result.strides[axis] = strides[axis] * step
    result.count = result.shape.product
    return result
  }

  /// A new axis of extent 1 before `axis`.
  package func insertingAxis(at axis: Int) -> Layout {
    var result = self
    let step = axis < rank ? strides[axis] * Swift.max(shape[axis], 1) : 1
    result.shape.insert(1, at: axis)
    result.strides.insert(step, at: axis)
    return result
  }

  /// Without an axis (of extent 1).
  package func removingAxis(_ axis: Int) -> Layout {
    var result = self
    result.shape.remove(at: axis)
    result.strides.remove(at: axis)
    return result
  }

  /// The axes in another order.
  package func permuting(_ order: [Int]) -> Layout {
    var result = self
    for (axis, source) in order.enumerated() {
      result.shape[axis] = shape[source]
      result.strides[axis] = strides[source]
    }
    return result
  }

  /// The diagonal between two axes as a new last axis; `shift` above 0 goes up.
  package func diagonal(shift: Int, first: Int, second: Int) -> Layout {
    let rows = shape[first] + Swift.min(shift, 0)
    let columns = shape[second] - Swift.max(shift, 0)
    let length = Swift.max(Swift.min(rows, columns), 0)
    var result = self
    if length > 0 {
      result.offset += shift >= 0 ? shift * strides[second] : -shift * strides[first]
    }
    let step = strides[first] + strides[second]
    for axis in [Swift.max(first, second), Swift.min(first, second)] {
      result.shape.remove(at: axis)
      result.strides.remove(at: axis)
    }
    result.shape.append(length)
    result.strides.append(step)
    result.count = result.shape.product
    return result
  }

  /// This layout repeated to a larger shape with strides of 0, or nil where that does not fit.
  package func broadcasting(to target: Dimensions) -> Layout? {
    if shape == target { return self }
    guard target.count >= rank else { return nil }
    var result = Layout(shape: target, strides: target, offset: offset)
    let extra = target.count - rank
    for axis in 0..<target.count {
      if axis < extra {
        result.strides[axis] = 0
      } else if shape[axis - extra] == target[axis] {
        result.strides[axis] = strides[axis - extra]
      } else if shape[axis - extra] == 1 {
        result.strides[axis] = 0
      } else {
        return nil
      }
    }
    return result
  }

  /// The same elements under another shape without moving them, or nil where that is impossible.
  package func reshaping(to target: Dimensions) -> Layout? {
    if isContiguous {
      var result = Layout(contiguous: target)
      result.offset = offset
      return result
    }
    guard count > 0 else { return Layout(contiguous: target) }
    var strides = target
    var viewAxis = target.count - 1
    var chunkStep = rank > 0 ? self.strides[rank - 1] : 1
    var chunkCount = 1
    var viewCount = 1
    var axis = rank - 1
    while axis >= 0 {
      chunkCount *= shape[axis]
      let isBoundary =
        axis == 0
        || (shape[axis - 1] != 1 && self.strides[axis - 1] != chunkCount * chunkStep)
      if isBoundary {
        while viewAxis >= 0 && (viewCount < chunkCount || target[viewAxis] == 1) {
          strides[viewAxis] = viewCount * chunkStep
          viewCount *= target[viewAxis]
          viewAxis -= 1
        }
        if viewCount != chunkCount { return nil }
        if axis > 0 {
          chunkStep = self.strides[axis - 1]
          chunkCount = 1
          viewCount = 1
        }
      }
      axis -= 1
    }
    return viewAxis == -1 ? Layout(shape: target, strides: strides, offset: offset) : nil
  }
}

/// The shape two shapes broadcast to, or nil where they do not fit.
///
/// Shapes are aligned at the right; a missing axis counts as 1, and 1 stretches to any extent.
package func broadcastShape(_ left: Dimensions, _ right: Dimensions) -> Dimensions? {
  if left == right { return left }
  let rank = Swift.max(left.count, right.count)
  var result = Dimensions(repeating: 1, count: rank)
  for axis in 0..<rank {
    let leftAxis = axis - (rank - left.count)
    let rightAxis = axis - (rank - right.count)
    let first = leftAxis < 0 ? 1 : left[leftAxis]
    let second = rightAxis < 0 ? 1 : right[rightAxis]
    if first == second || second == 1 {
      result[axis] = first
    } else if first == 1 {
      result[axis] = second
    } else {
      return nil
    }
  }
  return result
}
