internal import CKernels

extension Ops {
  static let accumulate = Operation(
    "accumulateGrad", "Adds a gradient to the grad of a leaf.", torch: "AccumulateGrad",
    isDifferentiable: false)
  static let asStrided = Operation(
    "asStrided", "A view by shape, strides and offset.", torch: "torch.as_strided")
  static let embed = Operation(
    "embed", "Zeros with a tensor written into a part of them.", torch: "torch.slice_scatter")
  static let reshape = Operation("reshape", "The same elements under another shape.")
  static let permute = Operation("permute", "The axes in another order.")
  static let transpose = Operation(
    "transposed", "Two axes exchanged.", torch: "torch.transpose")
  static let expand = Operation(
    "expand", "Axes of extent 1 repeated without copying.", torch: "torch.Tensor.expand")
  static let squeeze = Operation("squeeze", "Axes of extent 1 removed.")
  static let unsqueeze = Operation(
    "expandedDimensions", "A new axis of extent 1.", torch: "torch.unsqueeze")
  static let slice = Operation(
    "slice", "A part of a tensor by index, range or step.", torch: "Tensor.__getitem__")
  static let diagonal = Operation("diagonal", "The diagonal between two axes as a last axis.")
  static let unfold = Operation(
    "unfold", "All windows along an axis, as a last axis.", torch: "torch.Tensor.unfold")
  static let clone = Operation("clone", "A copy with memory of its own.")
  static let convert = Operation(
    "to", "The elements in another dtype.", torch: "torch.Tensor.to")

  /// Operations on layout alone, for the registry.
  static let views: [Operation] = [
    asStrided, embed, reshape, permute, transpose, expand, squeeze, unsqueeze, slice, diagonal,
    unfold, clone, convert,
  ]

  /// A view made by changing the layout, recorded where needed.
  ///
  /// `change` is applied to the tensor's own layout, and when recording to a contiguous one of the
  /// same shape, which says where gradients belong.
  static func view(
    _ operation: Operation, _ x: Tensor, _ change: (Layout) -> Layout
  ) -> Tensor {
    let output = x.view(change(x.layout))
    guard isRecording(x) else {
      output.seenGraphVersion = output.base?.graphVersion ?? 0
      return output
    }
    let shape = x.layout.shape
    let relative = change(Layout(contiguous: shape))
    return record(operation, [x], output) { pass in
      [Tensors.embed(pass.gradient, in: shape, at: relative)]
    }
  }

  /// A view whose gradient has a simple rule of its own.
  static func view(
    _ operation: Operation, _ x: Tensor, layout: Layout, rule: @escaping (Tensor) -> Tensor
  ) -> Tensor {
    let output = x.view(layout)
    guard isRecording(x) else {
      output.seenGraphVersion = output.base?.graphVersion ?? 0
      return output
    }
    return record(operation, [x], output) { pass in [rule(pass.gradient)] }
  }
}

/// Zeros of a shape with `part` added where `layout` says; the counterpart of taking a view.
package func embed(_ part: Tensor, in shape: Dimensions, at layout: Layout) -> Tensor {
  let result = Tensor(uninitialized: shape, dtype: part.dtype)
  fillElements(result, 0)
  let target = Tensor(storage: result.storage, layout: layout, dtype: part.dtype)
  if layout.hasOverlap {
    addOverlapping(part, to: target)
  } else {
    copyElements(from: part, to: target)
  }
  return record(Ops.embed, [part], result) { pass in
    let gradient = pass.gradient.contiguous()
    return [
      Ops.view(Ops.asStrided, gradient) { _ in
        var moved = layout
        moved.offset += gradient.layout.offset
        return moved
      }
    ]
  }
}

extension Layout {
  /// Whether two positions may share an element.
  var hasOverlap: Bool {
    var axes: [(step: Int, extent: Int)] = []
    for axis in 0..<rank where shape[axis] > 1 {
      axes.append((Swift.abs(strides[axis]), shape[axis]))
    }
    axes.sort { $0.step < $1.step }
    var reach = 0
    for axis in axes {
      if axis.step <= reach { return true }
      reach += axis.step * (axis.extent - 1)
    }
    return false
  }
}

/// target += part, element after element, because places repeat.
private func addOverlapping(_ part: Tensor, to target: Tensor) {
  let shape = part.layout.shape
  if part.numel == 0 { return }
  let source = part.storedAs(.float64).scalars(as: Double.self)
  var index = Dimensions(repeating: 0, count: shape.count)
  for value in source {
    var place = 0
    for axis in 0..<shape.count { place += index[axis] * target.layout.strides[axis] }
    let address = target.pointer + place * target.dtype.byteCount
    switch target.dtype {
    case .float32:
      address.storeBytes(of: address.load(as: Float.self) + Float(value), as: Float.self)
    case .float16:
      address.storeBytes(of: address.load(as: Float16.self) + Float16(value), as: Float16.self)
    default:
      address.storeBytes(of: address.load(as: Double.self) + value, as: Double.self)
    }
    var axis = shape.count - 1
    while axis >= 0 {
      index[axis] += 1
      if index[axis] < shape[axis] { break }
      index[axis] = 0
      axis -= 1
    }
  }
}
