internal import CKernels

extension Ops {
  static let indexSelect = Operation(
    "indexSelect", "The slices at some positions of an axis.", torch: "torch.index_select")
  static let indexAdd = Operation(
    "indexAdd", "Zeros with slices added at some positions of an axis.", torch: "torch.index_add")
  static let indexPut = Operation(
    "indexPut", "A copy with other slices at some positions of axis 0.", torch: "torch.index_put")

  /// Operations by position, for the registry.
  static let gathering: [Operation] = [
    indexSelect, indexAdd, indexPut, gather, scatter, scatterAdd,
  ]

  /// The slices of `x` at positions along an axis; positions are int64 and in range.
  static func indexSelect(_ x: Tensor, _ index: Tensor, axis: Int) -> Tensor {
    var shape = x.layout.shape
    shape[axis] = index.numel
    let source = x.storedContiguously
    let output = Tensor(uninitialized: shape, dtype: x.dtype)
    let box = Box(x.layout.shape, axis)
    if output.numel > 0 {
      _ = ck_index_select(
        x.dtype.kernel, source.pointer, index.pointer.assumingMemoryBound(to: Int64.self),
        output.pointer, Int64(box.outer), Int64(box.extent), Int64(box.inner), Int64(index.numel))
    }
    guard isRecording(x) else { return output }
    let extent = box.extent
    return record(indexSelect, [x], output, saving: [index]) { pass in
      [indexAdd(pass.gradient, pass.saved(0), axis: axis, extent: extent)]
    }
  }

  /// Zeros of the given extent along an axis, with the slices of `parts` added at positions.
  static func indexAdd(_ parts: Tensor, _ index: Tensor, axis: Int, extent: Int) -> Tensor {
    var shape = parts.layout.shape
    shape[axis] = extent
    let computing: DType = parts.dtype == .float16 ? .float32 : parts.dtype
    let source = parts.storedAs(computing)
    let output = Tensor(uninitialized: shape, dtype: computing)
    fillElements(output, 0)
    let box = Box(shape, axis)
    if source.numel > 0 {
      _ = ck_index_add(
        computing.kernel, output.pointer, index.pointer.assumingMemoryBound(to: Int64.self),
        source.pointer, Int64(box.outer), Int64(box.extent), Int64(box.inner),
        Int64(index.numel))
    }
    return record(indexAdd, [parts], output.asOperand(parts.dtype), saving: [index]) { pass in
      [indexSelect(pass.gradient, pass.saved(0), axis: axis)]
    }
  }

  /// A copy of `x` with the slices at positions of axis 0 replaced.
  static func indexPut(_ x: Tensor, _ index: Tensor, _ values: Tensor) -> Tensor {
    let output = x.convertedCopy(x.dtype)
    let source = values.storedAs(x.dtype)
    let box = Box(x.layout.shape, 0)
    if source.numel > 0 {
      _ = ck_index_copy(
        x.dtype.kernel, output.pointer, index.pointer.assumingMemoryBound(to: Int64.self),
        source.pointer, Int64(box.outer), Int64(box.extent), Int64(box.inner),
        Int64(index.numel))
    }
    guard isRecording(x, values) else { return output }
    return record(indexPut, [x, values], output, saving: [index]) { pass in
      let index = pass.saved(0)
      let shape = [index.numel] + pass.gradient.shape.dropFirst()
      return [
        indexPut(pass.gradient, index, Tensor.zeros(shape, dtype: pass.gradient.dtype)),
        indexSelect(pass.gradient, index, axis: 0),
      ]
    }
  }
}
