public import Tensors

/// Examples with their labels, taken out in batches.
///
/// A data set of one's own says how many examples it has and makes a batch of some of them:
///
/// ```swift
/// struct Squares: Dataset {
///   let count = 100
///   func batch(_ indices: [Int]) -> (Tensor, Tensor) {
///     let x = Tensor(indices.map(Double.init))
///     return (x, x * x)
///   }
/// }
/// ```
///
/// With prefetching a loader calls `batch` on another thread, so it must not change anything.
public protocol Dataset {
  /// How many examples there are.
  var count: Int { get }

  /// The features and labels of some examples, each with the batch as axis 0.
  func batch(_ indices: [Int]) -> (Tensor, Tensor)

  /// The same with a seed for random changes of the examples; by default nothing is random.
  func batch(_ indices: [Int], seed: UInt64) -> (Tensor, Tensor)
}

extension Dataset {
  /// The same batch for every seed.
  public func batch(_ indices: [Int], seed: UInt64) -> (Tensor, Tensor) { batch(indices) }

  /// The features and the label of one example, without a batch axis.
  public subscript(index: Int) -> (Tensor, Tensor) {
    if !(0..<count).contains(index) {
      fail("Dataset", "example \(index) of \(count)", rule: "examples are counted from 0")
    }
    let (features, labels) = batch([index])
    return (features.squeeze(axis: 0), labels.squeeze(axis: 0))
  }
}

/// Two tensors whose rows belong together.
public struct TensorDataset: Dataset {
  /// The features, examples along axis 0.
  public let features: Tensor
  /// The labels, examples along axis 0.
  public let labels: Tensor

  /// Pairs the rows of two tensors; stops when they have different numbers of rows.
  public init(_ features: Tensor, _ labels: Tensor) {
    if features.ndim == 0 || labels.ndim == 0 || features.shape[0] != labels.shape[0] {
      fail(
        "TensorDataset", "features of shape \(features.shape), labels of shape \(labels.shape)",
        rule: "both have the same number of rows (axis 0)")
    }
    self.features = features.detach()
    self.labels = labels.detach()
  }

  /// How many rows there are.
  public var count: Int { features.shape[0] }

  /// The rows at the indices.
  public func batch(_ indices: [Int]) -> (Tensor, Tensor) {
    let index = Tensor(indices, shape: [indices.count], dtype: .int64)
    return (features.indexSelect(axis: 0, index), labels.indexSelect(axis: 0, index))
  }
}

/// Some examples of a data set, in an order of their own.
public struct Subset: Dataset {
  private let dataset: any Dataset
  private let indices: [Int]

  /// The examples at the indices; stops for one that does not exist.
  public init(_ dataset: some Dataset, _ indices: some Sequence<Int>) {
    self.dataset = dataset
    self.indices = Array(indices)
    for index in self.indices where !(0..<dataset.count).contains(index) {
      fail("Subset", "example \(index) of \(dataset.count)", rule: "examples are counted from 0")
    }
  }

  /// How many examples were chosen.
  public var count: Int { indices.count }

  /// The chosen examples at the indices.
  public func batch(_ indices: [Int]) -> (Tensor, Tensor) {
    dataset.batch(indices.map { self.indices[$0] })
  }

  /// The chosen examples at the indices, with random changes.
  public func batch(_ indices: [Int], seed: UInt64) -> (Tensor, Tensor) {
    dataset.batch(indices.map { self.indices[$0] }, seed: seed)
  }
}
