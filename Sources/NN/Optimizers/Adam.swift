internal import CKernels
public import Tensors

/// Adam: steps scaled by running means of the gradient and of its square.
///
/// m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; p ← p − lr · m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ)
/// and v̂ = v / (1 − β₂ᵗ). Weight decay is added to the gradient; `AdamW` decouples it. (Kingma and
/// Ba, 2015; AMSGrad: Reddi et al., 2018.)
public class Adam: Optimizer {
  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    eps: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, betas: betas, eps: eps, weightDecay: weightDecay,
      amsgrad: amsgrad)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  ///
  /// Stops for negative values and for betas outside of 0..<1.
  public init(
    _ groups: [ParameterGroup], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    eps: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false
  ) {
    checkNotNegative("Adam", ["lr": lr, "eps": eps, "weightDecay": weightDecay])
    guard (0..<1).contains(betas.0), (0..<1).contains(betas.1) else {
      fail("Adam", "betas \(betas)", rule: "both betas lie in 0..<1")
    }
    var options = Hyperparameters(lr: lr)
    options.beta1 = betas.0
    options.beta2 = betas.1
    options.eps = eps
    options.weightDecay = weightDecay
    options.amsgrad = amsgrad
    super.init(groups, defaults: options)
  }

  /// Whether weight decay shrinks the parameters themselves instead of being added to gradients.
  var isDecoupled: Bool { false }

  override var stateNames: [String] { ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"] }

  override var optionNames: [String] { ["amsgrad", "betas", "eps", "lr", "weight_decay"] }

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    let mean = state.tensor("exp_avg", like: parameter)
    let square = state.tensor("exp_avg_sq", like: parameter)
    let greatest = options.amsgrad ? state.tensor("max_exp_avg_sq", like: parameter) : nil
    _ = ck_adam(
      parameter.dtype.kernelType, parameter.pointer, gradient.pointer, mean.pointer, square.pointer,
      greatest?.pointer, options.lr, options.beta1, options.beta2, options.eps,
      options.weightDecay, isDecoupled, Int64(state.step), Int64(parameter.numel))
  }
}

/// Adam with decoupled weight decay: parameters shrink by lr · weightDecay before each step.
///
/// Source: Loshchilov and Hutter, 2019.
public final class AdamW: Adam {
  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    eps: Double = 1e-8, weightDecay: Double = 0.01, amsgrad: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, betas: betas, eps: eps, weightDecay: weightDecay,
      amsgrad: amsgrad)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  public override init(
    _ groups: [ParameterGroup], lr: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
    eps: Double = 1e-8, weightDecay: Double = 0.01, amsgrad: Bool = false
  ) {
    super.init(
      groups, lr: lr, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: amsgrad)
  }

  override var isDecoupled: Bool { true }
}
