/// A column of numbers inside a figure.
///
/// Values are rounded to ``significantDigits`` when the column is made, so that what is drawn, what
/// is written to a record and what is read back are the same numbers. In JSON a column is a list of
/// lines, each a few numbers separated by spaces, so that a record stays short and a changed value
/// shows as one changed line. Gaps are `nan`; infinities are kept as `inf` and `-inf`.
public struct Samples: Sendable {
  /// How many significant decimal digits a value keeps: what a 32-bit float can carry.
  public static let significantDigits = 9
  /// How many numbers share a line of a record.
  static let perLine = 8

  /// The values.
  public let values: [Double]

  /// Creates a column, rounding each value to ``significantDigits``.
  public init(_ values: some Sequence<Double>) {
    self.values = values.map { Self.shortened($0) }
  }

  /// A value as it is recorded: one that a 32-bit float holds exactly is the shortest decimal that
  /// names this float, so that 0.1 from a tensor is 0.1 and not 0.100000001.
  static func shortened(_ value: Double) -> Double {
    let single = Float(value)
    guard Double(single) == value else { return rounded(value) }
    for digits in 7...8 {
      let candidate = rounded(value, digits: digits)
      if Float(candidate) == single { return candidate }
    }
    return rounded(value)
  }

  /// A value rounded to a number of significant decimal digits; NaN and infinities stay.
  public static func rounded(_ value: Double, digits: Int = significantDigits) -> Double {
    guard value.isFinite, value != 0 else { return value }
    let exponent = decimalExponent(value)
    let shift = digits - 1 - exponent
    // A quotient or product of two exact doubles is correctly rounded, which makes the result the
    // double nearest to the short decimal, so its description is short.
    if shift >= 0, shift <= 22 {
      let power = powersOfTen[shift]
      return (value * power).rounded() / power
    }
    if shift < 0, shift >= -22 {
      let power = powersOfTen[-shift]
      return (value / power).rounded() * power
    }
    return value
  }

  /// The exponent of the leading decimal digit of a finite value other than zero.
  static func decimalExponent(_ value: Double) -> Int {
    // log10(2) times the binary exponent is off by one at most; the table settles it.
    let magnitude = value.magnitude
    var guess = Int((Double(magnitude.exponent) * 0.301029995663981195).rounded(.down))
    if guess >= 0, guess < 22, magnitude >= powersOfTen[guess + 1] { guess += 1 }
    if guess < 0, guess >= -22, magnitude * powersOfTen[-guess - 1] >= 1 { guess += 1 }
    return guess
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}

extension Samples: Equatable {
  /// Columns are equal when all values are; a gap equals a gap.
  public static func == (lhs: Samples, rhs: Samples) -> Bool {
    guard lhs.values.count == rhs.values.count else { return false }
    return zip(lhs.values, rhs.values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
  }
}

extension Samples: ExpressibleByArrayLiteral {
  /// Creates a column from its values.
  public init(arrayLiteral elements: Double...) { self.init(elements) }
}

extension Samples: RandomAccessCollection {
  /// The position of the first value: zero.
  public var startIndex: Int { 0 }
  /// The number of values.
  public var endIndex: Int { values.count }
  /// The value at a position.
  public subscript(position: Int) -> Double { values[position] }
}

extension Samples: Codable {
  /// Reads a column from its lines.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    var values: [Double] = []
    for line in try container.decode([String].self) {
      for word in line.split(separator: " ") {
        guard let value = Double(word) else {
          throw DecodingError.dataCorruptedError(
            in: container, debugDescription: "'\(word)' is not a number")
        }
        values.append(value)
      }
    }
    self.values = values
  }

  /// Writes the column as lines of a few numbers.
  public func encode(to encoder: any Encoder) throws {
    var lines: [String] = []
    for start in stride(from: 0, to: values.count, by: Self.perLine) {
      let part = values[start..<Swift.min(start + Self.perLine, values.count)]
      lines.append(part.map(Self.text).joined(separator: " "))
    }
    var container = encoder.singleValueContainer()
    try container.encode(lines)
  }

  /// A value as it is written in a record: whole numbers without a point.
  public static func text(_ value: Double) -> String {
    if value.isFinite, value.magnitude < 1e15, value == value.rounded() {
      return String(Int(value))
    }
    return value.description
  }
}

extension Samples {
  /// The smallest and largest finite value, or nil where there is none.
  public var finiteRange: ClosedRange<Double>? {
    var lower = Double.infinity
    var upper = -Double.infinity
    for value in values where value.isFinite {
      if value < lower { lower = value }
      if value > upper { upper = value }
    }
    return lower <= upper ? lower...upper : nil
  }
}
