internal import CKernels
public import Tensors

extension NNOps {
  static let batchNorm = Operation(
    "batchNorm", "Each channel shifted and scaled by the statistics of the batch.",
    torch: "torch.nn.functional.batch_norm")
}

/// Batch normalisation: every channel gets mean 0 and variance 1, then scale and shift.
///
/// - Parameters:
///   - input: Shape (batch, channels, ...).
///   - runningMean: Shape (channels); updated in place when `training`.
///   - runningVar: Shape (channels); updated in place when `training`, with the unbiased variance.
///   - weight: The scale γ of each channel, 1 when left out.
///   - bias: The shift β of each channel, 0 when left out.
///   - training: Whether the batch's own statistics are used; otherwise the running ones.
///   - momentum: The weight of the new batch in the running statistics.
///   - eps: What is added to the variance.
public func batchNorm(
  _ input: Tensor, runningMean: Tensor? = nil, runningVar: Tensor? = nil, weight: Tensor? = nil,
  bias: Tensor? = nil, training: Bool = false, momentum: Double = 0.1, eps: Double = 1e-5
) -> Tensor {
  let box = NormalizedBox("batchNorm", input, [runningMean, runningVar, weight, bias])
  if training || runningMean == nil || runningVar == nil {
    box.checkEnoughValues()
    return box.normalize(
      input, weight, bias, eps, updating: training ? (runningMean, runningVar, momentum) : nil)
  }
  if let output = box.blockedInference(input, runningMean, runningVar, weight, bias, eps) {
    return output
  }
  let shape = box.broadcastShape
  let scale = ((runningVar ?? input) + eps) ** -0.5
  let factor = weight.map { $0 * scale } ?? scale
  let offset = (runningMean ?? input) * factor
  let shift = bias.map { $0 - offset } ?? -offset
  return input * factor.reshape(shape) + shift.reshape(shape)
}

/// An input of (batch, channels, ...) as batch normalisation sees it.
struct NormalizedBox {
  let batch: Int
  let channels: Int
  let spatial: Int
  let broadcastShape: [Int]
  let axes: [Int]

  init(_ operation: String, _ input: Tensor, _ perChannel: [Tensor?]) {
    checkFloatingPoint(operation, input)
    if input.ndim < 2 {
      fail(
        operation, "an input of shape \(input.shape)",
        rule: "the input has a batch axis and a channel axis")
    }
    batch = input.shape[0]
    channels = input.shape[1]
    spatial = input.shape.dropFirst(2).reduce(1, *)
    broadcastShape = [1, channels] + Array(repeating: 1, count: input.ndim - 2)
    axes = (0..<input.ndim).filter { $0 != 1 }
    for tensor in perChannel {
      if let tensor, tensor.shape != [channels] {
        fail(
          operation, "an input of shape \(input.shape) with statistics of shape \(tensor.shape)",
          rule: "there is one number for each of the \(channels) channels (axis 1)")
      }
    }
  }

  func checkEnoughValues() {
    if batch * spatial == 1 {
      fail(
        "batchNorm", "one value per channel",
        rule: "training needs more than one value per channel",
        hint: "use a larger batch, or eval() to use the running statistics")
    }
  }

  /// The normalised input with the batch's own statistics.
  func normalize(
    _ input: Tensor, _ weight: Tensor?, _ bias: Tensor?, _ eps: Double,
    updating running: (mean: Tensor?, variance: Tensor?, momentum: Double)?
  ) -> Tensor {
    if let output = blockedNormalize(input, weight, bias, eps, updating: running) { return output }
    let x = input.storedContiguously
    let output = Tensor.empty(input.shape, dtype: x.dtype)
    let mean = Tensor.zeros([channels], dtype: x.dtype)
    let variance = Tensor.zeros([channels], dtype: x.dtype)
    let deviation = Tensor.zeros([channels], dtype: x.dtype)
    if output.numel > 0 {
      let isDone = ck_batch_norm(
        x.dtype.kernelType, x.pointer, weight?.storedContiguously.pointer,
        bias?.storedContiguously.pointer, eps, output.pointer, mean.pointer, variance.pointer,
        deviation.pointer, Int64(batch), Int64(channels), Int64(spatial))
      if !isDone { failUnsupported("batchNorm", x.dtype) }
    }
    if let running { update(running, mean, variance) }
    let operands = [input, weight, bias].compactMap { $0 }
    guard isRecording(operands) else { return output }
    let hasWeight = weight != nil
    let hasBias = bias != nil
    return record(NNOps.batchNorm, operands, output, saving: [input, weight]) { pass in
      let weight = hasWeight ? pass.saved(1) : nil
      let all =
        GradMode.isEnabled
        ? composedGradients(pass.gradient, pass.saved(0), weight, eps)
        : kernelGradients(pass.gradient, pass.saved(0), weight, mean, deviation)
      return [all.input, hasWeight ? all.weight : nil, hasBias ? all.bias : nil].compactMap { $0 }
    }
  }

  func update(
    _ running: (mean: Tensor?, variance: Tensor?, momentum: Double), _ mean: Tensor,
    _ variance: Tensor
  ) {
    let count = Double(batch * spatial)
    func mix(_ target: Tensor?, _ value: Tensor, _ factor: Double) {
      guard let target else { return }
      let share = running.momentum
      noGrad {
        let mixed = target.detach() * (1 - share) + value * (share * factor)
        copyElements(from: mixed, to: target)
      }
      target.storage.version += 1
    }
    mix(running.mean, mean, 1)
    mix(running.variance, variance, count / (count - 1))
  }

  typealias Gradients = (input: Tensor, weight: Tensor, bias: Tensor)

  private func kernelGradients(
    _ gradient: Tensor, _ input: Tensor, _ weight: Tensor?, _ mean: Tensor, _ deviation: Tensor
  ) -> Gradients {
    let (g, x) = (gradient.storedContiguously, input.storedContiguously)
    let result = Tensor.empty(input.shape, dtype: x.dtype)
    let weights = Tensor.zeros([channels], dtype: x.dtype)
    let biases = Tensor.zeros([channels], dtype: x.dtype)
    if result.numel > 0 {
      _ = ck_batch_norm_backward(
        x.dtype.kernelType, g.pointer, x.pointer, weight?.storedContiguously.pointer, mean.pointer,
        deviation.pointer, result.pointer, weights.pointer, biases.pointer, Int64(batch),
        Int64(channels), Int64(spatial))
    }
    return (result, weights, biases)
  }

  /// The same from tensor operations, so that it can be differentiated again.
  func composedGradients(
    _ g: Tensor, _ x: Tensor, _ weight: Tensor?, _ eps: Double
  ) -> Gradients {
    let centered = x - x.mean(axes: axes, keepDims: true)
    let variance = (centered * centered).mean(axes: axes, keepDims: true)
    let scale = (variance + eps) ** -0.5
    let normal = centered * scale
    let scaled = weight.map { g * $0.reshape(broadcastShape) } ?? g
    let common = scaled.mean(axes: axes, keepDims: true)
    let slope = (scaled * normal).mean(axes: axes, keepDims: true)
    let input = (scaled - common - normal * slope) * scale
    return (input, (g * normal).sum(axes: axes), g.sum(axes: axes))
  }
}
