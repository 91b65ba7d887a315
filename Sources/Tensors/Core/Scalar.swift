/// A Swift number or truth value that can stand beside a tensor: `x * 2`, `X[0, 1] = 0.5`.
public protocol Scalar: TensorLiteral, Sendable {
  /// The data type whose elements are stored like this type.
  static var dtype: DType { get }
  /// The value as a floating-point number.
  var doubleValue: Double { get }
  /// The value as an integer, rounded toward zero; out of range or NaN gives the least integer.
  var integerValue: Int64 { get }
  /// The nearest value of this type.
  init(doubleValue: Double)
  /// The value of this type, wrapped around where it does not fit.
  init(integerValue: Int64)
}

extension Scalar {
  /// Converts through the integers when the source is one, through Double otherwise.
  @inline(__always)
  package init<Source: Scalar>(converting source: Source) {
    if Source.dtype.isFloatingPoint {
      self.init(doubleValue: source.doubleValue)
    } else {
      self.init(integerValue: source.integerValue)
    }
  }
}

/// Rounds toward zero as processors do: what does not fit becomes the least integer.
@inline(__always)
package func truncatedInteger(_ value: Double) -> Int64 {
  value > -9.3e18 && value < 9.2233720368547748e18 && value >= -9.2233720368547758e18
    ? Int64(value) : Int64.min
}

extension Double: Scalar {
  /// Float64.
  public static var dtype: DType { .float64 }
  /// Itself.
  public var doubleValue: Double { self }
  /// Rounded toward zero.
  public var integerValue: Int64 { truncatedInteger(self) }
  /// Itself.
  public init(doubleValue: Double) { self = doubleValue }
  /// The nearest double.
  public init(integerValue: Int64) { self = Double(integerValue) }
}

extension Float: Scalar {
  /// Float32.
  public static var dtype: DType { .float32 }
  /// Widened.
  public var doubleValue: Double { Double(self) }
  /// Rounded toward zero.
  public var integerValue: Int64 { truncatedInteger(Double(self)) }
  /// Rounded to nearest.
  public init(doubleValue: Double) { self = Float(doubleValue) }
  /// The nearest float.
  public init(integerValue: Int64) { self = Float(integerValue) }
}

extension Float16: Scalar {
  /// Float16.
  public static var dtype: DType { .float16 }
  /// Widened.
  public var doubleValue: Double { Double(self) }
  /// Rounded toward zero.
  public var integerValue: Int64 { truncatedInteger(Double(self)) }
  /// Rounded to nearest; magnitudes from 65520 on become infinite.
  public init(doubleValue: Double) { self = Float16(doubleValue) }
  /// The nearest half.
  public init(integerValue: Int64) { self = Float16(integerValue) }
}

extension Int: Scalar {
  /// Int64.
  public static var dtype: DType { .int64 }
  /// The nearest double.
  public var doubleValue: Double { Double(self) }
  /// Itself.
  public var integerValue: Int64 { Int64(self) }
  /// Rounded toward zero.
  public init(doubleValue: Double) { self = Int(truncatedInteger(doubleValue)) }
  /// Itself.
  public init(integerValue: Int64) { self = Int(integerValue) }
}

extension Int64: Scalar {
  /// Int64.
  public static var dtype: DType { .int64 }
  /// The nearest double.
  public var doubleValue: Double { Double(self) }
  /// Itself.
  public var integerValue: Int64 { self }
  /// Rounded toward zero.
  public init(doubleValue: Double) { self = truncatedInteger(doubleValue) }
  /// Itself.
  public init(integerValue: Int64) { self = integerValue }
}

extension Int32: Scalar {
  /// Int32.
  public static var dtype: DType { .int32 }
  /// Exact.
  public var doubleValue: Double { Double(self) }
  /// Widened.
  public var integerValue: Int64 { Int64(self) }
  /// Rounded toward zero, then wrapped.
  public init(doubleValue: Double) {
    self = Int32(truncatingIfNeeded: truncatedInteger(doubleValue))
  }
  /// Wrapped.
  public init(integerValue: Int64) { self = Int32(truncatingIfNeeded: integerValue) }
}

extension UInt8: Scalar {
  /// UInt8.
  public static var dtype: DType { .uint8 }
  /// Exact.
  public var doubleValue: Double { Double(self) }
  /// Widened.
  public var integerValue: Int64 { Int64(self) }
  /// Rounded toward zero, then wrapped.
  public init(doubleValue: Double) {
    self = UInt8(truncatingIfNeeded: truncatedInteger(doubleValue))
  }
  /// Wrapped.
  public init(integerValue: Int64) { self = UInt8(truncatingIfNeeded: integerValue) }
}

extension Bool: Scalar {
  /// Bool.
  public static var dtype: DType { .bool }
  /// 1 or 0.
  public var doubleValue: Double { self ? 1 : 0 }
  /// 1 or 0.
  public var integerValue: Int64 { self ? 1 : 0 }
  /// Whether the value is not zero; NaN counts as true.
  public init(doubleValue: Double) { self = doubleValue != 0 }
  /// Whether the value is not zero.
  public init(integerValue: Int64) { self = integerValue != 0 }
}
