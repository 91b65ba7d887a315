/// A double that survives JSON: NaN, the infinities and subnormal
/// numbers are written as strings.
public struct Number: Equatable, Hashable, Sendable {
  /// The value.
  public var value: Double

  /// Wraps a value.
  public init(_ value: Double) { self.value = value }

  /// Two numbers are equal when their values are, or when both are NaN.
  public static func == (lhs: Number, rhs: Number) -> Bool {
    lhs.value == rhs.value || (lhs.value.isNaN && rhs.value.isNaN)
  }
}

extension Number: Codable {
  /// Reads a number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Double.self) {
      self.value = value
      return
    }
    switch try container.decode(String.self) {
    case "NaN": value = .nan
    case "Infinity": value = .infinity
    case "-Infinity": value = -.infinity
    case let text:
      if let value = Double(text) {
        self.value = value
        return
      }
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a number")
    }
  }

  /// Writes a number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isNaN {
      try container.encode("NaN")
    } else if value.isInfinite {
      try container.encode(value > 0 ? "Infinity" : "-Infinity")
    } else if value.isSubnormal {
      // Foundation's decoder takes the decimal form of these for a number out of range.
      try container.encode("\(value)")
    } else {
      try container.encode(value)
    }
  }
}
