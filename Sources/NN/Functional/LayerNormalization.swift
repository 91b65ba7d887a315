internal import CKernels
public import Tensors

extension NNOps {
  static let layerNorm = Operation(
    "layerNorm", "Each example shifted and scaled by its own statistics.",
    torch: "torch.nn.functional.layer_norm")
}

/// Layer normalisation: every example gets mean 0 and variance 1 over its last axes.
///
/// - Parameters:
///   - input: Any shape that ends in `normalizedShape`.
///   - normalizedShape: The extents of the axes that are normalised together.
///   - weight: The scale of each element, of shape `normalizedShape`.
///   - bias: The shift of each element, of shape `normalizedShape`.
///   - eps: What is added to the variance.
public func layerNorm(
  _ input: Tensor, normalizedShape: [Int], weight: Tensor? = nil, bias: Tensor? = nil,
  eps: Double = 1e-5
) -> Tensor {
  checkFloatingPoint("layerNorm", input)
  let isFitting = [weight, bias].allSatisfy { $0.map { $0.shape == normalizedShape } ?? true }
  if !input.shape.suffix(normalizedShape.count).elementsEqual(normalizedShape) || !isFitting {
    fail(
      "layerNorm", "an input of shape \(input.shape) normalised over \(normalizedShape)",
      rule: "the input's last axes, weight and bias have the normalised shape")
  }
  let size = normalizedShape.reduce(1, *)
  let x = input.storedContiguously
  let rows = size == 0 ? 0 : x.numel / size
  let output = Tensor.empty(input.shape, dtype: x.dtype)
  let mean = Tensor.empty([rows], dtype: x.dtype)
  let deviation = Tensor.empty([rows], dtype: x.dtype)
  if output.numel > 0 {
    let isDone = ck_layer_norm(
      x.dtype.kernelType, x.pointer, weight?.storedContiguously.pointer,
      bias?.storedContiguously.pointer, eps, output.pointer, mean.pointer, deviation.pointer,
      Int64(rows), Int64(size))
    if !isDone { failUnsupported("layerNorm", x.dtype) }
  }
  let operands = [input, weight, bias].compactMap { $0 }
  guard isRecording(operands) else { return output }
  let (hasWeight, hasBias) = (weight != nil, bias != nil)
  return record(NNOps.layerNorm, operands, output, saving: [input, weight]) { pass in
    let weight = hasWeight ? pass.saved(1) : nil
    let all =
      GradMode.isEnabled
      ? composedGradients(pass.gradient, pass.saved(0), weight, normalizedShape, eps)
      : kernelGradients(pass.gradient, pass.saved(0), weight, mean, deviation, normalizedShape)
    return [all.input, hasWeight ? all.weight : nil, hasBias ? all.bias : nil].compactMap { $0 }
  }
}

/// Group normalisation: channels in groups, each group of each example normalised by itself.
///
/// - Parameters:
///   - input: Shape (batch, channels, ...).
///   - groups: How many groups; they divide the channels.
///   - weight: The scale of each channel.
///   - bias: The shift of each channel.
///   - eps: What is added to the variance.
public func groupNorm(
  _ input: Tensor, groups: Int, weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5
) -> Tensor {
  let shape = input.shape
  if input.ndim < 2 || groups < 1 || shape[1] % groups != 0 {
    fail(
      "groupNorm", "an input of shape \(shape) in \(groups) groups",
      rule: "axis 1 holds the channels, and the groups divide them")
  }
  let size = shape.dropFirst().reduce(1, *) / groups
  let rows = input.reshape([shape[0] * groups, size])
  let normal = layerNorm(rows, normalizedShape: [size], eps: eps).reshape(shape)
  let perChannel = [1, shape[1]] + Array(repeating: 1, count: input.ndim - 2)
  let scaled = weight.map { normal * $0.reshape(perChannel) } ?? normal
  return bias.map { scaled + $0.reshape(perChannel) } ?? scaled
}

private typealias Gradients = (input: Tensor, weight: Tensor, bias: Tensor)

private func kernelGradients(
  _ gradient: Tensor, _ input: Tensor, _ weight: Tensor?, _ mean: Tensor, _ deviation: Tensor,
  _ shape: [Int]
) -> Gradients {
  let (g, x) = (gradient.storedContiguously, input.storedContiguously)
  let result = Tensor.empty(input.shape, dtype: x.dtype)
  let weights = Tensor.zeros(shape, dtype: x.dtype)
  let biases = Tensor.zeros(shape, dtype: x.dtype)
  if result.numel > 0 {
    _ = ck_layer_norm_backward(
      x.dtype.kernelType, g.pointer, x.pointer, mean.pointer, deviation.pointer,
      weight?.storedContiguously.pointer, result.pointer, weights.pointer, biases.pointer,
      Int64(mean.numel), Int64(weights.numel))
  }
  return (result, weights, biases)
}

/// The same from tensor operations, so that it can be differentiated again.
private func composedGradients(
  _ g: Tensor, _ x: Tensor, _ weight: Tensor?, _ shape: [Int], _ eps: Double
) -> Gradients {
  let axes = Array((x.ndim - shape.count)..<x.ndim)
  let examples = Array(0..<(x.ndim - shape.count))
  let centered = x - x.mean(axes: axes, keepDims: true)
  let variance = (centered * centered).mean(axes: axes, keepDims: true)
  let scale = (variance + eps) ** -0.5
  let normal = centered * scale
  let scaled = weight.map { g * $0 } ?? g
  let common = scaled.mean(axes: axes, keepDims: true)
  let slope = (scaled * normal).mean(axes: axes, keepDims: true)
  let input = (scaled - common - normal * slope) * scale
  return (input, (g * normal).sum(axes: examples), g.sum(axes: examples))
}
