internal import CKernels
public import Tensors

extension NNOps {
  static let conv2d = Operation(
    "conv2d", "Two-dimensional cross-correlation.", torch: "torch.nn.functional.conv2d")
  static let convBackwardData = Operation(
    "convTranspose2d", "The transpose of a convolution.",
    torch: "torch.nn.functional.conv_transpose2d")
  static let convBackwardWeights = Operation(
    "convWeightGradient", "The gradient of a convolution in its weights.",
    torch: "torch.nn.grad.conv2d_weight")
}

/// Slides windows of weights over images: two-dimensional cross-correlation.
///
/// - Parameters:
///   - input: Shape (batch, channels, height, width).
///   - weight: Shape (out channels, channels / groups, window height, window width).
///   - bias: One number for each output channel.
///   - stride: How far the window moves.
///   - padding: How many zeros are put around.
///   - dilation: How far apart the window's weights are; 1 is dense.
///   - groups: Into how many independent groups the channels are split.
/// - Returns: Shape (batch, out channels, height', width'), with
///   height' = ⌊(height + 2 · padding − dilation · (window − 1) − 1) / stride⌋ + 1.
public func conv2d(
  _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Pair = 1, padding: Pair = 0,
  dilation: Pair = 1, groups: Int = 1
) -> Tensor {
  let sizes = ConvolutionGeometry(
    "conv2d", input: input, weight: weight, bias: bias, stride: stride, padding: padding,
    dilation: dilation, groups: groups)
  return convolve(sizes, input, weight, bias)
}

/// One-dimensional cross-correlation; see `conv2d`.
///
/// - Parameters:
///   - input: Shape (batch, channels, length).
///   - weight: Shape (out channels, channels / groups, window).
public func conv1d(
  _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0,
  dilation: Int = 1, groups: Int = 1
) -> Tensor {
  checkRank("conv1d", input, 3, name: "the input (batch, channels, length)")
  checkRank("conv1d", weight, 3, name: "the weight (out, in / groups, window)")
  let output = conv2d(
    input.expandedDimensions(axis: 2), weight.expandedDimensions(axis: 2), bias,
    stride: Pair(1, stride),
    padding: Pair(0, padding), dilation: Pair(1, dilation), groups: groups)
  return output.squeeze(axis: 2)
}

/// The transpose of a convolution: it maps an output's shape back to the input's.
///
/// - Parameters:
///   - input: Shape (batch, channels, height, width).
///   - weight: Shape (channels, out channels / groups, window height, window width).
///   - outputPadding: Rows and columns added at the end, to choose between the inputs that a
///     convolution with a stride maps to one shape.
/// - Returns: Shape (batch, out channels, height', width'), with
///   height' = (height − 1) · stride − 2 · padding + dilation · (window − 1) + outputPadding + 1.
public func convTranspose2d(
  _ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Pair = 1, padding: Pair = 0,
  outputPadding: Pair = 0, dilation: Pair = 1, groups: Int = 1
) -> Tensor {
  let sizes = ConvolutionGeometry(
    transposed: input, weight: weight, bias: bias, stride: stride, padding: padding,
    outputPadding: outputPadding, dilation: dilation, groups: groups)
  let output = convolveBack(sizes, input, weight)
  guard let bias else { return output }
  return output + bias.reshape([1, -1, 1, 1])
}

// MARK: - The three sides of a convolution

/// y from x and w. Its gradients are the other two sides, and theirs are again sides, so that the
/// convolution can be differentiated any number of times.
private func convolve(
  _ sizes: ConvolutionGeometry, _ x: Tensor, _ w: Tensor, _ bias: Tensor?
) -> Tensor {
  let values = x.inBlockedOrder
  let fast = values.flatMap { BlockedConvolution.forward(sizes, $0, w, bias) }
  let output = fast ?? plainConvolution(sizes, x, w, bias)
  return record(
    NNOps.conv2d, [x, w] + (bias.map { [$0] } ?? []), output, saving: [x, w]
  ) { pass in
    // The version of x is checked by `saved`; its elements may be in oneDNN's order still.
    let (x, w) = (pass.saved(0), pass.saved(1))
    let hasBias = pass.node.edges.count > 2
    if !GradMode.isEnabled, let values, let g = pass.gradient.inBlockedOrder,
      let gradients = fastGradients(sizes, pass, values, g, w, hasBias)
    {
      return gradients
    }
    let g = pass.gradient
    let gradient = pass.needs(0) ? convolveBack(sizes, g, w) : nil
    let weights = pass.needs(1) ? weightGradient(sizes, x, g) : nil
    guard hasBias else { return [gradient, weights] }
    return [gradient, weights, pass.needs(2) ? g.sum(axes: [0, 2, 3]) : nil]
  }
}

/// All gradients of a convolution in oneDNN's order; nil where the order does not fit.
private func fastGradients(
  _ sizes: ConvolutionGeometry, _ pass: Pass, _ x: BlockedValues, _ g: BlockedValues,
  _ w: Tensor, _ hasBias: Bool
) -> [Tensor?]? {
  var gradients: [Tensor?] = [nil, nil] + (hasBias ? [nil] : [])
  if pass.needs(0) {
    guard let gradient = BlockedConvolution.backwardData(sizes, g, w) else { return nil }
    gradients[0] = gradient
  }
  let needsBias = hasBias && pass.needs(2)
  if pass.needs(1) || needsBias {
    guard let both = BlockedConvolution.backwardWeights(sizes, x, g, hasBias: needsBias)
    else { return nil }
    gradients[1] = both.weight
    if needsBias { gradients[2] = both.bias }
  }
  return gradients
}

private func plainConvolution(
  _ sizes: ConvolutionGeometry, _ x: Tensor, _ w: Tensor, _ bias: Tensor?
) -> Tensor {
  let (input, weight) = (x.storedContiguously, w.storedContiguously)
  let output = Tensor.empty(sizes.outputShape, dtype: x.dtype)
  if output.numel > 0 {
    var kernel = sizes.kernelSizes
    let status = ck_conv_forward(
      x.dtype.kernelType, &kernel, input.pointer, weight.pointer,
      bias?.storedContiguously.pointer, output.pointer)
    checkStatus("conv2d", status, x.dtype)
  }
  return output
}

/// x's side: the gradient of `convolve` in x, which is also the transposed convolution.
private func convolveBack(_ sizes: ConvolutionGeometry, _ gy: Tensor, _ w: Tensor) -> Tensor {
  let (gradient, weight) = (gy.storedContiguously, w.storedContiguously)
  let output = Tensor.empty(sizes.inputShape, dtype: gy.dtype)
  if output.numel > 0 {
    var kernel = sizes.kernelSizes
    let status = ck_conv_backward_data(
      gy.dtype.kernelType, &kernel, gradient.pointer, weight.pointer, output.pointer)
    checkStatus("convTranspose2d", status, gy.dtype)
  }
  return record(NNOps.convBackwardData, [gy, w], output, saving: [gy, w]) { pass in
    let h = pass.gradient
    return [
      pass.needs(0) ? convolve(sizes, h, pass.saved(1), nil) : nil,
      pass.needs(1) ? weightGradient(sizes, h, pass.saved(0)) : nil,
    ]
  }
}

/// w's side: the gradient of `convolve` in w.
private func weightGradient(_ sizes: ConvolutionGeometry, _ x: Tensor, _ gy: Tensor) -> Tensor {
  let (input, gradient) = (x.storedContiguously, gy.storedContiguously)
  let output = Tensor.zeros(sizes.weightShape, dtype: x.dtype)
  if input.numel > 0 && gradient.numel > 0 {
    var kernel = sizes.kernelSizes
    let status = ck_conv_backward_weights(
      x.dtype.kernelType, &kernel, input.pointer, gradient.pointer, output.pointer, nil)
    checkStatus("conv2d", status, x.dtype)
  }
  return record(NNOps.convBackwardWeights, [x, gy], output, saving: [x, gy]) { pass in
    let h = pass.gradient
    return [
      pass.needs(0) ? convolveBack(sizes, pass.saved(1), h) : nil,
      pass.needs(1) ? convolve(sizes, pass.saved(0), h, nil) : nil,
    ]
  }
}

private func checkStatus(_ operation: String, _ status: Int32, _ dtype: DType) {
  if status != 0 {
    fail(
      operation, "the kernel gave up with status \(status) for \(dtype)",
      rule: "convolutions are defined for float32 and float64",
      hint: dtype.isFloatingPoint ? "" : "convert with .to(.float32)")
  }
}
