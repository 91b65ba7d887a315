internal import CKernels

/// All operations of the engine, each declared once with everything that belongs to it.
package enum Ops {}

extension Ops {
  static let neg: Unary = Unary(
    "neg", CK_NEG, "The negative of each element.", domain: .numbers, .direct { -$0 })
  static let abs: Unary = Unary(
    "abs", CK_ABS, "The magnitude of each element.", domain: .numbers,
    .input { g, x in g * Ops.sign(x) })
  static let sign: Unary = Unary(
    "sign", CK_SIGN, "-1, 0 or 1 by the sign of each element.", domain: .numbers, .zero)
  static let square: Unary = Unary(
    "square", CK_SQUARE, "The square of each element.", domain: .numbers,
    .input { g, x in g * x * 2 })
  static let relu: Unary = Unary(
    "relu", CK_RELU, "The element where it is positive, else 0.", domain: .numbers,
    .output { g, y in reluGradient(g, y) })
  static let sqrt: Unary = Unary(
    "sqrt", CK_SQRT, "The square root of each element.", .output { g, y in g / (y * 2) })
  static let rsqrt: Unary = Unary(
    "rsqrt", CK_RSQRT, "The reciprocal of the square root.",
    .output { g, y in g * (y * y * y) * -0.5 })
  static let reciprocal: Unary = Unary(
    "reciprocal", CK_RECIPROCAL, "1 divided by each element.", .output { g, y in -g * (y * y) })
  static let exp: Unary = Unary(
    "exp", CK_EXP, "e to the power of each element.", .output { g, y in g * y })
  static let exp2: Unary = Unary(
    "exp2", CK_EXP2, "2 to the power of each element.",
    .output { g, y in g * y * 0.693147180559945309417 })
  static let expm1: Unary = Unary(
    "expm1", CK_EXPM1, "exp(x) - 1, exact for small x.", .output { g, y in g * (y + 1) })
  static let log: Unary = Unary(
    "log", CK_LOG, "The natural logarithm of each element.", .input { g, x in g / x })
  static let log2: Unary = Unary(
    "log2", CK_LOG2, "The logarithm to base 2.",
    .input { g, x in g / (x * 0.693147180559945309417) })
  static let log10: Unary = Unary(
    "log10", CK_LOG10, "The logarithm to base 10.",
    .input { g, x in g / (x * 2.302585092994045684018) })
  static let log1p: Unary = Unary(
    "log1p", CK_LOG1P, "log(1 + x), exact for small x.", .input { g, x in g / (x + 1) })
  static let sin: Unary = Unary(
    "sin", CK_SIN, "The sine, in radians.", .input { g, x in g * Ops.cos(x) })
  static let cos: Unary = Unary(
    "cos", CK_COS, "The cosine, in radians.", .input { g, x in -g * Ops.sin(x) })
  static let tan: Unary = Unary(
    "tan", CK_TAN, "The tangent, in radians.", .output { g, y in g * (y * y + 1) })
  static let asin: Unary = Unary(
    "asin", CK_ASIN, "The inverse sine.", .input { g, x in g * Ops.rsqrt(1 - x * x) })
  static let acos: Unary = Unary(
    "acos", CK_ACOS, "The inverse cosine.", .input { g, x in -g * Ops.rsqrt(1 - x * x) })
  static let atan: Unary = Unary(
    "atan", CK_ATAN, "The inverse tangent.", .input { g, x in g / (x * x + 1) })
  static let sinh: Unary = Unary(
    "sinh", CK_SINH, "The hyperbolic sine.", .input { g, x in g * Ops.cosh(x) })
  static let cosh: Unary = Unary(
    "cosh", CK_COSH, "The hyperbolic cosine.", .input { g, x in g * Ops.sinh(x) })
  static let tanh: Unary = Unary(
    "tanh", CK_TANH, "The hyperbolic tangent.", .output { g, y in tanhGradient(g, y) })
  static let asinh: Unary = Unary(
    "asinh", CK_ASINH, "The inverse hyperbolic sine.", .input { g, x in g * Ops.rsqrt(x * x + 1) })
  static let acosh: Unary = Unary(
    "acosh", CK_ACOSH, "The inverse hyperbolic cosine.",
    .input { g, x in g * Ops.rsqrt(x * x - 1) })
  static let atanh: Unary = Unary(
    "atanh", CK_ATANH, "The inverse hyperbolic tangent.", .input { g, x in g / (1 - x * x) })
  static let sigmoid: Unary = Unary(
    "sigmoid", CK_SIGMOID, "1 / (1 + exp(-x)).", .output { g, y in sigmoidGradient(g, y) })
  static let erf: Unary = Unary(
    "erf", CK_ERF, "The error function.",
    .input { g, x in g * Ops.exp(-(x * x)) * 1.1283791670955125739 })
  static let erfc: Unary = Unary(
    "erfc", CK_ERFC, "1 - erf(x), exact for large x.",
    .input { g, x in g * Ops.exp(-(x * x)) * -1.1283791670955125739 })
  static let erfinv: Unary = Unary(
    "erfinv", CK_ERFINV, "The inverse of the error function.",
    .output { g, y in g * Ops.exp(y * y) * 0.88622692545275801365 })
  static let floor: Unary = Unary(
    "floor", CK_FLOOR, "The greatest integer not above.", domain: .rounding, .zero)
  static let ceil: Unary = Unary(
    "ceil", CK_CEIL, "The least integer not below.", domain: .rounding, .zero)
  static let round: Unary = Unary(
    "round", CK_ROUND, "The nearest integer; halves go to the even one.", domain: .rounding, .zero)
  static let trunc: Unary = Unary(
    "trunc", CK_TRUNC, "The integer part, toward zero.", domain: .rounding, .zero)
  static let softplus: Unary = Unary(
    "softplus", CK_SOFTPLUS, "log(1 + exp(x)), without overflow.",
    torch: "torch.nn.functional.softplus", .input { g, x in g * Ops.sigmoid(x) })
  static let logSigmoid: Unary = Unary(
    "logSigmoid", CK_LOGSIGMOID, "log(sigmoid(x)), without overflow.",
    torch: "torch.nn.functional.logsigmoid", .input { g, x in g * Ops.sigmoid(-x) })
  static let silu: Unary = Unary(
    "silu", CK_SILU, "x * sigmoid(x).", torch: "torch.nn.functional.silu",
    .input { g, x in
      let s = Ops.sigmoid(x)
      return g * (s * (x * (1 - s) + 1))
    })
  static let gelu: Unary = Unary(
    "gelu", CK_GELU, "x times the normal distribution function of x.",
    torch: "torch.nn.functional.gelu",
    .input { g, x in
      let density = Ops.exp(x * x * -0.5) * 0.39894228040143267794
      let distribution = (Ops.erf(x * 0.70710678118654752440) + 1) * 0.5
      return g * (distribution + x * density)
    })

  /// The unary operations, for the registry.
  static let unary: [Unary] = [
    neg, abs, sign, square, relu, sqrt, rsqrt, reciprocal, exp, exp2, expm1, log, log2, log10,
    log1p, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, sigmoid, erf,
    erfc, erfinv, floor, ceil, round, trunc, softplus, logSigmoid, silu, gelu,
  ]
}

// MARK: - Gradients with a kernel of their own

/// g where the output is positive, or NaN as in PyTorch.
private func reluGradient(_ g: Tensor, _ y: Tensor) -> Tensor {
  fused(CK_RELU_BACKWARD, g, y) ?? Ops.select(y .<= 0, Tensor.zeros([], dtype: g.dtype), g)
}

/// g (1 - y²).
private func tanhGradient(_ g: Tensor, _ y: Tensor) -> Tensor {
  fused(CK_TANH_BACKWARD, g, y) ?? g * (1 - y * y)
}

/// g y (1 - y).
private func sigmoidGradient(_ g: Tensor, _ y: Tensor) -> Tensor {
  fused(CK_SIGMOID_BACKWARD, g, y) ?? g * (y * (1 - y))
}

/// One pass over memory, where nothing has to be recorded and the layouts allow it.
private func fused(_ kernel: ck_backward_op, _ g: Tensor, _ saved: Tensor) -> Tensor? {
  guard !isRecording(g, saved), g.dtype == saved.dtype, g.dtype != .float16 else { return nil }
  if let result = blockedBackward(kernel, g, saved) { return result }
  guard g.layout.isContiguous, saved.layout.isContiguous else { return nil }
  let result = Tensor(uninitialized: g.layout.shape, dtype: g.dtype)
  let done = ck_backward(
    kernel, g.dtype.kernel, g.pointer, saved.pointer, result.pointer, Int64(g.numel))
  return done ? result : nil
}
