internal import CKernels
public import Tensors

/// Adagrad: steps divided by the root of the sum of all squared gradients so far.
///
/// Source: Duchi, Hazan and Singer, 2011.
public final class Adagrad: Optimizer {
  private let startOfSum: Double

  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double = 0.01, lrDecay: Double = 0, weightDecay: Double = 0,
    initialAccumulatorValue: Double = 0, eps: Double = 1e-10
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, lrDecay: lrDecay, weightDecay: weightDecay,
      initialAccumulatorValue: initialAccumulatorValue, eps: eps)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  public init(
    _ groups: [ParameterGroup], lr: Double = 0.01, lrDecay: Double = 0, weightDecay: Double = 0,
    initialAccumulatorValue: Double = 0, eps: Double = 1e-10
  ) {
    checkNotNegative(
      "Adagrad",
      [
        "lr": lr, "lrDecay": lrDecay, "eps": eps, "weightDecay": weightDecay,
        "initialAccumulatorValue": initialAccumulatorValue,
      ])
    startOfSum = initialAccumulatorValue
    var options = Hyperparameters(lr: lr)
    options.lrDecay = lrDecay
    options.weightDecay = weightDecay
    options.eps = eps
    super.init(groups, defaults: options)
  }

  override var stateNames: [String] { ["sum"] }

  override var optionNames: [String] { ["eps", "lr", "lr_decay", "weight_decay"] }

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    let isFirst = !state.has("sum")
    let sum = state.tensor("sum", like: parameter)
    if isFirst && startOfSum != 0 { Init.constant(sum, startOfSum) }
    let rate = options.lr / (1 + Double(state.step - 1) * options.lrDecay)
    _ = ck_adagrad(
      parameter.dtype.kernelType, parameter.pointer, gradient.pointer,
      sum.pointer, rate, options.eps, options.weightDecay,
      Int64(parameter.numel))
  }
}

/// RMSprop: steps divided by the root of a running mean of squared gradients.
///
/// Source: Hinton's lecture notes; `centered` after Graves, 2013.
public final class RMSprop: Optimizer {
  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double = 0.01, alpha: Double = 0.99, eps: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, alpha: alpha, eps: eps, weightDecay: weightDecay,
      momentum: momentum, centered: centered)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  public init(
    _ groups: [ParameterGroup], lr: Double = 0.01, alpha: Double = 0.99, eps: Double = 1e-8,
    weightDecay: Double = 0, momentum: Double = 0, centered: Bool = false
  ) {
    checkNotNegative(
      "RMSprop",
      ["lr": lr, "alpha": alpha, "eps": eps, "weightDecay": weightDecay, "momentum": momentum])
    var options = Hyperparameters(lr: lr)
    options.alpha = alpha
    options.eps = eps
    options.weightDecay = weightDecay
    options.momentum = momentum
    options.centered = centered
    super.init(groups, defaults: options)
  }

  override var stateNames: [String] { ["square_avg", "grad_avg", "momentum_buffer"] }

  override var optionNames: [String] {
    ["alpha", "centered", "eps", "lr", "momentum", "weight_decay"]
  }

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    let square = state.tensor("square_avg", like: parameter)
    let mean = options.centered ? state.tensor("grad_avg", like: parameter) : nil
    let velocity =
      options.momentum > 0 ? state.tensor("momentum_buffer", like: parameter) : nil
    _ = ck_rmsprop(
      parameter.dtype.kernelType, parameter.pointer, gradient.pointer, square.pointer,
      mean?.pointer,
      velocity?.pointer, options.lr, options.alpha, options.eps, options.weightDecay,
      options.momentum, Int64(parameter.numel))
  }
}

/// Adadelta: steps scaled by running means of squared gradients and of squared steps.
///
/// Source: Zeiler, 2012.
public final class Adadelta: Optimizer {
  /// An optimiser of parameters that share everything.
  public convenience init(
    _ parameters: [Tensor], lr: Double = 1, rho: Double = 0.9, eps: Double = 1e-6,
    weightDecay: Double = 0
  ) {
    self.init(
      [ParameterGroup(parameters)], lr: lr, rho: rho, eps: eps, weightDecay: weightDecay)
  }

  /// An optimiser of groups; the values given here hold where a group sets none.
  public init(
    _ groups: [ParameterGroup], lr: Double = 1, rho: Double = 0.9, eps: Double = 1e-6,
    weightDecay: Double = 0
  ) {
    checkNotNegative("Adadelta", ["lr": lr, "eps": eps, "weightDecay": weightDecay])
    guard (0...1).contains(rho) else {
      fail("Adadelta", "rho \(rho)", rule: "rho lies between 0 and 1")
    }
    var options = Hyperparameters(lr: lr)
    options.rho = rho
    options.eps = eps
    options.weightDecay = weightDecay
    super.init(groups, defaults: options)
  }

  override var stateNames: [String] { ["square_avg", "acc_delta"] }

  override var optionNames: [String] { ["eps", "lr", "rho", "weight_decay"] }

  override func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    let square = state.tensor("square_avg", like: parameter)
    let delta = state.tensor("acc_delta", like: parameter)
    _ = ck_adadelta(
      parameter.dtype.kernelType, parameter.pointer, gradient.pointer, square.pointer,
      delta.pointer,
      options.lr, options.rho, options.eps, options.weightDecay, Int64(parameter.numel))
  }
}

/// Stops for a hyperparameter that is negative or not a number.
func checkNotNegative(_ operation: String, _ values: KeyValuePairs<String, Double>) {
  for (name, value) in values where !(value >= 0) {
    fail(operation, "\(name) is \(value)", rule: "\(name) is 0 or more")
  }
}
