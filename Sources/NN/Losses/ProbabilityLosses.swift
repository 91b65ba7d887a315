public import Tensors

/// The negative log-likelihood of log-probabilities: −log p at the target.
///
/// - Parameters:
///   - input: Log-probabilities, shape (batch, classes).
///   - target: Class numbers, shape (batch).
///   - weight: A weight for each class.
///   - ignoreIndex: A class number that marks examples which do not count.
///   - reduction: The mean divides by the summed weights of the examples that count.
public func nllLoss(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: Reduction = .mean
) -> Tensor {
  checkRank("nllLoss", input, 2, name: "the input (batch, classes)")
  if !target.dtype.isInteger || target.shape != [input.shape[0]] {
    fail(
      "nllLoss", "input of shape \(input.shape), \(target.dtype) targets of shape \(target.shape)",
      rule: "there is an integer class number for each row")
  }
  let classes = input.shape[1]
  let labels = target.scalars(as: Int.self)
  let weights = weight?.scalars(as: Double.self)
  var entries = [Double](repeating: 0, count: labels.count * classes)
  for (row, label) in labels.enumerated() where label != ignoreIndex {
    guard (0..<classes).contains(label) else {
      fail(
        "nllLoss", "the target \(label)", rule: "targets lie between 0 and \(classes - 1)")
    }
    entries[row * classes + label] = weights?[label] ?? 1
  }
  let marks = Tensor(entries, shape: [labels.count, classes], dtype: input.dtype)
  let losses = -(input * marks).sum(axis: 1)
  switch reduction {
  case .none: return losses
  case .sum: return losses.sum()
  case .mean: return losses.sum() / entries.reduce(0, +)
  }
}

/// The binary cross-entropy of probabilities: −(t log p + (1 − t) log(1 − p)).
///
/// Logarithms are limited to −100, as in PyTorch, so that p = 0 and p = 1 stay finite.
public func binaryCrossEntropy(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("binaryCrossEntropy", input, target)
  let yes = log(input).clamp(min: -100)
  let no = log(1 - input).clamp(min: -100)
  let losses = -(target * yes + (1 - target) * no)
  return reduction(weight.map { losses * $0 } ?? losses)
}

/// The binary cross-entropy of logits, without overflow.
///
/// - Parameters:
///   - input: Logits.
///   - target: Probabilities of the input's shape.
///   - weight: A weight for each element.
///   - posWeight: What the positive part of the loss is multiplied by, to balance classes.
public func binaryCrossEntropyWithLogits(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, posWeight: Tensor? = nil,
  reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("binaryCrossEntropyWithLogits", input, target)
  let no = (1 - target) * input
  let yes = softplus(-input)
  let losses = posWeight.map { no + yes * (target * ($0 - 1) + 1) } ?? (no + yes)
  return reduction(weight.map { losses * $0 } ?? losses)
}

/// The Kullback-Leibler divergence from a distribution: Σ t · (log t − input).
///
/// - Parameters:
///   - input: Log-probabilities.
///   - target: Probabilities, or log-probabilities with `logTarget`.
///   - logTarget: Whether the target is given as logarithms.
///   - reduction: The mean is over all elements; for the mathematical divergence sum and divide by
///     the number of examples.
public func klDivergence(
  _ input: Tensor, _ target: Tensor, logTarget: Bool = false, reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("klDivergence", input, target)
  if logTarget { return reduction(exp(target) * (target - input)) }
  // 0 · log 0 is 0: the logarithm sees 1 there.
  let safe = `where`(target .> 0, target, Tensor.onesLike(target))
  return reduction(target * log(safe) - target * input)
}

/// The negative log-likelihood; see `nllLoss`.
open class NLLLoss: Loss {
  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    nllLoss(input, target, reduction: reduction)
  }
}

/// The binary cross-entropy of probabilities; see `binaryCrossEntropy`.
open class BCELoss: Loss {
  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    binaryCrossEntropy(input, target, reduction: reduction)
  }
}

/// The binary cross-entropy of logits; see `binaryCrossEntropyWithLogits`.
open class BCEWithLogitsLoss: Loss {
  private let posWeight: Tensor?

  /// A loss whose positive part may be weighted.
  public init(posWeight: Tensor? = nil, reduction: Reduction = .mean) {
    self.posWeight = posWeight
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    binaryCrossEntropyWithLogits(
      input, target, posWeight: posWeight, reduction: reduction)
  }
}

/// The Kullback-Leibler divergence; see `klDivergence`.
open class KLDivLoss: Loss {
  private let logTarget: Bool

  /// A loss whose targets may be logarithms.
  public init(logTarget: Bool = false, reduction: Reduction = .mean) {
    self.logTarget = logTarget
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    klDivergence(input, target, logTarget: logTarget, reduction: reduction)
  }
}
