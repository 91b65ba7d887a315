internal import CKernels

extension Ops {
  static func scan(
    _ operation: Operation, _ kernel: ck_scan_op, _ x: Tensor, _ axis: Int
  ) -> Tensor {
    let place = x.ndim == 0 ? 0 : checkAxis(operation.name, axis, rank: x.ndim)
    let computing: DType = x.dtype == .float16 ? .float32 : x.dtype
    let source = x.storedAs(computing)
    let output = Tensor(
      uninitialized: x.layout.shape, dtype: computing.isFloatingPoint ? computing : .int64)
    let box = Box(x.layout.shape, place)
    if output.numel > 0 {
      let done = ck_scan(
        kernel, computing.kernel, source.pointer, output.pointer, nil, Int64(box.outer),
        Int64(box.extent), Int64(box.inner))
      if !done { failUnsupported(operation.name, x.dtype) }
    }
    return x.dtype == .float16 ? output.convertedCopy(.float16) : output
  }

  static func cumsum(_ x: Tensor, axis: Int) -> Tensor {
    record(cumsum, [x], scan(cumsum, CK_CUMSUM, x, axis)) { pass in
      if pass.gradient.ndim == 0 { return [pass.gradient] }
      let reversed = flip(pass.gradient, axes: [axis])
      return [flip(cumsum(reversed, axis: axis), axes: [axis])]
    }
  }

  static func cumprod(_ x: Tensor, axis: Int) -> Tensor {
    let output = scan(cumprod, CK_CUMPROD, x, axis)
    return record(cumprod, [x], output, saving: [x]) { pass in
      let x = pass.saved(0)
      if x.ndim == 0 { return [pass.gradient] }
      return [cumprodGradient(pass.gradient, x, checkAxis("cumprod", axis, rank: x.ndim))]
    }
  }

  /// The gradient of running products, without dividing, so that zeros do no harm.
  ///
  /// dy_k/dx_i is the product of all x_j with j in 0...k but i: running products from i + 1 on times
  /// the product of what comes before i.
  private static func cumprodGradient(_ g: Tensor, _ x: Tensor, _ axis: Int) -> Tensor {
    let extent = x.dim(axis)
    var parts: [Tensor] = []
    for index in 0..<extent {
      let before =
        index == 0
        ? Tensor.ones(x.narrow(axis: axis, start: 0, length: 1).shape, dtype: x.dtype)
        : x.narrow(axis: axis, start: 0, length: index).prod(axis: axis, keepDims: true)
      let later = x.narrow(axis: axis, start: index + 1, length: extent - index - 1)
      let running = cat([Tensor.onesLike(before), later], axis: axis).cumprod(axis: axis)
      let reaching = g.narrow(axis: axis, start: index, length: extent - index)
      parts.append(before * (reaching * running).sum(axis: axis, keepDims: true))
    }
    return parts.isEmpty ? Tensor.zerosLike(x) : cat(parts, axis: axis)
  }
}
