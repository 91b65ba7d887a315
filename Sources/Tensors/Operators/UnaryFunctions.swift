// Every unary operation under its own name, as a function and as a method.

/// The magnitude of each element.
public func abs(_ x: consuming Tensor) -> Tensor { Ops.abs.reusing(x) }

/// -1, 0 or 1 by the sign of each element.
public func sign(_ x: consuming Tensor) -> Tensor { Ops.sign.reusing(x) }

/// The square of each element.
public func square(_ x: consuming Tensor) -> Tensor { Ops.square.reusing(x) }

/// The element where it is positive, else 0.
public func relu(_ x: consuming Tensor) -> Tensor { Ops.relu.reusing(x) }

/// The square root of each element.
public func sqrt(_ x: consuming Tensor) -> Tensor { Ops.sqrt.reusing(x) }

/// The reciprocal of the square root.
public func rsqrt(_ x: consuming Tensor) -> Tensor { Ops.rsqrt.reusing(x) }

/// 1 divided by each element.
public func reciprocal(_ x: consuming Tensor) -> Tensor { Ops.reciprocal.reusing(x) }

/// e to the power of each element.
public func exp(_ x: consuming Tensor) -> Tensor { Ops.exp.reusing(x) }

/// 2 to the power of each element.
public func exp2(_ x: consuming Tensor) -> Tensor { Ops.exp2.reusing(x) }

/// exp(x) - 1, exact for small x.
public func expm1(_ x: consuming Tensor) -> Tensor { Ops.expm1.reusing(x) }

/// The natural logarithm of each element.
public func log(_ x: consuming Tensor) -> Tensor { Ops.log.reusing(x) }

/// The logarithm to base 2.
public func log2(_ x: consuming Tensor) -> Tensor { Ops.log2.reusing(x) }

/// The logarithm to base 10.
public func log10(_ x: consuming Tensor) -> Tensor { Ops.log10.reusing(x) }

/// log(1 + x), exact for small x.
public func log1p(_ x: consuming Tensor) -> Tensor { Ops.log1p.reusing(x) }

/// The sine, in radians.
public func sin(_ x: consuming Tensor) -> Tensor { Ops.sin.reusing(x) }

/// The cosine, in radians.
public func cos(_ x: consuming Tensor) -> Tensor { Ops.cos.reusing(x) }

/// The tangent, in radians.
public func tan(_ x: consuming Tensor) -> Tensor { Ops.tan.reusing(x) }

/// The inverse sine.
public func asin(_ x: consuming Tensor) -> Tensor { Ops.asin.reusing(x) }

/// The inverse cosine.
public func acos(_ x: consuming Tensor) -> Tensor { Ops.acos.reusing(x) }

/// The inverse tangent.
public func atan(_ x: consuming Tensor) -> Tensor { Ops.atan.reusing(x) }

/// The hyperbolic sine.
public func sinh(_ x: consuming Tensor) -> Tensor { Ops.sinh.reusing(x) }

/// The hyperbolic cosine.
public func cosh(_ x: consuming Tensor) -> Tensor { Ops.cosh.reusing(x) }

/// The hyperbolic tangent.
public func tanh(_ x: consuming Tensor) -> Tensor { Ops.tanh.reusing(x) }

/// The inverse hyperbolic sine.
public func asinh(_ x: consuming Tensor) -> Tensor { Ops.asinh.reusing(x) }

/// The inverse hyperbolic cosine.
public func acosh(_ x: consuming Tensor) -> Tensor { Ops.acosh.reusing(x) }

/// The inverse hyperbolic tangent.
public func atanh(_ x: consuming Tensor) -> Tensor { Ops.atanh.reusing(x) }

/// 1 / (1 + exp(-x)).
public func sigmoid(_ x: consuming Tensor) -> Tensor { Ops.sigmoid.reusing(x) }

/// The error function.
public func erf(_ x: consuming Tensor) -> Tensor { Ops.erf.reusing(x) }

/// 1 - erf(x), exact for large x.
public func erfc(_ x: consuming Tensor) -> Tensor { Ops.erfc.reusing(x) }

/// The inverse of the error function.
public func erfinv(_ x: consuming Tensor) -> Tensor { Ops.erfinv.reusing(x) }

/// The greatest integer not above.
public func floor(_ x: consuming Tensor) -> Tensor { Ops.floor.reusing(x) }

/// The least integer not below.
public func ceil(_ x: consuming Tensor) -> Tensor { Ops.ceil.reusing(x) }

/// The nearest integer; halves go to the even one.
public func round(_ x: consuming Tensor) -> Tensor { Ops.round.reusing(x) }

/// The integer part, toward zero.
public func trunc(_ x: consuming Tensor) -> Tensor { Ops.trunc.reusing(x) }

/// log(1 + exp(x)), without overflow.
public func softplus(_ x: consuming Tensor) -> Tensor { Ops.softplus.reusing(x) }

/// log(sigmoid(x)), without overflow.
public func logSigmoid(_ x: consuming Tensor) -> Tensor { Ops.logSigmoid.reusing(x) }

/// x * sigmoid(x).
public func silu(_ x: consuming Tensor) -> Tensor { Ops.silu.reusing(x) }

/// x times the normal distribution function of x.
public func gelu(_ x: consuming Tensor) -> Tensor { Ops.gelu.reusing(x) }

/// Whether elements are not a number.
public func isNaN(_ x: Tensor) -> Tensor { Ops.isNaN(x) }

/// Whether elements are infinite.
public func isInfinite(_ x: Tensor) -> Tensor { Ops.isInfinite(x) }

/// Whether elements are finite.
public func isFinite(_ x: Tensor) -> Tensor { Ops.isFinite(x) }
