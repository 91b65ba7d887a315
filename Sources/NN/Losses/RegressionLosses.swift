public import Tensors

/// The squared differences of predictions and targets.
///
/// Stops where the shapes differ; broadcasting would hide a mistake.
public func mseLoss(
  _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("mseLoss", input, target)
  let difference = input - target
  return reduction(difference * difference)
}

/// The absolute differences of predictions and targets.
public func l1Loss(_ input: Tensor, _ target: Tensor, reduction: Reduction = .mean) -> Tensor {
  checkSameShape("l1Loss", input, target)
  return reduction((input - target).abs())
}

/// Quadratic for differences up to `delta`, linear beyond: d²/2, then delta · (|d| − delta/2).
///
/// Source: Huber, 1964.
public func huberLoss(
  _ input: Tensor, _ target: Tensor, delta: Double = 1, reduction: Reduction = .mean
) -> Tensor {
  checkSameShape("huberLoss", input, target)
  if delta <= 0 { fail("huberLoss", "delta \(delta)", rule: "delta is above 0") }
  let distance = (input - target).abs()
  // With c = min(|d|, delta) both branches are c · (|d| − c/2), without a jump in the gradient.
  let near = distance.clamp(max: delta)
  return reduction(near * (distance - near * 0.5))
}

/// Quadratic for differences up to `beta`, linear beyond: d²/(2 beta), then |d| − beta/2.
///
/// The Huber loss divided by beta; with `beta` 0 it is the absolute difference.
public func smoothL1Loss(
  _ input: Tensor, _ target: Tensor, beta: Double = 1, reduction: Reduction = .mean
) -> Tensor {
  if beta == 0 { return l1Loss(input, target, reduction: reduction) }
  return huberLoss(input, target, delta: beta, reduction: reduction) / beta
}

/// The mean squared error; see `mseLoss`.
open class MSELoss: Loss {
  /// The squared differences, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    mseLoss(input, target, reduction: reduction)
  }
}

/// The mean absolute error; see `l1Loss`.
open class L1Loss: Loss {
  /// The absolute differences, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    l1Loss(input, target, reduction: reduction)
  }
}

/// The Huber loss; see `huberLoss`.
open class HuberLoss: Loss {
  /// Where the loss turns from quadratic to linear.
  public let delta: Double

  /// A loss that turns from quadratic to linear at `delta`.
  public init(delta: Double = 1, reduction: Reduction = .mean) {
    self.delta = delta
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    huberLoss(input, target, delta: delta, reduction: reduction)
  }
}

/// The smooth absolute error; see `smoothL1Loss`.
open class SmoothL1Loss: Loss {
  /// Where the loss turns from quadratic to linear.
  public let beta: Double

  /// A loss that turns from quadratic to linear at `beta`.
  public init(beta: Double = 1, reduction: Reduction = .mean) {
    self.beta = beta
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    smoothL1Loss(input, target, beta: beta, reduction: reduction)
  }
}
