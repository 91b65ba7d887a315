public import Tensors

/// What two-dimensional convolutions have in common: sizes, weights and their initial values.
open class ConvolutionLayer: Module {
  /// The number of input channels; 0 in a lazy layer that was never called.
  public private(set) var inChannels: Int
  /// The number of output channels.
  public let outChannels: Int
  /// The window.
  public let kernelSize: Pair
  /// How far the window moves.
  public let stride: Pair
  /// How many zeros are put around.
  public let padding: Pair
  /// How far apart the window's weights are.
  public let dilation: Pair
  /// Into how many independent groups the channels are split.
  public let groups: Int
  /// The weights.
  public let weight: Parameter
  /// The shifts, one for each output channel, or nil in a layer without them.
  public let bias: Parameter?

  init(
    _ inChannels: Int?, _ outChannels: Int, _ kernelSize: Pair, _ stride: Pair, _ padding: Pair,
    _ dilation: Pair, _ groups: Int, _ bias: Bool, _ dtype: DType
  ) {
    checkPositive(
      "Conv", ["inChannels": inChannels ?? groups, "outChannels": outChannels, "groups": groups])
    if (inChannels ?? groups) % groups != 0 || outChannels % groups != 0 {
      fail(
        "Conv", "\(inChannels ?? 0) to \(outChannels) channels in \(groups) groups",
        rule: "the groups divide both numbers of channels")
    }
    self.inChannels = inChannels ?? 0
    self.outChannels = outChannels
    self.kernelSize = kernelSize
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    weight = Parameter(uninitialized: dtype)
    self.bias = bias ? Parameter(uninitialized: dtype) : nil
    super.init()
    if let inChannels { materialize(inChannels) }
  }

  /// The weights' shape for a number of input channels.
  func weightShape(_ inChannels: Int) -> [Int] {
    [outChannels, inChannels / groups, kernelSize.height, kernelSize.width]
  }

  /// Draws the initial values again: evenly within ±1/√(fan in), as in PyTorch.
  public func resetParameters() { Init.defaultValues(weight: weight, bias: bias) }

  func materialize(_ channels: Int) {
    inChannels = channels
    weight.materialize(weightShape(channels))
    bias?.materialize([outChannels])
    resetParameters()
  }

  /// Takes the number of input channels from weights that were loaded.
  open override func stateDidLoad() {
    if !weight.isUninitialized { inChannels = weight.shape[1] * groups }
  }

  /// The sizes; what has its usual value is left out.
  open override var extraDescription: String {
    var text = "\(inChannels), \(outChannels), kernel_size=\(sizeText(kernelSize))"
    text += ", stride=\(sizeText(stride))"
    if padding != 0 { text += ", padding=\(sizeText(padding))" }
    if dilation != 1 { text += ", dilation=\(sizeText(dilation))" }
    if groups != 1 { text += ", groups=\(groups)" }
    if bias == nil { text += ", bias=False" }
    return text
  }

  func sizeText(_ size: Pair) -> String { size.text }

  /// One multiply-add for each weight that meets each output pixel.
  open override func multiplyAdds(inputShape: [Int], outputShape: [Int]) -> Int {
    outputShape.reduce(1, *) * (inChannels / groups) * kernelSize.height * kernelSize.width
  }
}

/// A two-dimensional convolution of images (batch, channels, height, width).
///
/// ```swift
/// Conv2d(1, 6, kernelSize: 5, padding: 2)
/// Conv2d(1, 1, kernelSize: [1, 2], bias: false)
/// ```
open class Conv2d: ConvolutionLayer {
  /// A layer from `inChannels` to `outChannels` channels; see `conv2d`.
  public init(
    _ inChannels: Int, _ outChannels: Int, kernelSize: Pair, stride: Pair = 1, padding: Pair = 0,
    dilation: Pair = 1, groups: Int = 1, bias: Bool = true, dtype: DType = .float32
  ) {
    super.init(
      inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, dtype)
  }

  init(
    lazy outChannels: Int, _ kernelSize: Pair, _ stride: Pair, _ padding: Pair, _ dilation: Pair,
    _ groups: Int, _ bias: Bool, _ dtype: DType
  ) {
    super.init(nil, outChannels, kernelSize, stride, padding, dilation, groups, bias, dtype)
  }

  /// The convolution.
  open override func forward(_ input: Tensor) -> Tensor {
    conv2d(
      input, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }
}

/// A two-dimensional convolution that learns its number of input channels from the first batch.
open class LazyConv2d: Conv2d {
  /// A layer to `outChannels` channels; see `conv2d`.
  public init(
    _ outChannels: Int, kernelSize: Pair, stride: Pair = 1, padding: Pair = 0, dilation: Pair = 1,
    groups: Int = 1, bias: Bool = true, dtype: DType = .float32
  ) {
    super.init(lazy: outChannels, kernelSize, stride, padding, dilation, groups, bias, dtype)
  }

  /// Makes the parameters for the input's channels, once.
  open override func prepare(for input: Tensor) {
    if weight.isUninitialized, input.ndim == 4 { materialize(input.shape[1]) }
  }

  /// `Conv2d` as soon as the layer has its parameters, as in PyTorch.
  open override var typeName: String {
    weight.isUninitialized || type(of: self) != LazyConv2d.self ? super.typeName : "Conv2d"
  }
}

/// A one-dimensional convolution of sequences (batch, channels, length).
open class Conv1d: ConvolutionLayer {
  /// A layer from `inChannels` to `outChannels` channels; see `conv1d`.
  public init(
    _ inChannels: Int, _ outChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
    dilation: Int = 1, groups: Int = 1, bias: Bool = true, dtype: DType = .float32
  ) {
    super.init(
      inChannels, outChannels, Pair(1, kernelSize), Pair(1, stride), Pair(0, padding),
      Pair(1, dilation), groups, bias, dtype)
  }

  override func weightShape(_ inChannels: Int) -> [Int] {
    [outChannels, inChannels / groups, kernelSize.width]
  }

  override func sizeText(_ size: Pair) -> String { "(\(size.width),)" }

  /// The convolution.
  open override func forward(_ input: Tensor) -> Tensor {
    conv1d(
      input, weight, bias, stride: stride.width, padding: padding.width, dilation: dilation.width,
      groups: groups)
  }
}

/// A transposed two-dimensional convolution: it enlarges images where the other shrinks them.
open class ConvTranspose2d: ConvolutionLayer {
  /// Rows and columns added at the end of the output.
  public let outputPadding: Pair

  /// A layer from `inChannels` to `outChannels` channels; see `convTranspose2d`.
  public init(
    _ inChannels: Int, _ outChannels: Int, kernelSize: Pair, stride: Pair = 1, padding: Pair = 0,
    outputPadding: Pair = 0, groups: Int = 1, bias: Bool = true, dilation: Pair = 1,
    dtype: DType = .float32
  ) {
    self.outputPadding = outputPadding
    super.init(
      inChannels, outChannels, kernelSize, stride, padding, dilation, groups, bias, dtype)
  }

  override func weightShape(_ inChannels: Int) -> [Int] {
    [inChannels, outChannels / groups, kernelSize.height, kernelSize.width]
  }

  /// Takes the number of input channels from weights that were loaded.
  open override func stateDidLoad() {}

  /// The transposed convolution.
  open override func forward(_ input: Tensor) -> Tensor {
    convTranspose2d(
      input, weight, bias, stride: stride, padding: padding, outputPadding: outputPadding,
      dilation: dilation, groups: groups)
  }

  /// One multiply-add for each weight that meets each input pixel.
  open override func multiplyAdds(inputShape: [Int], outputShape: [Int]) -> Int {
    inputShape.reduce(1, *) * (outChannels / groups) * kernelSize.height * kernelSize.width
  }
}
