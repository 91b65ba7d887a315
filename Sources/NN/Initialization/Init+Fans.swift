internal import Tensors

extension Init {
  /// What the variance of a layer's output is kept against.
  public enum FanMode: Sendable {
    /// The inputs of a unit: keeps the variance of activations.
    case fanIn
    /// The outputs a unit's input feeds: keeps the variance of gradients.
    case fanOut
  }

  /// The functions whose gain is known.
  public enum Nonlinearity: Sendable {
    /// No function, or one that is linear near 0.
    case linear
    /// The logistic function.
    case sigmoid
    /// The hyperbolic tangent.
    case tanh
    /// The rectifier.
    case relu
    /// The rectifier with a slope below 0.
    case leakyReLU
    /// The self-normalising exponential unit.
    case selu
  }

  /// The factor by which weights must be larger because of the function that follows them.
  ///
  /// PyTorch's values: 1 for linear and sigmoid, 5/3 for tanh, √2 for ReLU, √(2/(1 + a²)) for a
  /// leaky ReLU of slope a, 3/4 for SELU.
  public static func gain(_ nonlinearity: Nonlinearity, slope: Double = 0.01) -> Double {
    switch nonlinearity {
    case .linear, .sigmoid: 1
    case .tanh: 5.0 / 3
    case .relu: 2.0.squareRoot()
    case .leakyReLU: (2 / (1 + slope * slope)).squareRoot()
    case .selu: 0.75
    }
  }

  /// How many inputs and outputs a weight tensor connects.
  ///
  /// Axis 1 counts inputs and axis 0 outputs, each times the size of the window. Stops for fewer
  /// than two axes.
  static func fans(_ tensor: Tensor, _ name: String) -> (in: Int, out: Int) {
    if let parameter = tensor as? Parameter, parameter.isUninitialized {
      fill(parameter, name) { $0 }
    }
    if tensor.ndim < 2 {
      fail(
        name, "a tensor of shape \(tensor.shape)",
        rule: "fan in and fan out need at least two axes", hint: "use Init.zeros for a bias")
    }
    let window = tensor.shape.dropFirst(2).reduce(1, *)
    return (tensor.shape[1] * window, tensor.shape[0] * window)
  }

  static func kaimingDeviation(
    _ tensor: Tensor, _ slope: Double, _ mode: FanMode, _ nonlinearity: Nonlinearity
  ) -> Double {
    let fan = fans(tensor, "Init.kaiming")
    let connections = Double(mode == .fanIn ? fan.in : fan.out)
    return gain(nonlinearity, slope: slope) / connections.squareRoot()
  }

  /// PyTorch's initial values of linear and convolutional layers: weights and bias evenly within
  /// ±1/√(fan in).
  static func defaultValues(weight: Tensor, bias: Tensor?) {
    let fan = fans(weight, "Init").in
    let bound = fan > 0 ? 1 / Double(fan).squareRoot() : 0
    uniform(weight, -bound, bound)
    uniform(bias, -bound, bound)
  }
}
