public import Tensors

/// The Kullback-Leibler divergence from a distribution: Σ t · (log t − input).
///
/// - Parameters:
///   - input: Log-probabilities.
///   - target: Probabilities, or log-probabilities with `logTarget`.
///   - logTarget: Whether the target is given as logarithms.
///   - reduction: The mean is over all elements; `.batchMean` gives the mathematical divergence, the
///     sum divided by the number of examples.
public func klDivergence(
  _ input: Tensor, _ target: Tensor, logTarget: Bool = false, reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("klDivergence", input, target)
  if logTarget { return reduction(exp(target) * (target - input)) }
  // 0 · log 0 is 0: the logarithm sees 1 there.
  let safe = `where`(target .> 0, target, Tensor.onesLike(target))
  return reduction(target * log(safe) - target * input)
}

/// The Kullback-Leibler divergence; see `klDivergence`.
open class KLDivLoss: Loss {
  /// Whether targets are logarithms.
  public let logTarget: Bool

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
