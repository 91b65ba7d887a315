internal import CKernels

extension Ops {
  static let softmax = Operation(
    "softmax", "exp(x) divided by its sum along an axis: probabilities.")
  static let logSoftmax = Operation(
    "logSoftmax", "The logarithm of softmax, without overflow.", torch: "torch.log_softmax")

  /// Softmax and its logarithm, for the registry.
  static let softmaxes: [Operation] = [softmax, logSoftmax]

  static func softmax(_ x: Tensor, axis: Int, logarithm: Bool) -> Tensor {
    let operation = logarithm ? logSoftmax : softmax
    let x = x.dtype.isFloatingPoint ? x : x.to(.float32)
    let place = x.ndim == 0 ? 0 : checkAxis(operation.name, axis, rank: x.ndim)
    let computing: DType = x.dtype == .float16 ? .float32 : x.dtype
    let source = x.storedAs(computing)
    let output = Tensor(uninitialized: x.layout.shape, dtype: computing)
    let box = Box(x.layout.shape, place)
    if output.numel > 0 {
      _ = ck_softmax(
        computing.kernel, source.pointer, output.pointer, Int64(box.outer), Int64(box.extent),
        Int64(box.inner), logarithm)
    }
    let result = output.asOperand(x.dtype)
    return record(operation, [x], result, saving: [result]) { pass in
      [softmaxGradient(pass.gradient, pass.saved(0), place, box, logarithm)]
    }
  }

  private static func softmaxGradient(
    _ g: Tensor, _ y: Tensor, _ axis: Int, _ box: Box, _ logarithm: Bool
  ) -> Tensor {
    if !isRecording(g, y) && g.dtype == y.dtype && g.dtype != .float16 {
      let (gradient, saved) = (g.storedContiguously, y.storedContiguously)
      let result = Tensor(uninitialized: g.layout.shape, dtype: g.dtype)
      if result.numel > 0 {
        _ = ck_softmax_backward(
          g.dtype.kernel, gradient.pointer, saved.pointer, result.pointer, Int64(box.outer),
          Int64(box.extent), Int64(box.inner), logarithm)
      }
      return result
    }
    if g.ndim == 0 { return Tensor.zerosLike(g) * y }
    if logarithm { return g - exp(y) * g.sum(axis: axis, keepDims: true) }
    return y * (g - (g * y).sum(axis: axis, keepDims: true))
  }
}
