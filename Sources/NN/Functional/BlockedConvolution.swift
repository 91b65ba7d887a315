internal import CKernels
internal import Tensors

/// The three sides of a convolution on elements in oneDNN's order; nil where the order does not fit.
///
/// Inputs that are in row-major order are converted; results stay in oneDNN's order until somebody
/// looks at them.
enum BlockedConvolution {
  /// y from x and w.
  static func forward(
    _ sizes: ConvolutionGeometry, _ x: BlockedValues, _ weight: Tensor, _ bias: Tensor?
  ) -> Tensor? {
    guard weight.dtype == .float32 else { return nil }
    let (w, b) = (weight.storedContiguously, bias?.storedContiguously)
    var kernel = sizes.kernelSizes
    var result: OpaquePointer?
    let status = ck_blocked_conv_forward(
      &kernel, x.handle, floats(w), b.map(floats), CK_ACTIVATION_NONE, &result)
    return tensor(status, result, sizes.outputShape)
  }

  /// x's gradient from y's and w.
  static func backwardData(
    _ sizes: ConvolutionGeometry, _ gradient: BlockedValues, _ weight: Tensor
  ) -> Tensor? {
    guard weight.dtype == .float32 else { return nil }
    let w = weight.storedContiguously
    var kernel = sizes.kernelSizes
    var result: OpaquePointer?
    let status = ck_blocked_conv_backward_data(&kernel, gradient.handle, floats(w), &result)
    return tensor(status, result, sizes.inputShape)
  }

  /// The gradients of w and, where there is one, of the bias, from x and y's gradient.
  static func backwardWeights(
    _ sizes: ConvolutionGeometry, _ x: BlockedValues, _ gradient: BlockedValues, hasBias: Bool
  ) -> (weight: Tensor, bias: Tensor?)? {
    let weight = Tensor.empty(sizes.weightShape)
    let bias = hasBias ? Tensor.empty([sizes.outChannels]) : nil
    var kernel = sizes.kernelSizes
    let status = ck_blocked_conv_backward_weights(
      &kernel, x.handle, gradient.handle, floats(weight), bias.map(floats))
    return status == 0 ? (weight, bias) : nil
  }

  private static func tensor(
    _ status: Int32, _ handle: OpaquePointer?, _ shape: [Int]
  ) -> Tensor? {
    guard status == 0, let handle else { return nil }
    return Tensor(BlockedValues(handle, shape: Dimensions(shape)))
  }
}

/// The elements of a float32 tensor.
func floats(_ tensor: Tensor) -> UnsafeMutablePointer<Float> {
  tensor.pointer.assumingMemoryBound(to: Float.self)
}
