internal import Glibc

/// How the numbers of one tensor are written: all in the same style and width.
///
/// The rules are PyTorch's: 4 decimals; whole numbers with a bare point; scientific notation when
/// the magnitudes span more than 1000, or lie above 1e8 or below 1e-4.
struct NumberFormatter {
  private let dtype: DType
  private var isWhole = true
  private var isScientific = false
  private(set) var width = 1

  /// - Parameter shown: The tensor that will be written, already cut down to what is shown.
  init(_ shown: [Tensor]) {
    dtype = shown.first?.dtype ?? .float32
    if dtype.isFloatingPoint { measureFloats(shown) } else { measureIntegers(shown) }
  }

  private mutating func measureIntegers(_ shown: [Tensor]) {
    for part in shown {
      for value in part.scalars(as: Int.self) {
        width = Swift.max(width, plain(value).count)
      }
    }
  }

  private mutating func measureFloats(_ shown: [Tensor]) {
    var least = Double.infinity
    var greatest = 0.0
    var values: [Double] = []
    for part in shown {
      for value in part.scalars(as: Double.self) where value.isFinite && value != 0 {
        least = Swift.min(least, Swift.abs(value))
        greatest = Swift.max(greatest, Swift.abs(value))
        if value != value.rounded(.up) { isWhole = false }
        values.append(value)
      }
    }
    if values.isEmpty { return }
    isScientific = greatest / least > 1000 || greatest > 1e8 || least < 1e-4
    for value in values {
      let text =
        isScientific ? scientific(value) : isWhole ? fixed(value, 0) + "." : fixed(value, 4)
      width = Swift.max(width, text.count)
    }
  }

  /// The element of a tensor without axes, padded to the common width.
  func text(_ element: Tensor) -> String {
    var text: String
    if !dtype.isFloatingPoint {
      text = plain(element.item(Int.self))
    } else {
      let value = element.item(Double.self)
      if !value.isFinite {
        text = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
      } else if isScientific {
        text = scientific(value)
      } else {
        text = isWhole ? fixed(value, 0) + "." : fixed(value, 4)
      }
    }
    if text.count < width { text = String(repeating: " ", count: width - text.count) + text }
    return text
  }

  private func plain(_ value: Int) -> String {
    dtype == .bool ? (value != 0 ? "True" : "False") : String(value)
  }
}

/// A number with a fixed count of decimals, rounded as C does.
package func fixed(_ value: Double, _ decimals: Int) -> String {
  formatted("%.*f", [Int32(decimals), value])
}

/// A number with 4 decimals and an exponent of at least two digits.
private func scientific(_ value: Double) -> String { formatted("%.4e", [value]) }

private func formatted(_ format: String, _ arguments: [any CVarArg]) -> String {
  withVaList(arguments) { list in
    var buffer = [CChar](repeating: 0, count: 400)
    let count = vsnprintf(&buffer, buffer.count, format, list)
    let bytes = buffer.prefix(Swift.max(Int(count), 0)).map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
