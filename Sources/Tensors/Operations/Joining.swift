extension Ops {
  static let cat = Operation(
    "cat", "Tensors joined along an axis they have.", torch: "torch.cat")
  static let stack = Operation("stack", "Tensors joined along a new axis.")
  static let split = Operation("split", "Parts of a tensor along an axis.")
  static let chunk = Operation("chunk", "A number of parts of a tensor along an axis.")
  static let flip = Operation("flip", "The order along some axes reversed.")
  static let roll = Operation("roll", "Elements shifted along axes, round the end.")
  static let pad = Operation(
    "pad", "A border of a fixed number, or of the tensor's own elements.",
    torch: "torch.nn.functional.pad")

  /// Operations that put tensors together and take them apart, for the registry.
  static let joining: [Operation] = [cat, stack, split, chunk, flip, roll, pad]

  static func cat(_ tensors: [Tensor], axis: Int) -> Tensor {
    guard let first = tensors.first else {
      fail("cat", "an empty list", rule: "at least one tensor is needed")
    }
    let dtype = Promotion(tensors).result
    let place = checkAxis("cat", axis, rank: first.ndim)
    var shape = first.layout.shape
    shape[place] = 0
    for tensor in tensors {
      checkJoined(first, tensor, place)
      shape[place] += tensor.layout.shape[place]
    }
    let output =
      (place == 1 ? BlockedValues.joined(tensors) : nil) ?? copies(tensors, place, shape, dtype)
    guard isRecording(tensors) else { return output }
    let lengths = tensors.map { $0.layout.shape[place] }
    return record(cat, tensors, output) { pass in
      // Recorded gradients are views, which can be differentiated again.
      let values = GradMode.isEnabled || place != 1 ? nil : pass.gradient.blockedValues
      var start = 0
      return lengths.enumerated().map { index, length in
        defer { start += length }
        guard pass.needs(index) else { return nil }
        return values?.channels(from: start, count: length)
          ?? pass.gradient.narrow(axis: place, start: start, length: length)
      }
    }
  }

  /// The tensors one after the other along an axis, in row-major order.
  private static func copies(
    _ tensors: [Tensor], _ place: Int, _ shape: Dimensions, _ dtype: DType
  ) -> Tensor {
    let output = Tensor(uninitialized: shape, dtype: dtype)
    var start = 0
    for tensor in tensors {
      let length = tensor.layout.shape[place]
      let part = output.layout.slicing(axis: place, start: start, length: length, step: 1)
      copyElements(
        from: tensor, to: Tensor(storage: output.storage, layout: part, dtype: dtype))
      start += length
    }
    return output
  }

  private static func checkJoined(_ first: Tensor, _ other: Tensor, _ place: Int) {
    var fits = first.ndim == other.ndim
    for axis in 0..<first.ndim where fits && axis != place {
      fits = first.layout.shape[axis] == other.layout.shape[axis]
    }
    if !fits {
      fail(
        "cat", "shapes \(first.layout.shape) and \(other.layout.shape) along axis \(place)",
        rule: "all extents but that of the joined axis must be equal",
        hint: "use stack to join along a new axis")
    }
  }

  static func stack(_ tensors: [Tensor], axis: Int) -> Tensor {
    guard let first = tensors.first else {
      fail("stack", "an empty list", rule: "at least one tensor is needed")
    }
    for tensor in tensors where tensor.layout.shape != first.layout.shape {
      fail(
        "stack", "shapes \(first.layout.shape) and \(tensor.layout.shape)",
        rule: "all tensors have the same shape", hint: "use cat to join along an existing axis")
    }
    let place = checkAxis("stack", axis, rank: first.ndim + 1)
    return cat(tensors.map { $0.expandedDimensions(axis: place) }, axis: place)
  }

  static func flip(_ x: Tensor, axes: [Int]) -> Tensor {
    let mask = checkAxes("flip", axes, rank: x.ndim)
    var reversed = x.layout
    for axis in 0..<x.ndim where mask & (1 << UInt32(axis)) != 0 {
      reversed.offset += Swift.max(x.layout.shape[axis] - 1, 0) * x.layout.strides[axis]
      reversed.strides[axis] = -x.layout.strides[axis]
    }
    let output = Tensor(uninitialized: x.layout.shape, dtype: x.dtype)
    copyElements(
      from: Tensor(storage: x.storage, layout: reversed, dtype: x.dtype), to: output)
    return record(flip, [x], output) { pass in [flip(pass.gradient, axes: axes)] }
  }
}

extension Tensor {
  /// `length` positions along an axis from `start` on, without copying.
  public func narrow(axis: Int, start: Int, length: Int) -> Tensor {
    let place = checkAxis("narrow", axis, rank: ndim)
    let extent = layout.shape[place]
    if start < 0 || length < 0 || start + length > extent {
      fail(
        "narrow", "\(length) positions from \(start) of an axis of extent \(extent)",
        rule: "the range must lie inside the axis")
    }
    return Ops.view(Ops.slice, self) {
      $0.slicing(axis: place, start: start, length: length, step: 1)
    }
  }

  /// Parts of `size` positions along an axis, the last one possibly shorter; all are views.
  public func split(size: Int, axis: Int = 0) -> [Tensor] {
    let place = checkAxis("split", axis, rank: ndim)
    if size <= 0 {
      fail("split", "parts of \(size)", rule: "a part has at least one position")
    }
    let extent = layout.shape[place]
    return Swift.stride(from: 0, to: Swift.max(extent, 1), by: size).map { start in
      narrow(axis: place, start: start, length: Swift.min(size, extent - start))
    }
  }

  /// Parts of the given sizes along an axis, which add up to its extent; all are views.
  public func split(sizes: [Int], axis: Int = 0) -> [Tensor] {
    let place = checkAxis("split", axis, rank: ndim)
    if sizes.reduce(0, +) != layout.shape[place] {
      fail(
        "split", "sizes \(sizes) along an axis of extent \(layout.shape[place])",
        rule: "the sizes add up to the extent")
    }
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return narrow(axis: place, start: start, length: size)
    }
  }

  /// At most `count` parts of equal size along an axis; the last one may be shorter.
  public func chunk(_ count: Int, axis: Int = 0) -> [Tensor] {
    let place = checkAxis("chunk", axis, rank: ndim)
    if count <= 0 {
      fail("chunk", "\(count) parts", rule: "at least one part is needed")
    }
    let extent = layout.shape[place]
    return split(size: Swift.max((extent + count - 1) / count, 1), axis: place)
  }

  /// The slices along an axis, without it; all are views.
  public func unbind(axis: Int = 0) -> [Tensor] {
    let place = checkAxis("unbind", axis, rank: ndim)
    return (0..<layout.shape[place]).map { index in
      Ops.view(Ops.slice, self) { $0.selecting(axis: place, index: index) }
    }
  }
}
