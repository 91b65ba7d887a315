extension Tensor {
  /// The magnitude of each element.
  public func abs() -> Tensor { Ops.abs(self) }
  /// -1, 0 or 1 by the sign of each element.
  public func sign() -> Tensor { Ops.sign(self) }
  /// The square of each element.
  public func square() -> Tensor { Ops.square(self) }
  /// The element where it is positive, else 0.
  public func relu() -> Tensor { Ops.relu(self) }
  /// The square root of each element.
  public func sqrt() -> Tensor { Ops.sqrt(self) }
  /// The reciprocal of the square root.
  public func rsqrt() -> Tensor { Ops.rsqrt(self) }
  /// 1 divided by each element.
  public func reciprocal() -> Tensor { Ops.reciprocal(self) }
  /// e to the power of each element.
  public func exp() -> Tensor { Ops.exp(self) }
  /// 2 to the power of each element.
  public func exp2() -> Tensor { Ops.exp2(self) }
  /// exp(x) - 1, exact for small x.
  public func expm1() -> Tensor { Ops.expm1(self) }
  /// The natural logarithm of each element.
  public func log() -> Tensor { Ops.log(self) }
  /// The logarithm to base 2.
  public func log2() -> Tensor { Ops.log2(self) }
  /// The logarithm to base 10.
  public func log10() -> Tensor { Ops.log10(self) }
  /// log(1 + x), exact for small x.
  public func log1p() -> Tensor { Ops.log1p(self) }
  /// The sine, in radians.
  public func sin() -> Tensor { Ops.sin(self) }
  /// The cosine, in radians.
  public func cos() -> Tensor { Ops.cos(self) }
  /// The tangent, in radians.
  public func tan() -> Tensor { Ops.tan(self) }
  /// The inverse sine.
  public func asin() -> Tensor { Ops.asin(self) }
  /// The inverse cosine.
  public func acos() -> Tensor { Ops.acos(self) }
  /// The inverse tangent.
  public func atan() -> Tensor { Ops.atan(self) }
  /// The hyperbolic sine.
  public func sinh() -> Tensor { Ops.sinh(self) }
  /// The hyperbolic cosine.
  public func cosh() -> Tensor { Ops.cosh(self) }
  /// The hyperbolic tangent.
  public func tanh() -> Tensor { Ops.tanh(self) }
  /// The inverse hyperbolic sine.
  public func asinh() -> Tensor { Ops.asinh(self) }
  /// The inverse hyperbolic cosine.
  public func acosh() -> Tensor { Ops.acosh(self) }
  /// The inverse hyperbolic tangent.
  public func atanh() -> Tensor { Ops.atanh(self) }
  /// 1 / (1 + exp(-x)).
  public func sigmoid() -> Tensor { Ops.sigmoid(self) }
  /// The error function.
  public func erf() -> Tensor { Ops.erf(self) }
  /// 1 - erf(x), exact for large x.
  public func erfc() -> Tensor { Ops.erfc(self) }
  /// The inverse of the error function.
  public func erfinv() -> Tensor { Ops.erfinv(self) }
  /// The greatest integer not above.
  public func floor() -> Tensor { Ops.floor(self) }
  /// The least integer not below.
  public func ceil() -> Tensor { Ops.ceil(self) }
  /// The nearest integer; halves go to the even one.
  public func round() -> Tensor { Ops.round(self) }
  /// The integer part, toward zero.
  public func trunc() -> Tensor { Ops.trunc(self) }
  /// log(1 + exp(x)), without overflow.
  public func softplus() -> Tensor { Ops.softplus(self) }
  /// log(sigmoid(x)), without overflow.
  public func logSigmoid() -> Tensor { Ops.logSigmoid(self) }
  /// x * sigmoid(x).
  public func silu() -> Tensor { Ops.silu(self) }
  /// x times the normal distribution function of x.
  public func gelu() -> Tensor { Ops.gelu(self) }
  /// Whether elements are not a number.
  public func isNaN() -> Tensor { Ops.isNaN(self) }
  /// Whether elements are infinite.
  public func isInfinite() -> Tensor { Ops.isInfinite(self) }
  /// Whether elements are finite.
  public func isFinite() -> Tensor { Ops.isFinite(self) }
}
