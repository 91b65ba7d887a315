/// The numbers that steer an optimiser; each optimiser reads the ones it knows.
public struct Hyperparameters: Equatable, Sendable {
  /// The learning rate.
  public var lr: Double
  /// The factor of the parameters that is added to their gradients (decoupled for AdamW).
  public var weightDecay = 0.0
  /// The share of the last step that is kept (SGD, RMSprop, LARS).
  public var momentum = 0.0
  /// The share of the gradient that momentum leaves out (SGD).
  public var dampening = 0.0
  /// Whether momentum looks ahead (SGD).
  public var nesterov = false
  /// The decay of the running mean of gradients (Adam, AdamW).
  public var beta1 = 0.9
  /// The decay of the running mean of squared gradients (Adam, AdamW).
  public var beta2 = 0.999
  /// What keeps a denominator from 0.
  public var eps = 1e-8
  /// The decay of the running mean of squared gradients (RMSprop).
  public var alpha = 0.99
  /// The decay of the running means (Adadelta).
  public var rho = 0.9
  /// The decay of the learning rate over the steps (Adagrad).
  public var lrDecay = 0.0
  /// Whether squares are taken around the running mean (RMSprop).
  public var centered = false
  /// Whether the greatest running mean of squares so far is used (Adam, AdamW).
  public var amsgrad = false
  /// How far a layer's own rate is trusted (LARS).
  public var trustCoefficient = 0.001

  /// Hyperparameters with the given learning rate and PyTorch's usual values for the rest.
  public init(lr: Double) { self.lr = lr }
}

extension Hyperparameters {
  /// Every number by its name, for saving; truth values are 0 and 1.
  static let entries:
    [(name: String, path: any WritableKeyPath<Hyperparameters, Double> & Sendable)] = [
      ("lr", \.lr), ("weight_decay", \.weightDecay), ("momentum", \.momentum),
      ("dampening", \.dampening), ("nesterov", \.nesterovNumber), ("beta1", \.beta1),
      ("beta2", \.beta2), ("eps", \.eps), ("alpha", \.alpha), ("rho", \.rho),
      ("lr_decay", \.lrDecay), ("centered", \.centeredNumber), ("amsgrad", \.amsgradNumber),
      ("trust_coefficient", \.trustCoefficient),
    ]

  private var nesterovNumber: Double {
    get { nesterov ? 1 : 0 }
    set { nesterov = newValue != 0 }
  }

  private var centeredNumber: Double {
    get { centered ? 1 : 0 }
    set { centered = newValue != 0 }
  }

  private var amsgradNumber: Double {
    get { amsgrad ? 1 : 0 }
    set { amsgrad = newValue != 0 }
  }
}
