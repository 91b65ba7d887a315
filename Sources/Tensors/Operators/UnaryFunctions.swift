// Every unary operation under its own name, as a function and as a method.

/// The magnitude of each element.
public func abs(_ x: Tensor) -> Tensor { Ops.abs(x) }

/// -1, 0 or 1 by the sign of each element.
public func sign(_ x: Tensor) -> Tensor { Ops.sign(x) }

/// The square of each element.
public func square(_ x: Tensor) -> Tensor { Ops.square(x) }

/// The element where it is positive, else 0.
public func relu(_ x: Tensor) -> Tensor { Ops.relu(x) }

/// The square root of each element.
public func sqrt(_ x: Tensor) -> Tensor { Ops.sqrt(x) }

/// The reciprocal of the square root.
public func rsqrt(_ x: Tensor) -> Tensor { Ops.rsqrt(x) }

/// 1 divided by each element.
public func reciprocal(_ x: Tensor) -> Tensor { Ops.reciprocal(x) }

/// e to the power of each element.
public func exp(_ x: Tensor) -> Tensor { Ops.exp(x) }

/// 2 to the power of each element.
public func exp2(_ x: Tensor) -> Tensor { Ops.exp2(x) }

/// exp(x) - 1, exact for small x.
public func expm1(_ x: Tensor) -> Tensor { Ops.expm1(x) }

/// The natural logarithm of each element.
public func log(_ x: Tensor) -> Tensor { Ops.log(x) }

/// The logarithm to base 2.
public func log2(_ x: Tensor) -> Tensor { Ops.log2(x) }

/// The logarithm to base 10.
public func log10(_ x: Tensor) -> Tensor { Ops.log10(x) }

/// log(1 + x), exact for small x.
public func log1p(_ x: Tensor) -> Tensor { Ops.log1p(x) }

/// The sine, in radians.
public func sin(_ x: Tensor) -> Tensor { Ops.sin(x) }

/// The cosine, in radians.
public func cos(_ x: Tensor) -> Tensor { Ops.cos(x) }

/// The tangent, in radians.
public func tan(_ x: Tensor) -> Tensor { Ops.tan(x) }

/// The inverse sine.
public func asin(_ x: Tensor) -> Tensor { Ops.asin(x) }

/// The inverse cosine.
public func acos(_ x: Tensor) -> Tensor { Ops.acos(x) }

/// The inverse tangent.
public func atan(_ x: Tensor) -> Tensor { Ops.atan(x) }

/// The hyperbolic sine.
public func sinh(_ x: Tensor) -> Tensor { Ops.sinh(x) }

/// The hyperbolic cosine.
public func cosh(_ x: Tensor) -> Tensor { Ops.cosh(x) }

/// The hyperbolic tangent.
public func tanh(_ x: Tensor) -> Tensor { Ops.tanh(x) }

/// The inverse hyperbolic sine.
public func asinh(_ x: Tensor) -> Tensor { Ops.asinh(x) }

/// The inverse hyperbolic cosine.
public func acosh(_ x: Tensor) -> Tensor { Ops.acosh(x) }

/// The inverse hyperbolic tangent.
public func atanh(_ x: Tensor) -> Tensor { Ops.atanh(x) }

/// 1 / (1 + exp(-x)).
public func sigmoid(_ x: Tensor) -> Tensor { Ops.sigmoid(x) }

/// The error function.
public func erf(_ x: Tensor) -> Tensor { Ops.erf(x) }

/// 1 - erf(x), exact for large x.
public func erfc(_ x: Tensor) -> Tensor { Ops.erfc(x) }

/// The inverse of the error function.
public func erfinv(_ x: Tensor) -> Tensor { Ops.erfinv(x) }

/// The greatest integer not above.
public func floor(_ x: Tensor) -> Tensor { Ops.floor(x) }

/// The least integer not below.
public func ceil(_ x: Tensor) -> Tensor { Ops.ceil(x) }

/// The nearest integer; halves go to the even one.
public func round(_ x: Tensor) -> Tensor { Ops.round(x) }

/// The integer part, toward zero.
public func trunc(_ x: Tensor) -> Tensor { Ops.trunc(x) }

/// log(1 + exp(x)), without overflow.
public func softplus(_ x: Tensor) -> Tensor { Ops.softplus(x) }

/// log(sigmoid(x)), without overflow.
public func logSigmoid(_ x: Tensor) -> Tensor { Ops.logSigmoid(x) }

/// x * sigmoid(x).
public func silu(_ x: Tensor) -> Tensor { Ops.silu(x) }

/// x times the normal distribution function of x.
public func gelu(_ x: Tensor) -> Tensor { Ops.gelu(x) }

/// Whether elements are not a number.
public func isNaN(_ x: Tensor) -> Tensor { Ops.isNaN(x) }

/// Whether elements are infinite.
public func isInfinite(_ x: Tensor) -> Tensor { Ops.isInfinite(x) }

/// Whether elements are finite.
public func isFinite(_ x: Tensor) -> Tensor { Ops.isFinite(x) }
