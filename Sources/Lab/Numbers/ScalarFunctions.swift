internal import Glibc

// The functions of single numbers that a lesson needs beside those of tensors. They give way to
// Foundation's where a cell imports it.

/// e to the power x.
@_disfavoredOverload
public func exp<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.exp(Double(x))) }

/// The natural logarithm.
@_disfavoredOverload
public func log<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.log(Double(x))) }

/// The logarithm to the base 2.
@_disfavoredOverload
public func log2<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.log2(Double(x))) }

/// The logarithm to the base 10.
@_disfavoredOverload
public func log10<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.log10(Double(x))) }

/// The square root; NaN for negative numbers.
@_disfavoredOverload
public func sqrt<T: BinaryFloatingPoint>(_ x: T) -> T { x.squareRoot() }

/// The sine of an angle in radians.
@_disfavoredOverload
public func sin<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.sin(Double(x))) }

/// The cosine of an angle in radians.
@_disfavoredOverload
public func cos<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.cos(Double(x))) }

/// The tangent of an angle in radians.
@_disfavoredOverload
public func tan<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.tan(Double(x))) }

/// The hyperbolic tangent.
@_disfavoredOverload
public func tanh<T: BinaryFloatingPoint>(_ x: T) -> T { T(Glibc.tanh(Double(x))) }

/// A power of a number.
@_disfavoredOverload
public func pow<T: BinaryFloatingPoint>(_ base: T, _ exponent: T) -> T {
  T(Glibc.pow(Double(base), Double(exponent)))
}
