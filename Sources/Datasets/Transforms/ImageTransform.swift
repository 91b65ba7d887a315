public import Tensors

/// A change of a batch of images of shape (batch, channels, height, width).
public protocol ImageTransform {
  /// The changed images.
  ///
  /// - Parameters:
  ///   - images: The batch, floating-point.
  ///   - random: Where random changes draw from.
  func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor
}

extension ImageTransform {
  /// The changed images, with random changes from a seed.
  public func callAsFunction(_ images: Tensor, seed: UInt64 = 0) -> Tensor {
    checkRank("\(Self.self)", images, 4, name: "a batch of images")
    var random = ImageRandom(seed: seed)
    return noGrad { apply(images, &random) }
  }
}

/// Several changes, one after the other.
public struct Compose: ImageTransform {
  private let transforms: [any ImageTransform]

  /// The changes, in order.
  public init(_ transforms: [any ImageTransform]) { self.transforms = transforms }

  /// The images after all changes.
  public func apply(_ images: Tensor, _ random: inout ImageRandom) -> Tensor {
    transforms.reduce(images) { $1.apply($0, &random) }
  }
}
