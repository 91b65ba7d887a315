extension Tensor {
  /// The same elements under another shape; one extent may be -1 and is then computed.
  ///
  /// Shares memory where the layout allows it, and copies otherwise; ``view(_:)-(Int...)`` fails
  /// instead of copying.
  public func reshape(_ shape: [Int]) -> Tensor {
    reshaped("reshape", shape, mayCopy: true)
  }

  /// The same elements under another shape: `x.reshape(2, -1)`.
  public func reshape(_ shape: Int...) -> Tensor { reshape(shape) }

  /// The same memory under another shape; fails where that would need a copy.
  public func view(_ shape: [Int]) -> Tensor {
    reshaped("view", shape, mayCopy: false)
  }

  /// The same memory under another shape: `x.view(2, -1)`.
  public func view(_ shape: Int...) -> Tensor { view(shape) }

  private func reshaped(_ operation: String, _ shape: [Int], mayCopy: Bool) -> Tensor {
    let target = resolvedShape(operation, shape)
    let own = layout.shape
    if let viewed = layout.reshaping(to: target) {
      return Ops.view(Ops.reshape, self, layout: viewed) { $0.reshape(own.array) }
    }
    if !mayCopy {
      fail(
        operation, "shape \(own) with strides \(layout.strides) can't be seen as \(target)",
        rule: "a view needs a layout without gaps along the merged axes",
        hint: "use reshape, which copies where it must, or contiguous() first")
    }
    return contiguous().reshape(target.array)
  }

  private func resolvedShape(_ operation: String, _ shape: [Int]) -> Dimensions {
    var known = 1
    var open: Int?
    for (axis, extent) in shape.enumerated() {
      if extent == -1 {
        if open != nil {
          fail(
            operation, "shape \(shape) leaves two extents open", rule: "only one extent may be -1")
        }
        open = axis
      } else if extent < 0 {
        fail(operation, "shape \(shape) has a negative extent", rule: "extents are 0 or more")
      } else {
        known *= extent
      }
    }
    var target = Dimensions(shape)
    if let open {
      if known == 0 || numel % known != 0 {
        fail(
          operation, "\(numel) elements (shape \(layout.shape)) do not fill \(shape)",
          rule: "the known extents must divide the number of elements")
      }
      target[open] = numel / known
    } else if known != numel {
      fail(
        operation, "shape \(layout.shape) has \(numel) elements, \(shape) has \(known)",
        rule: "the number of elements stays the same")
    }
    return target
  }

  /// The matrix transpose: all axes in reverse order.
  public var T: Tensor { transposed() }

  /// The axes in reverse order, without copying.
  public func transposed() -> Tensor {
    permute(Array((0..<ndim).reversed()))
  }

  /// Two axes exchanged, without copying.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    let a = checkAxis("transposed", first, rank: ndim)
    let b = checkAxis("transposed", second, rank: ndim)
    var changed = layout
    changed.shape.swapAt(a, b)
    changed.strides.swapAt(a, b)
    return Ops.view(Ops.transpose, self, layout: changed) { $0.transposed(a, b) }
  }

  /// The axes in the given order, without copying; each axis appears once.
  public func permute(_ axes: [Int]) -> Tensor {
    if axes.count != ndim {
      fail(
        "permute", "\(axes.count) axes for a tensor with \(ndim)",
        rule: "the order names every axis once")
    }
    _ = checkAxes("permute", axes, rank: ndim)
    let order = axes.map { $0 < 0 ? $0 + ndim : $0 }
    var inverse = order
    for (axis, source) in order.enumerated() { inverse[source] = axis }
    return Ops.view(Ops.permute, self, layout: layout.permuting(order)) { $0.permute(inverse) }
  }

  /// The axes in the given order: `x.permute(0, 2, 1)`.
  public func permute(_ axes: Int...) -> Tensor { permute(axes) }

  /// One axis moved to another position.
  public func movedAxis(_ source: Int, to destination: Int) -> Tensor {
    let from = checkAxis("movedAxis", source, rank: ndim)
    let to = checkAxis("movedAxis", destination, rank: ndim)
    var order = Array(0..<ndim)
    order.remove(at: from)
    order.insert(from, at: to)
    return permute(order)
  }

  /// Axes of extent 1 repeated to a larger shape without copying; -1 keeps an extent.
  public func expand(_ shape: [Int]) -> Tensor {
    var target = Dimensions(shape)
    let extra = shape.count - ndim
    for axis in 0..<shape.count where shape[axis] == -1 && axis >= extra {
      target[axis] = layout.shape[axis - extra]
    }
    guard let expanded = layout.broadcasting(to: target) else {
      fail(
        "expand", "shape \(layout.shape) can't be expanded to \(shape)",
        rule: "only axes of extent 1 stretch, and new axes come first")
    }
    let own = layout.shape
    return Ops.view(Ops.expand, self, layout: expanded) { $0.summed(to: own) }
  }

  /// Axes of extent 1 repeated: `x.expand(3, -1)`.
  public func expand(_ shape: Int...) -> Tensor { expand(shape) }

  /// The sum over all positions a broadcast shape was stretched from: the gradient of broadcasting.
  package func summed(to target: Dimensions) -> Tensor {
    if layout.shape == target { return self }
    let extra = layout.rank - target.count
    var axes = Array(0..<extra)
    for axis in 0..<target.count where target[axis] == 1 && layout.shape[axis + extra] != 1 {
      axes.append(axis + extra)
    }
    let sum = axes.isEmpty ? self : self.sum(axes: axes, keepDims: true)
    return sum.reshape(target.array)
  }

  /// Without the axes of extent 1.
  public func squeeze() -> Tensor {
    squeeze(axes: (0..<ndim).filter { layout.shape[$0] == 1 })
  }

  /// Without one axis; it stays if its extent is not 1, as in PyTorch.
  public func squeeze(axis: Int) -> Tensor { squeeze(axes: [axis]) }

  /// Without several axes, where their extent is 1.
  public func squeeze(axes: [Int]) -> Tensor {
    let mask = checkAxes("squeeze", axes, rank: ndim)
    var changed = layout
    for axis in (0..<ndim).reversed() where mask & (1 << UInt32(axis)) != 0 {
      if layout.shape[axis] == 1 { changed = changed.removingAxis(axis) }
    }
    let own = layout.shape
    return Ops.view(Ops.squeeze, self, layout: changed) { $0.reshape(own.array) }
  }

  /// With a new axis of extent 1 at the given position; PyTorch's `unsqueeze`.
  public func expandedDimensions(axis: Int) -> Tensor {
    let position = checkAxis("expandedDimensions", axis, rank: ndim + 1)
    return Ops.view(Ops.unsqueeze, self, layout: layout.insertingAxis(at: position)) {
      $0.squeeze(axis: position)
    }
  }

  /// The axes from `start` to `end`, both included, merged into one.
  public func flatten(start: Int = 0, end: Int = -1) -> Tensor {
    if ndim == 0 { return reshape(1) }
    let first = checkAxis("flatten", start, rank: ndim)
    let last = checkAxis("flatten", end, rank: ndim)
    if first > last {
      fail("flatten", "from axis \(start) to axis \(end)", rule: "start comes before end")
    }
    var extents = shape
    let merged = extents[first...last].reduce(1, *)
    extents.replaceSubrange(first...last, with: [merged])
    return reshape(extents)
  }

  /// The diagonal between two axes as a new last axis, without copying; `offset` above 0 goes up.
  public func diagonal(offset: Int = 0, axis1: Int = 0, axis2: Int = 1) -> Tensor {
    let first = checkAxis("diagonal", axis1, rank: ndim)
    let second = checkAxis("diagonal", axis2, rank: ndim)
    if first == second {
      fail("diagonal", "both axes are \(first)", rule: "a diagonal lies between two axes")
    }
    return Ops.view(Ops.diagonal, self) {
      $0.diagonal(shift: offset, first: first, second: second)
    }
  }

  /// All windows of `size` along an axis in steps of `step`, as a last axis, without copying.
  public func unfold(axis: Int, size: Int, step: Int) -> Tensor {
    let place = checkAxis("unfold", axis, rank: ndim)
    if size < 0 || size > layout.shape[place] || step <= 0 {
      fail(
        "unfold", "windows of \(size) in steps of \(step) along extent \(layout.shape[place])",
        rule: "a window fits the axis, and the step is at least 1")
    }
    return Ops.view(Ops.unfold, self) { layout in
      var shape = layout.shape
      var strides = layout.strides
      shape[place] = (layout.shape[place] - size) / step + 1
      strides[place] = layout.strides[place] * step
      shape.append(size)
      strides.append(layout.strides[place])
      return Layout(shape: shape, strides: strides, offset: layout.offset)
    }
  }

  /// A view by extents, strides and offset, counted in elements from this tensor's first one.
  ///
  /// Strides may overlap; what lies outside the tensor's memory is a failure.
  public func asStrided(shape: [Int], strides: [Int], offset: Int = 0) -> Tensor {
    let extents = checkShape("asStrided", shape)
    let source = contiguous()
    let last = zip(shape, strides).reduce(offset) { $0 + ($1.0 - 1) * $1.1 }
    let isInside = offset >= 0 && strides.allSatisfy { $0 >= 0 } && last < source.numel
    if shape.count != strides.count || (extents.product > 0 && !isInside) {
      fail(
        "asStrided", "shape \(shape) with strides \(strides) from \(offset) on \(numel) elements",
        rule: "each axis has a stride, and all positions lie inside the tensor")
    }
    return Ops.view(Ops.asStrided, source) { own in
      Layout(shape: extents, strides: Dimensions(strides), offset: own.offset + offset)
    }
  }

  /// A copy with memory of its own; gradients flow through it.
  public func clone() -> Tensor {
    record(Ops.clone, [self], convertedCopy(dtype)) { pass in [pass.gradient] }
  }

  /// The same elements without gaps: self where that is so already, else a copy.
  public func contiguous() -> Tensor { layout.isContiguous ? self : clone() }

  /// The elements in another dtype; self where nothing changes.
  ///
  /// Floating-point numbers become integers by dropping the fraction; everything but 0 becomes
  /// true.
  public func to(_ target: DType) -> Tensor {
    if target == dtype && !isWrappedNumber { return self }
    let own = dtype
    return record(Ops.convert, [self], convertedCopy(target)) { pass in [pass.gradient.to(own)] }
  }
}
