public import Tensors

/// Pixel values shifted and scaled, a mean and a standard deviation for each channel.
public struct Normalize: ImageTransform {
  private let mean: [Double]
  private let std: [Double]

  /// Takes the mean off and divides by the standard deviation; stops for a deviation of 0.
  public init(mean: [Double], std: [Double]) {
    if mean.count != std.count || std.contains(0) {
      fail(
        "Normalize", "means \(mean), standard deviations \(std)",
        rule: "there is one of each for each channel, and no deviation is 0")
    }
    self.mean = mean
    self.std = std
  }

  /// The normalised images.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    let shape = [1, mean.count, 1, 1]
    let shift = Tensor(mean, shape: shape, dtype: images.dtype)
    let scale = Tensor(std, shape: shape, dtype: images.dtype)
    return (images - shift) / scale
  }
}

/// Each image mirrored, left to right, with a probability.
public struct RandomHorizontalFlip: ImageTransform {
  private let p: Double

  /// Mirrors images with probability `p`.
  public init(p: Double = 0.5) { self.p = p }

  /// The images, some of them mirrored.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    each(images) { random.happens(p) ? $0.flip(axes: [2]) : $0 }
  }
}

/// Each image mirrored, top to bottom, with a probability.
public struct RandomVerticalFlip: ImageTransform {
  private let p: Double

  /// Mirrors images with probability `p`.
  public init(p: Double = 0.5) { self.p = p }

  /// The images, some of them mirrored.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    each(images) { random.happens(p) ? $0.flip(axes: [1]) : $0 }
  }
}

/// The middle of each image.
public struct CenterCrop: ImageTransform {
  private let size: Int

  /// Cuts squares of `size` pixels; stops where an image is smaller.
  public init(_ size: Int) { self.size = size }

  /// The middles.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    let (height, width) = cropRoom("CenterCrop", images, size)
    return images.narrow(axis: 2, start: height / 2, length: size)
      .narrow(axis: 3, start: width / 2, length: size)
  }
}

/// A random part of each image, after zeros were put around it.
public struct RandomCrop: ImageTransform {
  private let size: Int
  private let padding: Int

  /// Cuts squares of `size` pixels out of images with `padding` zeros on each side.
  public init(_ size: Int, padding: Int = 0) {
    self.size = size
    self.padding = padding
  }

  /// The parts, each image's at a place of its own.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    var padded = images
    if padding > 0 {
      let (batch, channels) = (images.shape[0], images.shape[1])
      let (height, width) = (images.shape[2], images.shape[3])
      padded = Tensor.zeros(
        [batch, channels, height + 2 * padding, width + 2 * padding], dtype: images.dtype)
      padded.narrow(axis: 2, start: padding, length: height)
        .narrow(axis: 3, start: padding, length: width).copy(from: images)
    }
    let (rows, columns) = cropRoom("RandomCrop", padded, size)
    return each(padded) { image in
      let (row, column) = (random.integer(below: rows + 1), random.integer(below: columns + 1))
      return image.narrow(axis: 1, start: row, length: size)
        .narrow(axis: 2, start: column, length: size)
    }
  }
}

/// How many rows and columns an image has more than the part that is cut out.
private func cropRoom(_ operation: String, _ images: Tensor, _ size: Int) -> (Int, Int) {
  let (height, width) = (images.shape[2], images.shape[3])
  if size < 1 || height < size || width < size {
    fail(
      operation, "a part of \(size) pixels of \(height) x \(width)",
      rule: "the part has at least one pixel and fits into the image")
  }
  return (height - size, width - size)
}

/// A batch of what a function makes of each image.
private func each(_ images: Tensor, _ change: (Tensor) -> Tensor) -> Tensor {
  images.shape[0] == 0
    ? images
    : stack(
      (0..<images.shape[0]).map {
        change(images.narrow(axis: 0, start: $0, length: 1).squeeze(axis: 0))
      })
}
