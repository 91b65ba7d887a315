public import Tensors

/// A data set in batches, in a new order each time it is walked.
///
/// ```swift
/// let loader = DataLoader(TensorDataset(X, y), batchSize: 10, shuffle: true)
/// for (X, y) in loader { ... }
/// let (X, y) = loader.first!
/// ```
///
/// The order comes from the engine's generator, so it is the same for the same seed, with or without
/// prefetching. The last batch is smaller when the batch size does not divide the number of
/// examples, unless `dropLast` leaves it out.
public struct DataLoader: Sequence {
  /// Features and labels of a batch.
  public typealias Element = (Tensor, Tensor)

  /// The data set.
  public let dataset: any Dataset
  /// How many examples a batch has.
  public let batchSize: Int
  /// Whether the order is new each time.
  public let shuffle: Bool
  /// Whether a smaller last batch is left out.
  public let dropLast: Bool
  /// How many batches are made ahead on another thread; 0 makes each when it is asked for.
  public let prefetch: Int

  /// A loader; stops for a batch size below 1.
  public init(
    _ dataset: some Dataset, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    prefetch: Int = 0
  ) {
    if batchSize < 1 || prefetch < 0 {
      fail(
        "DataLoader", "batch size \(batchSize), \(prefetch) batches ahead",
        rule: "a batch has at least one example, and the number made ahead is not negative")
    }
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
    self.dropLast = dropLast
    self.prefetch = prefetch
  }

  /// How many batches there are.
  public var count: Int {
    dropLast ? dataset.count / batchSize : (dataset.count + batchSize - 1) / batchSize
  }

  /// The number of batches, for algorithms that walk any sequence.
  public var underestimatedCount: Int { count }

  /// The first batch of a fresh walk, or nil where there are no examples.
  public var first: Element? {
    var iterator = DataLoader(
      dataset, batchSize, shuffle: shuffle, dropLast: dropLast
    ).makeIterator()
    return iterator.next()
  }

  /// Starts a walk: draws its order and its seed.
  public func makeIterator() -> BatchIterator {
    let order = shuffle ? randperm(dataset.count).scalars(as: Int.self) : Array(0..<dataset.count)
    let seed = UInt64(bitPattern: randint(0, Int.max, [1]).item(Int64.self))
    let plan = BatchPlan(
      dataset: dataset, order: order, batchSize: batchSize, count: count,
      seed: seed)
    return BatchIterator(plan, prefetch: prefetch)
  }

  private init(_ dataset: any Dataset, _ batchSize: Int, shuffle: Bool, dropLast: Bool) {
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
    self.dropLast = dropLast
    prefetch = 0
  }
}

/// Which examples are in which batch of one walk.
struct BatchPlan {
  let dataset: any Dataset
  let order: [Int]
  let batchSize: Int
  let count: Int
  let seed: UInt64

  func batch(_ number: Int) -> (Tensor, Tensor) {
    let start = number * batchSize
    let end = min(start + batchSize, order.count)
    // The seed of a batch is that of the walk and its number: the same on every thread.
    return dataset.batch(Array(order[start..<end]), seed: seed &+ UInt64(number) &* 0x9E37_79B9)
  }
}

/// One walk over a loader's batches.
public struct BatchIterator: IteratorProtocol {
  private let plan: BatchPlan
  private let queue: PrefetchQueue?
  private var number = 0

  init(_ plan: BatchPlan, prefetch: Int) {
    self.plan = plan
    queue = prefetch > 0 && plan.count > 0 ? PrefetchQueue(plan, capacity: prefetch) : nil
  }

  /// The next batch.
  public mutating func next() -> (Tensor, Tensor)? {
    if let queue { return queue.next() }
    guard number < plan.count else { return nil }
    defer { number += 1 }
    return plan.batch(number)
  }
}
