public import Tensors

/// Images resized with linear interpolation in both directions.
public struct Resize: ImageTransform {
  private let height: Int
  private let width: Int

  /// Images of the given size; stops below one pixel.
  public init(_ height: Int, _ width: Int? = nil) {
    if height < 1 || (width ?? 1) < 1 {
      fail("Resize", "\(height) x \(width ?? height)", rule: "an image has at least one pixel")
    }
    self.height = height
    self.width = width ?? height
  }

  /// The resized images.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    resizeBilinear(images, height, width)
  }
}

/// Images resized with linear interpolation in both directions, anti-aliased when they shrink.
///
/// Pixels are squares whose centres lie at half-integers; when an image shrinks, each output pixel
/// averages the pixels that it covers with a triangle, as Pillow does. Both directions are products
/// with a matrix of weights.
///
/// - Parameters:
///   - images: Shape (batch, channels, height, width), floating-point.
///   - height: The new number of rows.
///   - width: The new number of columns.
public func resizeBilinear(_ images: Tensor, _ height: Int, _ width: Int) -> Tensor {
  checkRank("resizeBilinear", images, 4, name: "the images (batch, channels, height, width)")
  let shape = images.shape
  if shape[2] < 1 || shape[3] < 1 {
    fail("resizeBilinear", "images of shape \(shape)", rule: "an image has at least one pixel")
  }
  var result = images
  if shape[3] != width {
    result = matmul(result, interpolationMatrix(shape[3], width, dtype: images.dtype).T)
  }
  if shape[2] != height {
    result = matmul(interpolationMatrix(shape[2], height, dtype: images.dtype), result)
  }
  return result
}

/// The weights with which old pixels make up new ones along one axis, shape (new, old).
private func interpolationMatrix(_ old: Int, _ new: Int, dtype: DType) -> Tensor {
  let scale = Double(old) / Double(new)
  let reach = max(scale, 1)
  var entries = [Double](repeating: 0, count: old * new)
  for target in 0..<new {
    let center = (Double(target) + 0.5) * scale
    let first = max(0, Int(center - reach))
    let last = min(old - 1, Int(center + reach))
    var sum = 0.0
    for source in first...last {
      let weight = max(0, 1 - abs(Double(source) + 0.5 - center) / reach)
      entries[target * old + source] = weight
      sum += weight
    }
    for source in first...last { entries[target * old + source] /= sum }
  }
  return Tensor(entries, shape: [new, old], dtype: dtype)
}
