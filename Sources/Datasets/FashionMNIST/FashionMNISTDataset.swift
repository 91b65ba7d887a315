internal import CKernels
public import Tensors

/// The images of Fashion-MNIST with their labels.
///
/// Pixels stay bytes in memory; a batch becomes float32 from 0 to 1 of shape (batch, 1, 28, 28) when
/// it is asked for, then goes through the transform. Labels are int64.
public struct FashionMNISTDataset: Dataset, Sendable {
  private let images: [UInt8]
  private let labels: [UInt8]
  private let rows: Int
  private let columns: Int
  private let transform: Transform?

  /// A transform that may be used from the thread that makes batches ahead.
  private struct Transform: @unchecked Sendable { let value: any ImageTransform }

  /// The training or test images.
  ///
  /// - Parameters:
  ///   - split: Which images.
  ///   - transform: A change of the images, such as `Resize(64)`.
  ///   - folder: Where the files are; see `FashionMNIST.bytes`.
  ///   - count: How many images are used, from the start; all when left out.
  /// - Throws: `DatasetError` where the files are absent or damaged.
  public init(
    _ split: FashionMNIST.Split, transform: (any ImageTransform)? = nil, folder: String? = nil,
    count: Int? = nil
  ) throws(DatasetError) {
    let files = try FashionMNIST.bytes(split, folder: folder)
    let total = files.images.shape[0]
    let used = min(max(count ?? total, 0), total)
    rows = files.images.shape[1]
    columns = files.images.shape[2]
    images = Array(files.images.values.prefix(used * rows * columns))
    labels = Array(files.labels.values.prefix(used))
    self.transform = transform.map(Transform.init)
  }

  /// How many images there are.
  public var count: Int { labels.count }

  /// All labels, int64.
  public var allLabels: Tensor {
    Tensor(labels.map { Int($0) }, shape: [labels.count], dtype: .int64)
  }

  /// The images and labels at the indices.
  public func batch(_ indices: [Int]) -> (Tensor, Tensor) { batch(indices, seed: 0) }

  /// The images and labels at the indices, with random changes.
  public func batch(_ indices: [Int], seed: UInt64) -> (Tensor, Tensor) {
    let pixels = rows * columns
    let batch = Tensor.empty([indices.count, 1, rows, columns])
    images.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      for (place, index) in indices.enumerated() {
        // An image at a time is below the size at which kernels go parallel: a loader's own thread
        // must not start a second team of threads beside that of the training.
        let target = batch.pointer + place * pixels * MemoryLayout<Float>.size
        _ = ck_convert(CK_U8, start + index * pixels, CK_F32, target, Int64(pixels))
        _ = ck_affine(CK_F32, target, 1.0 / 255, 0, target, Int64(pixels))
      }
    }
    let classes = Tensor(
      indices.map { Int(labels[$0]) }, shape: [indices.count], dtype: .int64)
    guard let transform else { return (batch, classes) }
    return (transform.value(batch, seed: seed), classes)
  }
}

extension FashionMNIST {
  /// The names of the classes in a tensor of labels.
  public static func names(of labels: Tensor) -> [String] {
    names(of: labels.flatten().scalars(as: Int.self))
  }
}

/// Loaders of Fashion-MNIST: training images in random order, test images in theirs.
///
/// ```swift
/// let (train, test) = try loadDataFashionMNIST(batchSize: 256)
/// ```
///
/// - Parameters:
///   - batchSize: How many images a batch has.
///   - resize: The images' new height and width.
///   - trainCount: How many training images are used; all when left out.
///   - testCount: How many test images are used; all when left out.
///   - prefetch: How many batches are made ahead on another thread.
///   - folder: Where the files are; see `FashionMNIST.bytes`.
/// - Throws: `DatasetError` where the files are absent (with the command that installs them) or
///   damaged.
public func loadDataFashionMNIST(
  batchSize: Int, resize: Int? = nil, trainCount: Int? = nil, testCount: Int? = nil,
  prefetch: Int = 2, folder: String? = nil
) throws(DatasetError) -> (train: DataLoader, test: DataLoader) {
  let transform = resize.map { Resize($0) }
  let train = try FashionMNISTDataset(
    .train, transform: transform, folder: folder, count: trainCount)
  let test = try FashionMNISTDataset(
    .test, transform: transform, folder: folder, count: testCount)
  return (
    DataLoader(train, batchSize: batchSize, shuffle: true, prefetch: prefetch),
    DataLoader(test, batchSize: batchSize, prefetch: prefetch)
  )
}
