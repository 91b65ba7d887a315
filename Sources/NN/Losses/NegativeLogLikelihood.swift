public import Tensors

/// The negative log-likelihood of log-probabilities: −log p at the target.
///
/// - Parameters:
///   - input: Log-probabilities, shape (batch, classes) or (batch, classes, ...), or (classes) for one
///     example.
///   - target: Class numbers (integers) of the input's shape without the class axis.
///   - weight: A weight for each class.
///   - ignoreIndex: A class number that marks examples which do not count.
///   - reduction: The mean divides by the summed weights of the examples that count.
public func nllLoss(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) -> Tensor {
  checkClassTargets("nllLoss", input, target, weight, allowsProbabilities: false)
  let classes = input.shape[input.ndim == 1 ? 0 : 1]
  let rows = input.ndim == 1 ? input.reshape([1, classes]) : classesLast(input)
  let labels = target.scalars(as: Int.self)
  let weights = weight?.scalars(as: Double.self)
  var shares = [Double](repeating: 0, count: labels.count)
  for (row, label) in labels.enumerated() where label != ignoreIndex {
    checkClassNumber("nllLoss", label, classes, ignoreIndex)
    shares[row] = weights?[label] ?? 1
  }
  let places = labels.map { $0 == ignoreIndex ? 0 : $0 }
  let picked = rows.gather(axis: 1, Tensor(places, shape: [labels.count, 1], dtype: .int64))
    .squeeze(axis: 1)
  // What does not count is left out by choice, not by a factor of 0: −log 0 · 0 would be NaN.
  let counts = Tensor(labels.map { $0 != ignoreIndex }, shape: [labels.count], dtype: .bool)
  let weighted = -picked * Tensor(shares, shape: [labels.count], dtype: input.dtype)
  let losses = `where`(counts, weighted, Tensor.zerosLike(weighted)).reshape(target.shape)
  return reduction == .mean ? losses.sum() / shares.reduce(0, +) : reduction(losses)
}

/// The negative log-likelihood; see `nllLoss`.
open class NLLLoss: Loss {
  /// A weight for each class.
  public let weight: Tensor?
  /// A class number that marks examples which do not count.
  public let ignoreIndex: Int

  /// A loss with optional class weights.
  public init(weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: Reduction = .mean) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    nllLoss(input, target, weight: weight, ignoreIndex: ignoreIndex, reduction: reduction)
  }
}
