internal import CKernels
internal import Tensors

/// The sizes of a two-dimensional convolution, checked once.
struct ConvolutionGeometry {
  var batch: Int
  var channels: Int
  var height: Int
  var width: Int
  var outChannels: Int
  var kernel: Pair
  var stride: Pair
  var padding: Pair
  var dilation: Pair
  var groups: Int

  /// The sizes of `conv2d(input, weight)`, or a failure that says what does not fit.
  init(
    _ operation: String, input: Tensor, weight: Tensor, bias: Tensor?, stride: Pair, padding: Pair,
    dilation: Pair, groups: Int
  ) {
    checkRank(operation, input, 4, name: "the input (batch, channels, height, width)")
    checkRank(operation, weight, 4, name: "the weight (out, in / groups, height, width)")
    checkSameDType(operation, input, weight)
    let (x, w) = (input.shape, weight.shape)
    batch = x[0]
    channels = x[1]
    height = x[2]
    width = x[3]
    outChannels = w[0]
    kernel = Pair(w[2], w[3])
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    checkSteps(operation)
    if groups < 1 || channels != w[1] * groups || outChannels % Swift.max(groups, 1) != 0 {
      fail(
        operation, "input of shape \(x), weight of shape \(w), groups \(groups)",
        rule: "the input has (weight axis 1) x groups channels, and groups divide axis 0",
        hint: "the weight wants \(w[1] * groups) input channels, the input has \(channels)")
    }
    checkBias(operation, bias, outChannels)
    if outHeight < 1 || outWidth < 1 {
      fail(
        operation, "a window of \(kernel.height) x \(kernel.width) on \(height) x \(width) pixels",
        rule: "the window fits into the padded input",
        hint: "use a larger input, more padding or a smaller window")
    }
  }

  /// The sizes of the convolution whose gradient `convTranspose2d(input, weight)` is.
  init(
    transposed input: Tensor, weight: Tensor, bias: Tensor?, stride: Pair, padding: Pair,
    outputPadding: Pair, dilation: Pair, groups: Int
  ) {
    let operation = "convTranspose2d"
    checkRank(operation, input, 4, name: "the input (batch, channels, height, width)")
    checkRank(operation, weight, 4, name: "the weight (in, out / groups, height, width)")
    checkSameDType(operation, input, weight)
    let (x, w) = (input.shape, weight.shape)
    batch = x[0]
    outChannels = x[1]
    channels = w[1] * groups
    kernel = Pair(w[2], w[3])
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    let rows = (x[2] - 1) * stride.height + dilation.height * (w[2] - 1) + 1
    let columns = (x[3] - 1) * stride.width + dilation.width * (w[3] - 1) + 1
    height = rows - 2 * padding.height + outputPadding.height
    width = columns - 2 * padding.width + outputPadding.width
    checkSteps(operation)
    if groups < 1 || outChannels != w[0] || outChannels % Swift.max(groups, 1) != 0 {
      fail(
        operation, "input of shape \(x), weight of shape \(w), groups \(groups)",
        rule: "the input has as many channels as the weight's axis 0, and groups divide them")
    }
    checkBias(operation, bias, channels)
    if outputPadding.height >= Swift.max(stride.height, dilation.height)
      || outputPadding.width >= Swift.max(stride.width, dilation.width)
    {
      fail(
        operation, "output padding \(outputPadding.text) with stride \(stride.text)",
        rule: "output padding is smaller than stride or dilation")
    }
    if height < 1 || width < 1 {
      fail(
        operation, "the output would be \(height) x \(width)", rule: "the output has pixels",
        hint: "use less padding")
    }
  }

  /// The output's rows.
  var outHeight: Int {
    (height + 2 * padding.height - dilation.height * (kernel.height - 1) - 1) / stride.height + 1
  }

  /// The output's columns.
  var outWidth: Int {
    (width + 2 * padding.width - dilation.width * (kernel.width - 1) - 1) / stride.width + 1
  }

  var inputShape: [Int] { [batch, channels, height, width] }
  var outputShape: [Int] { [batch, outChannels, outHeight, outWidth] }
  var weightShape: [Int] { [outChannels, channels / groups, kernel.height, kernel.width] }

  /// The sizes as the kernels want them.
  var kernelSizes: ck_conv_t {
    // A transposed convolution may leave rows at the end that no window reaches: padding there.
    let rows = (outHeight - 1) * stride.height + dilation.height * (kernel.height - 1) + 1
    let columns = (outWidth - 1) * stride.width + dilation.width * (kernel.width - 1) + 1
    return ck_conv_t(
      batch: Int64(batch), channels: Int64(channels), height: Int64(height), width: Int64(width),
      out_channels: Int64(outChannels), kernel_h: Int64(kernel.height),
      kernel_w: Int64(kernel.width), stride_h: Int64(stride.height),
      stride_w: Int64(stride.width), pad_top: Int64(padding.height), pad_left: Int64(padding.width),
      pad_bottom: Int64(rows - height - padding.height),
      pad_right: Int64(columns - width - padding.width), dilation_h: Int64(dilation.height),
      dilation_w: Int64(dilation.width), groups: Int64(groups))
  }

  private func checkSteps(_ operation: String) {
    let steps = [stride.height, stride.width, dilation.height, dilation.width]
    let isPadded = padding.height >= 0 && padding.width >= 0
    if steps.contains(where: { $0 < 1 }) || !isPadded || kernel.height < 1 || kernel.width < 1 {
      fail(
        operation,
        "window \(kernel.text), stride \(stride.text), padding \(padding.text), "
          + "dilation \(dilation.text)",
        rule: "window, stride and dilation are at least 1, padding at least 0")
    }
  }

  private func checkBias(_ operation: String, _ bias: Tensor?, _ channels: Int) {
    if let bias, bias.shape != [channels] {
      fail(
        operation, "a bias of shape \(bias.shape)",
        rule: "the bias has one number for each of the \(channels) output channels")
    }
  }
}
