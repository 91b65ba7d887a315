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

/// Parts of a data set with the given sizes, its examples in random order: PyTorch's `random_split`.
///
/// - Parameters:
///   - sizes: How many examples each part has; stops unless they add up to all of them.
///   - generator: Where the order comes from; the default generator when left out.
public func randomSplit(
  _ dataset: some Dataset, _ sizes: [Int], generator: RandomGenerator? = nil
) -> [Subset] {
  let isWhole = sizes.allSatisfy { $0 >= 0 } && sizes.reduce(0, +) == dataset.count
  if !isWhole {
    fail(
      "randomSplit", "parts of \(sizes) of \(dataset.count) examples",
      rule: "the sizes add up to the number of examples")
  }
  let order = randperm(dataset.count, generator: generator).scalars(as: Int.self)
  var start = 0
  return sizes.map { size in
    defer { start += size }
    return Subset(dataset, order[start..<start + size])
  }
}

/// Parts of a data set with the given shares of its examples, in random order.
///
/// ```swift
/// let parts = randomSplit(dataset, [0.8, 0.2])
/// let (train, validation) = (parts[0], parts[1])
/// ```
///
/// What rounding down leaves over goes to the first parts, one example each, as in PyTorch. Stops
/// unless the shares add up to 1.
public func randomSplit(
  _ dataset: some Dataset, _ shares: [Double], generator: RandomGenerator? = nil
) -> [Subset] {
  let isWhole = shares.allSatisfy { $0 >= 0 } && abs(shares.reduce(0, +) - 1) < 1e-6
  if !isWhole {
    fail("randomSplit", "shares of \(shares)", rule: "the shares add up to 1")
  }
  var sizes = shares.map { Int($0 * Double(dataset.count)) }
  let left = dataset.count - sizes.reduce(0, +)
  for place in 0..<left { sizes[place % sizes.count] += 1 }
  return randomSplit(dataset, sizes, generator: generator)
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
