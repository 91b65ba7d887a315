internal import CKernels

/// Elements in the order that oneDNN finds fastest, instead of row by row.
///
/// Convolutions leave their results so, and layers that follow (activation, pooling, batch
/// normalisation, sums) take them so; nothing is put in order in between. The first look at the
/// elements themselves (``Storage/pointer``) puts them in row-major order and forgets this form, so
/// there is never a second copy that could be out of date.
package final class BlockedValues {
  /// The kernels' object.
  package let handle: OpaquePointer
  /// Batch, channels, height, width.
  package let shape: Dimensions

  /// Takes over an object of the kernels.
  package init(_ handle: OpaquePointer, shape: Dimensions) {
    self.handle = handle
    self.shape = shape
  }

  /// A copy of a tensor's elements; nil unless it is float32 with four axes and not empty.
  package convenience init?(copying tensor: Tensor) {
    guard tensor.dtype == .float32, tensor.ndim == 4, tensor.numel > 0 else { return nil }
    let source = tensor.storedContiguously
    let shape = source.layout.shape
    let handle = ck_blocked_from_plain(
      source.pointer.assumingMemoryBound(to: Float.self), Int64(shape[0]), Int64(shape[1]),
      Int64(shape[2]), Int64(shape[3]))
    guard let handle else { return nil }
    self.init(handle, shape: shape)
  }

  deinit { ck_blocked_free(handle) }

  /// Writes the elements in row-major order.
  func write(to target: UnsafeMutableRawPointer) {
    let status = ck_blocked_to_plain(handle, target.assumingMemoryBound(to: Float.self))
    if status != 0 {
      fail("layout", "oneDNN's status \(status)", rule: "elements can be put in row-major order")
    }
  }
}

extension Tensor {
  /// A tensor of elements in oneDNN's order.
  package convenience init(_ values: BlockedValues) {
    let layout = Layout(contiguous: values.shape)
    self.init(
      storage: Storage(values, byteCount: layout.count * DType.float32.byteCount),
      layout: layout, dtype: .float32)
  }

  /// The elements in oneDNN's order, where nobody has looked at them since they were computed.
  package var blockedValues: BlockedValues? {
    guard let values = storage.blocked, layout.shape == values.shape, layout.isContiguous
    else { return nil }
    return values
  }
}

extension Tensor {
  /// The elements in oneDNN's order: as they are, or as a converted copy; nil where that is not
  /// possible.
  package var inBlockedOrder: BlockedValues? { blockedValues ?? BlockedValues(copying: self) }
}

// MARK: - Elementwise work that keeps the order

extension Unary {
  /// The operation on elements in oneDNN's order.
  func blocked(_ input: BlockedValues) -> Tensor? {
    var result: OpaquePointer?
    guard ck_blocked_unary(kernel, input.handle, &result) == 0, let result else { return nil }
    return Tensor(BlockedValues(result, shape: input.shape))
  }
}

extension Binary {
  /// The operation on elements of which one side at least is in oneDNN's order; the other follows.
  func blocked(_ a: Tensor, _ b: Tensor) -> Tensor? {
    guard a.blockedValues != nil || b.blockedValues != nil, a.layout.shape == b.layout.shape,
      let left = a.inBlockedOrder, let right = b.inBlockedOrder
    else { return nil }
    var result: OpaquePointer?
    guard ck_blocked_binary(kernel, left.handle, right.handle, &result) == 0, let result
    else { return nil }
    return Tensor(BlockedValues(result, shape: left.shape))
  }
}

/// The gradient of an activation whose saved tensor is in oneDNN's order.
func blockedBackward(_ kernel: ck_backward_op, _ gradient: Tensor, _ saved: Tensor) -> Tensor? {
  guard let values = saved.blockedValues, gradient.layout.shape == values.shape,
    let slope = gradient.inBlockedOrder
  else { return nil }
  var result: OpaquePointer?
  guard ck_blocked_backward(kernel, slope.handle, values.handle, &result) == 0, let result
  else { return nil }
  return Tensor(BlockedValues(result, shape: values.shape))
}

// MARK: - Channels put together and taken apart

extension BlockedValues {
  /// Tensors joined along channels; nil where none is in oneDNN's order, or the order does not
  /// allow it.
  static func joined(_ tensors: [Tensor]) -> Tensor? {
    guard tensors.contains(where: { $0.blockedValues != nil }) else { return nil }
    let parts = tensors.compactMap(\.inBlockedOrder)
    guard parts.count == tensors.count else { return nil }
    var shape = parts[0].shape
    shape[1] = parts.reduce(0) { $0 + $1.shape[1] }
    let handles: [OpaquePointer?] = parts.map(\.handle)
    var result: OpaquePointer?
    guard ck_blocked_join(handles, Int32(handles.count), &result) == 0, let result
    else { return nil }
    return Tensor(BlockedValues(result, shape: shape))
  }

  /// A copy of `count` channels from `start` on; nil where the order does not allow it.
  func channels(from start: Int, count: Int) -> Tensor? {
    var result: OpaquePointer?
    guard ck_blocked_channels(handle, Int64(start), Int64(count), &result) == 0, let result
    else { return nil }
    var shape = shape
    shape[1] = count
    return Tensor(BlockedValues(result, shape: shape))
  }
}

/// target += gradient in oneDNN's order; false where the target is in row-major order.
func blockedAccumulate(_ gradient: Tensor, to target: Tensor) -> Bool {
  guard let values = target.blockedValues, gradient.layout.shape == values.shape,
    let other = gradient.inBlockedOrder
  else { return false }
  return ck_blocked_accumulate(values.handle, other.handle) == 0
}
