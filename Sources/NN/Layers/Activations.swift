public import Tensors

/// The input where it is positive, else 0.
open class ReLU: Module {
  /// The rectified input.
  open override func forward(_ input: Tensor) -> Tensor { relu(input) }
}

/// The logistic function 1/(1 + exp(−x)).
open class Sigmoid: Module {
  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { sigmoid(input) }
}

/// The hyperbolic tangent.
open class Tanh: Module {
  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { tanh(input) }
}

/// x times the logistic function of x, also known as swish.
open class SiLU: Module {
  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { silu(input) }
}

/// x times the normal distribution function of x.
open class GELU: Module {
  /// How the distribution function is computed.
  public enum Approximation: String, Sendable {
    /// Exactly, with the error function.
    case none
    /// With tanh, as in GPT-2: x/2 · (1 + tanh(√(2/π)(x + 0.044715 x³))).
    case tanh
  }

  private let approximation: Approximation

  /// A layer that computes the function exactly, or with tanh.
  public init(approximate approximation: Approximation = .none) {
    self.approximation = approximation
    super.init()
  }

  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor {
    switch approximation {
    case .none: return gelu(input)
    case .tanh:
      let inner = (input + input * input * input * 0.044715) * (2 / Double.pi).squareRoot()
      return input * (tanh(inner) + 1) * 0.5
    }
  }

  /// How the function is computed.
  open override var extraDescription: String { "approximate='\(approximation.rawValue)'" }
}

/// log(1 + exp(x)), a smooth rectifier.
open class Softplus: Module {
  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { softplus(input) }

  /// PyTorch's constants.
  open override var extraDescription: String { "beta=1.0, threshold=20.0" }
}

/// The input where it is positive, else a fixed slope times it.
open class LeakyReLU: Module {
  private let negativeSlope: Double

  /// A layer with a slope for negative inputs.
  public init(negativeSlope: Double = 0.01) {
    self.negativeSlope = negativeSlope
    super.init()
  }

  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor {
    leakyReLU(input, negativeSlope: negativeSlope)
  }

  /// The slope.
  open override var extraDescription: String { "negative_slope=\(pythonText(negativeSlope))" }
}

/// The input where it is positive, else a learned slope times it (He et al., 2015).
open class PReLU: Module {
  /// The slopes, one or one for each channel.
  public let weight: Parameter

  /// A layer with one slope, or with one for each channel (axis 1).
  public init(_ numParameters: Int = 1, initial: Double = 0.25, dtype: DType = .float32) {
    checkPositive("PReLU", ["numParameters": numParameters])
    weight = Parameter(Tensor.full([numParameters], initial, dtype: dtype))
    super.init()
  }

  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { prelu(input, weight) }

  /// The number of slopes.
  open override var extraDescription: String { "num_parameters=\(weight.numel)" }
}

/// The input where it is positive, else alpha · (exp(x) − 1).
open class ELU: Module {
  private let alpha: Double

  /// A layer that approaches −alpha for very negative inputs.
  public init(alpha: Double = 1) {
    self.alpha = alpha
    super.init()
  }

  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { elu(input, alpha: alpha) }

  /// The constant.
  open override var extraDescription: String { "alpha=\(pythonText(alpha))" }
}

/// The self-normalising exponential unit.
open class SELU: Module {
  /// The function of the input.
  open override func forward(_ input: Tensor) -> Tensor { selu(input) }
}

/// Exponentials divided by their sum along an axis: probabilities.
open class Softmax: Module {
  private let axis: Int

  /// A layer that normalises along an axis.
  public init(axis: Int) {
    self.axis = axis
    super.init()
  }

  /// The probabilities.
  open override func forward(_ input: Tensor) -> Tensor { softmax(input, axis: axis) }

  /// The axis.
  open override var extraDescription: String { "dim=\(axis)" }
}

/// The logarithm of softmax, computed without overflow.
open class LogSoftmax: Module {
  private let axis: Int

  /// A layer that normalises along an axis.
  public init(axis: Int) {
    self.axis = axis
    super.init()
  }

  /// The logarithms of the probabilities.
  open override func forward(_ input: Tensor) -> Tensor { logSoftmax(input, axis: axis) }

  /// The axis.
  open override var extraDescription: String { "dim=\(axis)" }
}
