internal import CKernels
public import Tensors

/// Layer-wise adaptive rate scaling: SGD whose rate for each parameter follows its norm.
///
/// The local rate is λ = η‖p‖ / (‖g‖ + wd · ‖p‖) where both norms are positive, else 1, with η the
/// trust coefficient; then g ← λ(g + wd · p) goes through momentum and the step is lr · v. (You,
/// Gitman and Ginsburg, 2017.)
public final class LARS: Optimizer {
  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double, momentum: Double = 0.9, weightDecay: Double = 0,
    trustCoefficient: Double = 0.001
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, momentum: momentum, weightDecay: weightDecay,
      trustCoefficient: trustCoefficient)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  public init(
    _ groups: [ParameterGroup], lr: Double, momentum: Double = 0.9, weightDecay: Double = 0,
    trustCoefficient: Double = 0.001
  ) {
    checkNotNegative(
      "LARS",
      [
        "lr": lr, "momentum": momentum, "weightDecay": weightDecay,
        "trustCoefficient": trustCoefficient,
      ])
    var options = Hyperparameters(lr: lr)
    options.momentum = momentum
    options.weightDecay = weightDecay
    options.trustCoefficient = trustCoefficient
    super.init(groups, defaults: options)
  }

  override var stateNames: [String] { ["momentum_buffer"] }

  override var optionNames: [String] { ["lr", "momentum", "trust_coefficient", "weight_decay"] }

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    let weightNorm = norm(of: parameter)
    let gradientNorm = norm(of: gradient)
    let scale =
      weightNorm > 0 && gradientNorm > 0
      ? options.trustCoefficient * weightNorm / (gradientNorm + options.weightDecay * weightNorm)
      : 1
    let kernel = parameter.dtype.kernelType
    let count = Int64(parameter.numel)
    let scaled = Tensor.empty(parameter.shape, dtype: parameter.dtype)
    _ = ck_add_scaled(
      kernel, gradient.pointer, parameter.pointer, options.weightDecay, scaled.pointer, count)
    _ = ck_affine(kernel, scaled.pointer, scale, 0, scaled.pointer, count)
    let isFirst = !state.has("momentum_buffer")
    let velocity =
      options.momentum != 0 ? state.tensor("momentum_buffer", like: parameter) : nil
    _ = ck_sgd(
      kernel, parameter.pointer, scaled.pointer, velocity?.pointer, options.lr, options.momentum,
      0, 0, false, isFirst, count)
  }
}
