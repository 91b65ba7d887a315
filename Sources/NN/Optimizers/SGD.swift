internal import CKernels
public import Tensors

/// Stochastic gradient descent, with momentum, Nesterov's look ahead and weight decay.
///
/// With g the gradient, p the parameter, v the velocity:
/// g ← g + weightDecay · p; v ← momentum · v + (1 − dampening) · g (v ← g at the first step);
/// g ← g + momentum · v with `nesterov`, else v; p ← p − lr · g.
public final class SGD: Optimizer {
  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0, nesterov: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, momentum: momentum, dampening: dampening,
      weightDecay: weightDecay, nesterov: nesterov)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  ///
  /// Stops for a negative rate, and for `nesterov` without momentum or with dampening.
  public init(
    _ groups: [ParameterGroup], lr: Double, momentum: Double = 0, dampening: Double = 0,
    weightDecay: Double = 0, nesterov: Bool = false
  ) {
    checkNotNegative("SGD", ["lr": lr, "momentum": momentum, "weightDecay": weightDecay])
    if nesterov && (momentum <= 0 || dampening != 0) {
      fail(
        "SGD", "nesterov with momentum \(momentum) and dampening \(dampening)",
        rule: "Nesterov's method needs a momentum above 0 and no dampening")
    }
    var options = Hyperparameters(lr: lr)
    options.momentum = momentum
    options.dampening = dampening
    options.weightDecay = weightDecay
    options.nesterov = nesterov
    super.init(groups, defaults: options)
  }

  override var stateNames: [String] { ["momentum_buffer"] }

  override var optionNames: [String] {
    ["dampening", "lr", "momentum", "nesterov", "weight_decay"]
  }

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    let isFirst = !state.has("momentum_buffer")
    let velocity =
      options.momentum != 0 ? state.tensor("momentum_buffer", like: parameter) : nil
    _ = ck_sgd(
      parameter.dtype.kernelType, parameter.pointer, gradient.pointer, velocity?.pointer,
      options.lr,
      options.momentum, options.dampening, options.weightDecay, options.nesterov, isFirst,
      Int64(parameter.numel))
  }
}
