public import Tensors

/// The greatest value of each window.
open class MaxPool2d: Module {
  private let kernelSize: Pair
  private let stride: Pair
  private let padding: Pair
  private let ceilMode: Bool

  /// A layer with a window that moves by its own size unless `stride` says otherwise.
  public init(
    kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0, ceilMode: Bool = false
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.ceilMode = ceilMode
    super.init()
  }

  /// The pooled input.
  open override func forward(_ input: Tensor) -> Tensor {
    maxPool2d(
      input, kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode)
  }

  /// The sizes.
  open override var extraDescription: String {
    "kernel_size=\(short(kernelSize)), stride=\(short(stride)), padding=\(short(padding)), "
      + "dilation=1, ceil_mode=\(pythonText(ceilMode))"
  }
}

/// The mean of each window.
open class AvgPool2d: Module {
  private let kernelSize: Pair
  private let stride: Pair
  private let padding: Pair
  private let ceilMode: Bool
  private let countIncludePad: Bool

  /// A layer with a window that moves by its own size unless `stride` says otherwise.
  public init(
    kernelSize: Pair, stride: Pair? = nil, padding: Pair = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
    super.init()
  }

  /// The pooled input.
  open override func forward(_ input: Tensor) -> Tensor {
    avgPool2d(
      input, kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode,
      countIncludePad: countIncludePad)
  }

  /// The sizes.
  open override var extraDescription: String {
    "kernel_size=\(short(kernelSize)), stride=\(short(stride)), padding=\(short(padding))"
  }
}

/// The mean of as many windows as the output has pixels, whatever the input's size.
open class AdaptiveAvgPool2d: Module {
  private let outputSize: Pair

  /// A layer with an output of the given rows and columns.
  public init(_ outputSize: Pair) {
    self.outputSize = outputSize
    super.init()
  }

  /// The pooled input.
  open override func forward(_ input: Tensor) -> Tensor {
    adaptiveAvgPool2d(input, outputSize: outputSize)
  }

  /// The output's size.
  open override var extraDescription: String { "output_size=\(outputSize.text)" }
}

/// The p-norm of each window.
open class LPPool2d: Module {
  private let p: Double
  private let kernelSize: Pair
  private let stride: Pair
  private let ceilMode: Bool

  /// A layer with a window that moves by its own size unless `stride` says otherwise.
  public init(p: Double, kernelSize: Pair, stride: Pair? = nil, ceilMode: Bool = false) {
    self.p = p
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.ceilMode = ceilMode
    super.init()
  }

  /// The pooled input.
  open override func forward(_ input: Tensor) -> Tensor {
    lpPool2d(input, p: p, kernelSize: kernelSize, stride: stride, ceilMode: ceilMode)
  }

  /// The sizes.
  open override var extraDescription: String {
    "norm_type=\(p), kernel_size=\(short(kernelSize)), stride=\(short(stride)), "
      + "ceil_mode=\(pythonText(ceilMode))"
  }
}

/// A size as PyTorch prints it: one number where both are equal.
private func short(_ size: Pair) -> String {
  size.height == size.width ? "\(size.height)" : size.text
}
