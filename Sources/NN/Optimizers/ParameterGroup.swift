public import Tensors

/// Parameters that share hyperparameters.
///
/// What is not given is taken from the optimiser:
///
/// ```swift
/// let trainer = SGD(
///   [
///     ParameterGroup([net[0].weight], weightDecay: 3),
///     ParameterGroup([net[0].bias]),
///   ], lr: 0.003)
/// trainer.groups[0].lr = 0.001
/// ```
public final class ParameterGroup {
  /// The parameters.
  public let parameters: [Tensor]
  /// The hyperparameters; the optimiser fills in what the group does not set.
  public var hyperparameters: Hyperparameters
  private var initialRate: Double?
  private let overrides: [(inout Hyperparameters) -> Void]

  /// Groups parameters.
  ///
  /// - Parameters:
  ///   - parameters: The parameters.
  ///   - lr: Their learning rate.
  ///   - weightDecay: Their weight decay.
  ///   - momentum: Their momentum.
  public init(
    _ parameters: [Tensor], lr: Double? = nil, weightDecay: Double? = nil,
    momentum: Double? = nil
  ) {
    self.parameters = parameters
    hyperparameters = Hyperparameters(lr: lr ?? 0)
    var overrides: [(inout Hyperparameters) -> Void] = []
    if let lr { overrides.append { $0.lr = lr } }
    if let weightDecay { overrides.append { $0.weightDecay = weightDecay } }
    if let momentum { overrides.append { $0.momentum = momentum } }
    self.overrides = overrides
  }

  /// The learning rate.
  public var lr: Double {
    get { hyperparameters.lr }
    set { hyperparameters.lr = newValue }
  }

  /// The weight decay.
  public var weightDecay: Double {
    get { hyperparameters.weightDecay }
    set { hyperparameters.weightDecay = newValue }
  }

  /// The learning rate before the first schedule changed it.
  func rememberInitialRate() -> Double {
    let rate = initialRate ?? lr
    initialRate = rate
    return rate
  }

  /// Takes an optimiser's values where the group has none of its own.
  func adopt(_ defaults: Hyperparameters) {
    hyperparameters = defaults
    for override in overrides { override(&hyperparameters) }
  }
}
