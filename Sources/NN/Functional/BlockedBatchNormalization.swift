internal import CKernels
internal import Tensors

extension NormalizedBox {
  /// The normalised input in oneDNN's order, recorded; nil where the input is in row-major order.
  func blockedNormalize(
    _ input: Tensor, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double,
    updating running: (mean: Tensor?, variance: Tensor?, momentum: Double)?
  ) -> Tensor? {
    guard let values = input.blockedValues, let weight, let bias, weight.dtype == .float32,
      bias.dtype == .float32
    else { return nil }
    let (gamma, beta) = (weight.storedContiguously, bias.storedContiguously)
    let (mean, variance) = (Tensor.zeros([channels]), Tensor.zeros([channels]))
    var result: OpaquePointer?
    let status = ck_blocked_batch_norm(
      values.handle, floats(gamma), floats(beta), Float(eps), floats(mean), floats(variance),
      &result)
    guard status == 0, let result else { return nil }
    let output = Tensor(BlockedValues(result, shape: values.shape))
    if let running { update(running, mean, variance) }
    return record(NNOps.batchNorm, [input, weight, bias], output, saving: [input, weight]) { pass in
      let (x, weight) = (pass.saved(0), pass.saved(1))
      if !GradMode.isEnabled,
        let fast = blockedGradients(pass.gradient, values, weight, mean, variance, eps)
      {
        return [fast.input, fast.weight, fast.bias]
      }
      let all = composedGradients(pass.gradient, x, weight, eps)
      return [all.input, all.weight, all.bias]
    }
  }

  /// The input normalised with given statistics in oneDNN's order; nil where that does not fit.
  func blockedInference(
    _ input: Tensor, _ mean: Tensor?, _ variance: Tensor?, _ weight: Tensor?, _ bias: Tensor?,
    _ eps: Double
  ) -> Tensor? {
    guard let values = input.blockedValues, let weight, let bias, let mean, let variance,
      [weight, bias, mean, variance].allSatisfy({ $0.dtype == .float32 && $0.isContiguous }),
      !isRecording([input, weight, bias])
    else { return nil }
    var result: OpaquePointer?
    let status = ck_blocked_batch_norm_inference(
      values.handle, floats(weight), floats(bias), floats(mean), floats(variance), Float(eps),
      &result)
    guard status == 0, let result else { return nil }
    return Tensor(BlockedValues(result, shape: values.shape))
  }

  private func blockedGradients(
    _ gradient: Tensor, _ x: BlockedValues, _ weight: Tensor, _ mean: Tensor, _ variance: Tensor,
    _ eps: Double
  ) -> Gradients? {
    guard let g = gradient.inBlockedOrder else { return nil }
    let gamma = weight.storedContiguously
    let (weights, biases) = (Tensor.zeros([channels]), Tensor.zeros([channels]))
    var result: OpaquePointer?
    let status = ck_blocked_batch_norm_backward(
      x.handle, g.handle, floats(gamma), floats(mean), floats(variance), Float(eps),
      floats(weights), floats(biases), &result)
    guard status == 0, let result else { return nil }
    return (Tensor(BlockedValues(result, shape: x.shape)), weights, biases)
  }
}
