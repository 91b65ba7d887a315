internal import CKernels
public import Tensors

extension NNOps {
  static let maxPool2d = Operation(
    "maxPool2d", "The greatest value of each window.", torch: "torch.nn.functional.max_pool2d")
  static let maxUnpool2d = Operation(
    "maxUnpool2d", "Values put back where the greatest of each window was.",
    torch: "torch.nn.functional.max_unpool2d")
  static let avgPool2d = Operation(
    "avgPool2d", "The mean of each window.", torch: "torch.nn.functional.avg_pool2d")
  static let avgUnpool2d = Operation(
    "avgUnpool2d", "Values spread evenly over the windows they are means of.",
    torch: "torch.nn.functional.avg_pool2d (backward)")
}

/// The greatest value of each window.
///
/// - Parameters:
///   - input: Shape (batch, channels, height, width).
///   - kernelSize: The window.
///   - stride: How far the window moves; by its own size when left out.
///   - padding: What is put around counts as less than everything; at most half the window.
///   - ceilMode: Whether a window that only begins inside of the input counts.
public func maxPool2d(
  _ input: Tensor, kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0,
  ceilMode: Bool = false
) -> Tensor {
  let sizes = PoolingGeometry(
    "maxPool2d", CK_POOL_MAX, input, kernelSize, stride ?? kernelSize, padding, ceilMode)
  if let output = BlockedPooling.pool(sizes, NNOps.maxPool2d, input) { return output }
  let source = input.storedContiguously
  let output = Tensor.empty(sizes.outputShape, dtype: input.dtype)
  let isRecorded = isRecording(input)
  let indices = isRecorded ? Tensor.empty(sizes.outputShape, dtype: .int64) : nil
  if output.numel > 0 {
    var kernel = sizes.kernelSizes
    let places = indices?.pointer.assumingMemoryBound(to: Int64.self)
    let isDone = ck_pool_forward(
      input.dtype.kernelType, &kernel, source.pointer, output.pointer, places)
    if !isDone { failUnsupported("maxPool2d", input.dtype) }
  }
  guard let indices else { return output }
  return record(NNOps.maxPool2d, [input], output) { pass in
    [unpool(sizes, pass.gradient, indices)]
  }
}

/// The gradient of max pooling: each value goes to the position its window's greatest came from.
private func unpool(_ sizes: PoolingGeometry, _ g: Tensor, _ indices: Tensor) -> Tensor {
  let gradient = g.storedContiguously
  let output = Tensor.zeros(sizes.inputShape, dtype: g.dtype)
  if gradient.numel > 0 {
    var kernel = sizes.kernelSizes
    _ = ck_pool_backward(
      g.dtype.kernelType, &kernel, gradient.pointer,
      indices.pointer.assumingMemoryBound(to: Int64.self), output.pointer)
  }
  return record(NNOps.maxUnpool2d, [g], output) { pass in
    [pick(sizes, pass.gradient, indices)]
  }
}

/// The values at the positions the greatest came from: the transpose of `unpool`.
private func pick(_ sizes: PoolingGeometry, _ x: Tensor, _ indices: Tensor) -> Tensor {
  let source = x.storedContiguously
  let output = Tensor.empty(sizes.outputShape, dtype: x.dtype)
  if output.numel > 0 {
    _ = ck_gather(
      x.dtype.kernelType, source.pointer, indices.pointer.assumingMemoryBound(to: Int64.self),
      output.pointer, Int64(sizes.batch * sizes.channels), Int64(sizes.height * sizes.width), 1,
      Int64(sizes.outHeight * sizes.outWidth))
  }
  return record(NNOps.maxPool2d, [x], output) { pass in [unpool(sizes, pass.gradient, indices)] }
}

/// The gradient of a pooling whose input was in oneDNN's order, from tensor operations.
func plainPoolingGradient(_ sizes: PoolingGeometry, _ g: Tensor, input: Tensor) -> Tensor {
  guard sizes.kind == CK_POOL_MAX else { return spread(sizes, g) }
  let source = input.storedContiguously
  let values = Tensor.empty(sizes.outputShape, dtype: input.dtype)
  let indices = Tensor.empty(sizes.outputShape, dtype: .int64)
  if values.numel > 0 {
    var kernel = sizes.kernelSizes
    _ = ck_pool_forward(
      input.dtype.kernelType, &kernel, source.pointer, values.pointer,
      indices.pointer.assumingMemoryBound(to: Int64.self))
  }
  return unpool(sizes, g, indices)
}

/// The mean of each window.
///
/// - Parameters:
///   - input: Shape (batch, channels, height, width).
///   - kernelSize: The window.
///   - stride: How far the window moves; by its own size when left out.
///   - padding: How many zeros are put around; at most half the window.
///   - ceilMode: Whether a window that only begins inside of the input counts.
///   - countIncludePad: Whether the zeros put around count in the mean.
public func avgPool2d(
  _ input: Tensor, kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0,
  ceilMode: Bool = false, countIncludePad: Bool = true
) -> Tensor {
  let kind =
    countIncludePad ? CK_POOL_AVERAGE_INCLUDE_PADDING : CK_POOL_AVERAGE_EXCLUDE_PADDING
  let sizes = PoolingGeometry(
    "avgPool2d", kind, input, kernelSize, stride ?? kernelSize, padding, ceilMode)
  return average(sizes, input)
}

private func average(_ sizes: PoolingGeometry, _ input: Tensor) -> Tensor {
  if let output = BlockedPooling.pool(sizes, NNOps.avgPool2d, input) { return output }
  let source = input.storedContiguously
  let output = Tensor.empty(sizes.outputShape, dtype: input.dtype)
  if output.numel > 0 {
    var kernel = sizes.kernelSizes
    let isDone = ck_pool_forward(
      input.dtype.kernelType, &kernel, source.pointer, output.pointer, nil)
    if !isDone { failUnsupported("avgPool2d", input.dtype) }
  }
  return record(NNOps.avgPool2d, [input], output) { pass in [spread(sizes, pass.gradient)] }
}

/// The gradient of average pooling: each value is spread evenly over its window.
private func spread(_ sizes: PoolingGeometry, _ g: Tensor) -> Tensor {
  let gradient = g.storedContiguously
  let output = Tensor.zeros(sizes.inputShape, dtype: g.dtype)
  if gradient.numel > 0 {
    var kernel = sizes.kernelSizes
    _ = ck_pool_backward(g.dtype.kernelType, &kernel, gradient.pointer, nil, output.pointer)
  }
  return record(NNOps.avgUnpool2d, [g], output) { pass in [average(sizes, pass.gradient)] }
}

/// The mean of as many windows as the output has pixels, whatever the input's size.
///
/// Window i of n covers the rows from ⌊i · height / n⌋ to ⌈(i + 1) · height / n⌉.
///
/// - Parameters:
///   - input: Shape (batch, channels, height, width).
///   - outputSize: The output's rows and columns.
public func adaptiveAvgPool2d(_ input: Tensor, outputSize: Pair) -> Tensor {
  checkRank("adaptiveAvgPool2d", input, 4, name: "the input (batch, channels, height, width)")
  let (height, width) = (input.shape[2], input.shape[3])
  if outputSize.height < 1 || outputSize.width < 1 || height < 1 || width < 1 {
    fail(
      "adaptiveAvgPool2d", "from \(height) x \(width) to \(outputSize.text)",
      rule: "input and output have at least one row and one column")
  }
  if outputSize == Pair(1), input.blockedValues == nil {
    return input.mean(axes: [2, 3], keepDims: true)
  }
  if height % outputSize.height == 0 && width % outputSize.width == 0 {
    let window = Pair(height / outputSize.height, width / outputSize.width)
    return avgPool2d(input, kernelSize: window)
  }
  let rows = averagingMatrix(height, outputSize.height, dtype: input.dtype)
  let columns = averagingMatrix(width, outputSize.width, dtype: input.dtype)
  return matmul(matmul(rows, input), columns.T)
}

/// A matrix whose rows average the windows of adaptive pooling along one axis.
private func averagingMatrix(_ size: Int, _ outputs: Int, dtype: DType) -> Tensor {
  var entries = [Double](repeating: 0, count: outputs * size)
  for output in 0..<outputs {
    let start = output * size / outputs
    let end = ((output + 1) * size + outputs - 1) / outputs
    for place in start..<end { entries[output * size + place] = 1 / Double(end - start) }
  }
  return Tensor(entries, shape: [outputs, size], dtype: dtype)
}

/// The p-norm of each window: (Σ xᵖ)^(1/p).
///
/// p = 1 gives sums; a large p approaches the maximum of positive values. At windows of zeros the
/// gradient is not defined for p above 1.
public func lpPool2d(
  _ input: Tensor, p: Double, kernelSize: Pair, stride: Pair? = nil, ceilMode: Bool = false
) -> Tensor {
  let means = avgPool2d(
    input ** p, kernelSize: kernelSize, stride: stride, ceilMode: ceilMode)
  let sums = relu(means) * Double(kernelSize.height * kernelSize.width)
  return sums ** (1 / p)
}
