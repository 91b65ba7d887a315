public import Tensors

/// What becomes of the losses of the single elements or examples.
public enum Reduction: String, Sendable, CaseIterable {
  /// Their mean.
  case mean
  /// Their sum.
  case sum
  /// Their sum divided by the number of examples (axis 0), as the mathematical Kullback-Leibler
  /// divergence wants it.
  case batchMean
  /// They are kept.
  case none

  /// The losses, reduced.
  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .mean: losses.mean()
    case .sum: losses.sum()
    case .batchMean: losses.sum() / Double(losses.shape.first ?? 1)
    case .none: losses
    }
  }
}

/// The base class of losses: called with predictions and targets.
///
/// A loss of one's own overrides `forward(_:_:)`.
open class Loss: Module {
  /// What becomes of the single losses.
  public let reduction: Reduction

  /// A loss with a reduction.
  public init(reduction: Reduction = .mean) {
    self.reduction = reduction
    super.init()
  }

  /// The loss of predictions; each loss overrides it.
  open func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    fail(
      typeName, "the loss has no forward(_:_:)",
      rule: "a loss overrides forward(_ input: Tensor, _ target: Tensor)")
  }

  /// The loss of predictions, reduced.
  public func callAsFunction(_ input: Tensor, _ target: Tensor) -> Tensor {
    forward(input, target)
  }
}

/// Stops unless predictions and targets have one shape.
///
/// PyTorch broadcasts here and warns: (n, 1) against (n) would give an n by n table of differences,
/// and training on its mean goes wrong in silence.
func checkSameShape(_ operation: String, _ input: Tensor, _ target: Tensor) {
  if input.shape != target.shape {
    fail(
      operation, "predictions of shape \(input.shape), targets of shape \(target.shape)",
      rule: "both have the same shape",
      hint: input.numel == target.numel ? "target.reshape(\(input.shape))" : "")
  }
}
