internal import CKernels

extension Ops {
  static let gather = Operation("gather", "Along an axis, the element each position names.")
  static let scatter = Operation(
    "scatter", "A copy with elements replaced at named positions along an axis.")
  static let scatterAdd = Operation(
    "scatterAdd", "A copy with elements added at named positions along an axis.",
    torch: "torch.scatter_add")

  /// Positions in range, and the part of `x` that they reach: all extents but that of the axis
  /// are those of the index.
  private static func reached(
    _ operation: Operation, _ x: Tensor, _ index: Tensor, _ axis: Int
  ) -> (part: Layout, positions: Tensor, axis: Int) {
    if !index.dtype.isInteger {
      fail(
        operation.name, "the index is \(index.dtype)", rule: "positions are integers")
    }
    if index.ndim != x.ndim {
      fail(
        operation.name, "an index of shape \(index.layout.shape) for shape \(x.layout.shape)",
        rule: "the index has as many axes as the tensor")
    }
    let place = checkAxis(operation.name, axis, rank: x.ndim)
    var part = x.layout
    for other in 0..<x.ndim where other != place {
      if index.layout.shape[other] > x.layout.shape[other] {
        fail(
          operation.name, "an index of shape \(index.layout.shape) for shape \(x.layout.shape)",
          rule: "apart from axis \(place) the index is not larger than the tensor")
      }
      part = part.slicing(axis: other, start: 0, length: index.layout.shape[other], step: 1)
    }
    let positions = wrappedPositions(operation.name, index, extent: x.layout.shape[place])
    return (part, positions, place)
  }

  static func gather(_ x: Tensor, axis: Int, _ index: Tensor) -> Tensor {
    if x.ndim == 0 && index.ndim == 0 { return x.clone() }
    let (part, positions, place) = reached(gather, x, index, axis)
    let source = Tensor(storage: x.storage, layout: part, dtype: x.dtype).storedContiguously
    let output = Tensor(uninitialized: index.layout.shape, dtype: x.dtype)
    let box = Box(source.layout.shape, place)
    if output.numel > 0 {
      _ = ck_gather(
        x.dtype.kernel, source.pointer, positions.pointer.assumingMemoryBound(to: Int64.self),
        output.pointer, Int64(box.outer), Int64(box.extent), Int64(box.inner),
        Int64(index.layout.shape[place]))
    }
    let shape = x.layout.shape
    return record(gather, [x], output, saving: [positions]) { pass in
      let zeros = Tensor.zeros(shape.array, dtype: pass.gradient.dtype)
      return [scatter(zeros, axis: place, pass.saved(0), pass.gradient, adding: true)]
    }
  }

  static func scatter(
    _ x: Tensor, axis: Int, _ index: Tensor, _ source: Tensor, adding: Bool
  ) -> Tensor {
    let operation = adding ? scatterAdd : scatter
    let (part, positions, place) = reached(operation, x, index, axis)
    checkSameDType(operation.name, x, source)
    var fits = source.ndim == index.ndim
    for axis in 0..<index.ndim where fits {
      fits = source.layout.shape[axis] >= index.layout.shape[axis]
    }
    if !fits {
      fail(
        operation.name,
        "values of shape \(source.layout.shape) for an index of \(index.layout.shape)",
        rule: "there is a value for each position")
    }
    let values = source.cut(to: index.layout.shape)
    let output = x.convertedCopy(x.dtype)
    write(positions, values, into: output, part.shape, place, adding)
    guard isRecording(x, source) else { return output }
    return record(operation, [x, source], output, saving: [positions]) { pass in
      let index = pass.saved(0)
      let gone = Tensor.zeros(index.shape, dtype: pass.gradient.dtype)
      let full = source.layout.shape
      return [
        adding
          ? pass.gradient : scatter(pass.gradient, axis: place, index, gone, adding: false),
        gather(pass.gradient, axis: place, index).grown(to: full),
      ]
    }
  }

  private static func write(
    _ positions: Tensor, _ values: Tensor, into output: Tensor, _ reached: Dimensions,
    _ axis: Int, _ adding: Bool
  ) {
    var part = output.layout
    for other in 0..<output.ndim {
      part = part.slicing(axis: other, start: 0, length: reached[other], step: 1)
    }
    let region = Tensor(storage: output.storage, layout: part, dtype: output.dtype)
    let computing: DType = adding && output.dtype == .float16 ? .float32 : output.dtype
    let work = region.storedAs(computing)
    let source = values.storedAs(computing)
    let box = Box(reached, axis)
    if source.numel > 0 {
      _ = ck_scatter(
        computing.kernel, work.pointer, positions.pointer.assumingMemoryBound(to: Int64.self),
        source.pointer, Int64(box.outer), Int64(box.extent), Int64(box.inner),
        Int64(positions.layout.shape[axis]), adding)
    }
    if work !== region { copyElements(from: work, to: region) }
  }
}

extension Tensor {
  /// The first positions of every axis, as many as `shape` says.
  fileprivate func cut(to shape: Dimensions) -> Tensor {
    var result = self
    for axis in 0..<ndim where layout.shape[axis] != shape[axis] {
      result = result.narrow(axis: axis, start: 0, length: shape[axis])
    }
    return result
  }

  /// With zeros behind every axis, up to `shape`.
  fileprivate func grown(to shape: Dimensions) -> Tensor {
    if layout.shape == shape { return self }
    var part = Layout(contiguous: shape)
    for axis in 0..<ndim {
      part = part.slicing(axis: axis, start: 0, length: layout.shape[axis], step: 1)
    }
    return embed(self, in: shape, at: part)
  }

  /// Along an axis, the element each position names: `out[i][j] = self[i][index[i][j]]` for axis 1.
  ///
  /// The index has as many axes as the tensor and is not larger in the others.
  public func gather(axis: Int, _ index: Tensor) -> Tensor {
    Ops.gather(self, axis: axis, index)
  }

  /// A copy with `values` written to named positions along an axis; for a position named twice one
  /// of the values remains.
  public func scatter(axis: Int, _ index: Tensor, _ values: Tensor) -> Tensor {
    Ops.scatter(self, axis: axis, index, values, adding: false)
  }

  /// A copy with one number written to named positions along an axis.
  public func scatter(axis: Int, _ index: Tensor, _ value: some Scalar) -> Tensor {
    scatter(axis: axis, index, Tensor.full(index.shape, value, dtype: dtype))
  }

  /// A copy with `values` added at named positions along an axis; all of them count.
  public func scatterAdd(axis: Int, _ index: Tensor, _ values: Tensor) -> Tensor {
    Ops.scatter(self, axis: axis, index, values, adding: true)
  }

  /// A copy with slices added at some positions of an axis; all of them count.
  public func indexAdd(axis: Int, _ index: Tensor, _ values: Tensor) -> Tensor {
    let place = checkAxis("indexAdd", axis, rank: ndim)
    checkRank("indexAdd", index, 1, name: "the index")
    let positions = wrappedPositions("indexAdd", index, extent: layout.shape[place])
    return self
      + Ops.indexAdd(values, positions, axis: place, extent: layout.shape[place])
  }

  /// The elements where a mask is true, in row-major order.
  public func maskedSelect(_ mask: Tensor) -> Tensor {
    let shape = checkBroadcast("maskedSelect", layout.shape, mask.layout.shape).array
    return expand(shape)[mask.expand(shape)]
  }

  /// A copy with one number where a mask is true.
  public func maskedFill(_ mask: Tensor, _ value: some Scalar) -> Tensor {
    let number = Tensor.full([], value, dtype: dtype)
    return Ops.select(mask, number, self)
  }

  /// Elements by their position in the flattened tensor, in the shape of the index.
  public func take(_ index: Tensor) -> Tensor {
    let flat = reshape(-1)
    let positions = wrappedPositions("take", index, extent: flat.numel)
    return Ops.indexSelect(flat, positions.reshape(-1), axis: 0).reshape(index.shape)
  }

  /// The positions of the elements that are not zero: shape [count, axes].
  public func nonzero() -> Tensor {
    let mask = dtype == .bool ? self : self .!= 0
    if ndim == 0 { return Tensor.zeros([Bool(mask) ? 1 : 0, 0], dtype: .int64) }
    return Ops.stack(nonzeroPositions(mask), axis: 1)
  }
}
