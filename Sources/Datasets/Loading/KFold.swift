public import Tensors

/// The parts of k-fold cross-validation: each example is in the validation part of one fold.
public struct KFold: Sequence {
  /// The indices of one fold.
  public typealias Element = (train: [Int], validation: [Int])

  private let folds: [[Int]]

  /// Splits `count` examples into `k` folds of almost equal size.
  ///
  /// Without shuffling, folds are consecutive; the first ones have one example more where `k` does
  /// not divide the number. Stops unless there are 2 to `count` folds.
  public init(_ count: Int, k: Int, shuffle: Bool = false) {
    if k < 2 || k > count {
      fail("KFold", "\(k) folds of \(count) examples", rule: "there are 2 to \(count) folds")
    }
    let order = shuffle ? randperm(count).scalars(as: Int.self) : Array(0..<count)
    var start = 0
    folds = (0..<k).map { fold in
      let size = count / k + (fold < count % k ? 1 : 0)
      defer { start += size }
      return Array(order[start..<start + size])
    }
  }

  /// How many folds there are.
  public var count: Int { folds.count }

  /// The indices of a fold: those outside of it to train, those in it to validate.
  public subscript(fold: Int) -> Element {
    let others = folds.enumerated().filter { $0.offset != fold }.flatMap(\.element)
    return (others, folds[fold])
  }

  /// Walks the folds.
  public func makeIterator() -> AnyIterator<Element> {
    var fold = 0
    return AnyIterator {
      guard fold < count else { return nil }
      defer { fold += 1 }
      return self[fold]
    }
  }
}

/// The data of one fold of k-fold cross-validation.
///
/// - Parameters:
///   - k: How many folds there are.
///   - fold: Which one validates, counted from 0.
///   - X: Features, examples along axis 0.
///   - y: Labels, examples along axis 0.
public func kFoldData(
  _ k: Int, _ fold: Int, _ X: Tensor, _ y: Tensor
) -> (trainX: Tensor, trainY: Tensor, validX: Tensor, validY: Tensor) {
  let folds = KFold(X.count, k: k)
  if !(0..<k).contains(fold) { fail("kFoldData", "fold \(fold) of \(k)", rule: "it is below \(k)") }
  let (train, validation) = folds[fold]
  let (trainX, trainY) = TensorDataset(X, y).batch(train)
  let (validX, validY) = TensorDataset(X, y).batch(validation)
  return (trainX, trainY, validX, validY)
}
