internal import Glibc

// Functions of single numbers, spelled as in swift-numerics: `Double.exp(0.5)`. They are not free
// functions because an overload beside the tensor's `exp` makes the type checker try both at every
// step of a formula, and long formulas then take seconds or fail.

extension BinaryFloatingPoint {
  /// e to the power x.
  public static func exp(_ x: Self) -> Self { Self(Glibc.exp(Double(x))) }

  /// The natural logarithm.
  public static func log(_ x: Self) -> Self { Self(Glibc.log(Double(x))) }

  /// The logarithm to the base 2.
  public static func log2(_ x: Self) -> Self { Self(Glibc.log2(Double(x))) }

  /// The logarithm to the base 10.
  public static func log10(_ x: Self) -> Self { Self(Glibc.log10(Double(x))) }

  /// The square root; NaN for negative numbers.
  public static func sqrt(_ x: Self) -> Self { x.squareRoot() }

  /// The sine of an angle in radians.
  public static func sin(_ x: Self) -> Self { Self(Glibc.sin(Double(x))) }

  /// The cosine of an angle in radians.
  public static func cos(_ x: Self) -> Self { Self(Glibc.cos(Double(x))) }

  /// The tangent of an angle in radians.
  public static func tan(_ x: Self) -> Self { Self(Glibc.tan(Double(x))) }

  /// The hyperbolic tangent.
  public static func tanh(_ x: Self) -> Self { Self(Glibc.tanh(Double(x))) }

  /// A power of a number.
  public static func pow(_ base: Self, _ exponent: Self) -> Self {
    Self(Glibc.pow(Double(base), Double(exponent)))
  }
}
