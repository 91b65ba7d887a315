import Foundation

/// Fashion-MNIST: 70 000 grey images of clothes, 28 pixels square, in ten classes.
public enum FashionMNIST {
  /// The training or the test images.
  public enum Split: String, Sendable, CaseIterable {
    /// The 60 000 training images.
    case train
    /// The 10 000 test images.
    case test = "t10k"
  }

  /// The folder of Debian's package `dataset-fashion-mnist`.
  public static let debianFolder = "/usr/share/datasets/fashion-mnist"

  /// The classes' names; a label is a position in this list.
  public static let labelNames = [
    "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
    "ankle boot",
  ]

  /// The names of classes by their labels.
  ///
  /// Stops for a label outside of 0 to 9.
  public static func names(of labels: [Int]) -> [String] { labels.map { labelNames[$0] } }

  /// The images of a split as bytes: shape (images, 28, 28), 0 black to 255 white, and their labels.
  ///
  /// - Parameters:
  ///   - split: Which images.
  ///   - folder: Where the four idx files are, compressed or not; Debian's folder when left out, or
  ///     the one that the environment variable `FASHION_MNIST` names.
  /// - Throws: `DatasetError` where the files are absent (with the command that installs them) or
  ///   damaged.
  public static func bytes(
    _ split: Split, folder: String? = nil
  ) throws(DatasetError) -> (images: IDX, labels: IDX) {
    let folder =
      folder ?? ProcessInfo.processInfo.environment["FASHION_MNIST"] ?? debianFolder
    let images = try file("\(split.rawValue)-images-idx3-ubyte", in: folder)
    let labels = try file("\(split.rawValue)-labels-idx1-ubyte", in: folder)
    let pictures = try IDX(path: images)
    let classes = try IDX(path: labels)
    guard pictures.shape.count == 3, classes.shape == [pictures.shape[0]] else {
      throw .damaged(
        path: labels,
        explanation: "labels of shape \(classes.shape) for images of shape \(pictures.shape)")
    }
    guard classes.values.allSatisfy({ Int($0) < labelNames.count }) else {
      throw .damaged(path: labels, explanation: "a label is above 9")
    }
    return (pictures, classes)
  }

  private static func file(
    _ name: String, in folder: String
  ) throws(DatasetError) -> String {
    for candidate in ["\(folder)/\(name).gz", "\(folder)/\(name)"]
    where FileManager.default.fileExists(atPath: candidate) {
      return candidate
    }
    throw .missing(
      path: "\(folder)/\(name).gz",
      advice: "Fashion-MNIST comes with the Debian package: sudo apt install dataset-fashion-mnist"
    )
  }
}
