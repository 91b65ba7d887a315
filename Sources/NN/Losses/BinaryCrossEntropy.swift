public import Tensors

extension NNOps {
  static let binaryCrossEntropy = Operation(
    "binaryCrossEntropy", "The negative logarithm of the probability of a yes or no.",
    torch: "torch.nn.functional.binary_cross_entropy")
}

/// The binary cross-entropy of probabilities: −(t log p + (1 − t) log(1 − p)).
///
/// Logarithms are limited to −100 and the divisor p(1 − p) of the gradient to 1e-12, as in PyTorch, so
/// that p = 0 and p = 1 stay finite.
///
/// - Parameters:
///   - input: Probabilities; stops for numbers outside of 0 to 1.
///   - target: Probabilities of the input's shape.
///   - weight: A weight for each element, of a shape that broadcasts to the input's.
///   - reduction: What becomes of the single losses.
public func binaryCrossEntropy(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("binaryCrossEntropy", input, target)
  checkProbabilities(input)
  let target = target.to(input.dtype)
  let losses = noGrad {
    -(target * limitedLog(input) + (1 - target) * limitedLog(1 - input))
  }
  record(NNOps.binaryCrossEntropy, [input, target], losses, saving: [input, target]) { pass in
    let (p, t) = (pass.saved(0), pass.saved(1))
    let slope = (p - t) / (p * (1 - p)).clamp(min: 1e-12)
    return [pass.gradient * slope, pass.gradient * (limitedLog(1 - p) - limitedLog(p))]
  }
  return reduction(weight.map { losses * $0 } ?? losses)
}

private func checkProbabilities(_ input: Tensor) {
  guard input.numel > 0 else { return }
  let (least, greatest) = noGrad { (input.min().item(), input.max().item()) }
  if !(least >= 0 && greatest <= 1) {
    fail(
      "binaryCrossEntropy", "predictions from \(least) to \(greatest)",
      rule: "predictions are probabilities, from 0 to 1",
      hint: "apply sigmoid first, or use binaryCrossEntropyWithLogits")
  }
}

private func limitedLog(_ x: Tensor) -> Tensor { log(x).clamp(min: -100) }

/// The binary cross-entropy of logits, without overflow.
///
/// - Parameters:
///   - input: Logits.
///   - target: Probabilities of the input's shape.
///   - weight: A weight for each element, of a shape that broadcasts to the input's.
///   - posWeight: What the positive part of the loss is multiplied by, to balance classes.
///   - reduction: What becomes of the single losses.
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

/// The binary cross-entropy of probabilities; see `binaryCrossEntropy`.
open class BCELoss: Loss {
  /// A weight for each element.
  public let weight: Tensor?

  /// A loss with optional weights.
  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    binaryCrossEntropy(input, target, weight: weight, reduction: reduction)
  }
}

/// The binary cross-entropy of logits; see `binaryCrossEntropyWithLogits`.
open class BCEWithLogitsLoss: Loss {
  /// A weight for each element.
  public let weight: Tensor?
  /// What the positive part of the loss is multiplied by.
  public let posWeight: Tensor?

  /// A loss with optional weights; `posWeight` is for the positive part alone.
  public init(weight: Tensor? = nil, posWeight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    self.posWeight = posWeight
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    binaryCrossEntropyWithLogits(
      input, target, weight: weight, posWeight: posWeight, reduction: reduction)
  }
}
