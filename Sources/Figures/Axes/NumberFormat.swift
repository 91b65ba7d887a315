import Glibc

/// The common form of the labels of one axis, as Matplotlib's `ScalarFormatter` chooses it.
///
/// All labels have the same number of decimals, as few as tell the ticks apart. A power of ten is
/// taken out from 10^6 up and from 10^-5 down, an offset where that saves four digits.
package struct NumberFormat {
  private let decimals: Int
  private let offset: Double
  private let exponent: Int

  package init(_ ticks: [Double], range: ClosedRange<Double>) {
    let visible = ticks.filter { $0.isFinite }
    let offset = Self.offset(visible)
    var exponent = 0
    if offset != 0 {
      exponent = Int(log10(range.upperBound - range.lowerBound).rounded(.down))
    } else if let largest = visible.map(\.magnitude).max(), largest > 0 {
      exponent = Int(log10(largest).rounded(.down))
    }
    if exponent > -5, exponent < 6 { exponent = 0 }
    self.offset = offset
    self.exponent = exponent

    let power = pow(10, Double(exponent))
    let measured = visible.count < 2 ? visible + [range.lowerBound, range.upperBound] : visible
    let scaled = measured.map { ($0 - offset) / power }
    var span = (scaled.max() ?? 1) - (scaled.min() ?? 0)
    if span == 0 { span = scaled.map(\.magnitude).max() ?? 1 }
    if span == 0 { span = 1 }
    let order = Int(log10(span).rounded(.down))
    let shown = visible.count < 2 ? Array(scaled.dropLast(2)) : scaled
    var decimals = max(0, 3 - order)
    let threshold = 1e-3 * pow(10, Double(order))
    while decimals >= 0 {
      let unit = pow(10, Double(decimals))
      let error = shown.map { ($0 - ($0 * unit).rounded() / unit).magnitude }.max() ?? 0
      if error >= threshold { break }
      decimals -= 1
    }
    self.decimals = min(max(decimals + 1, 0), 15)
  }

  /// The label of a tick, with a real minus sign.
  package func text(_ value: Double) -> String {
    Self.fixed((value - offset) / pow(10, Double(exponent)), decimals: decimals)
  }

  /// The power of ten and the offset that labels leave out, in the mini markup.
  package var common: String? {
    var text = ""
    if exponent != 0 { text += "×10^{\(exponent)}" }
    if offset != 0 {
      let magnitude = Self.short(offset.magnitude)
      text += (text.isEmpty ? "" : " ") + (offset < 0 ? "\u{2212}" : "+") + magnitude
    }
    return text.isEmpty ? nil : text
  }

  /// A number with so many decimals, with a real minus sign.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "\u{2212}∞" : "∞" }
    let unit = pow(10, Double(decimals))
    let scaled = (value.magnitude * unit).rounded()
    guard scaled < 9e15 else { return short(value) }
    var digits = String(Int(scaled))
    if decimals > 0 {
      if digits.count <= decimals {
        digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals))
    }
    return (value < 0 && scaled > 0 ? "\u{2212}" : "") + digits
  }

  /// A number with up to `digits` significant digits and no zeros at its end.
  package static func short(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    let order = Int(log10(value.magnitude).rounded(.down))
    if order >= 6 || order < -4 {
      let mantissa = trimmed(fixed(value / pow(10, Double(order)), decimals: digits - 1))
      return "\(mantissa)×10^{\(order)}"
    }
    return trimmed(fixed(value, decimals: max(0, digits - 1 - order)))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = Substring(text)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  private static func offset(_ ticks: [Double]) -> Double {
    guard let lowest = ticks.min(), let highest = ticks.max(), lowest != highest,
      lowest > 0 || highest < 0
    else { return 0 }
    let small = min(lowest.magnitude, highest.magnitude)
    let large = max(lowest.magnitude, highest.magnitude)
    let top = Int(log10(large).rounded(.up))
    func quotients(_ order: Int) -> (Double, Double) {
      let power = pow(10, Double(order))
      return ((small / power).rounded(.down), (large / power).rounded(.down))
    }
    func highestOrder(_ differs: (Double, Double) -> Bool) -> Int {
      for order in stride(from: top, through: top - 17, by: -1) {
        let (a, b) = quotients(order)
        if differs(a, b) { return 1 + order }
      }
      return top
    }
    var order = highestOrder { $0 != $1 }
    if (large - small) / pow(10, Double(order)) <= 1e-2 { order = highestOrder { $1 - $0 > 1 } }
    let multiple = (large / pow(10, Double(order))).rounded(.down)
    guard multiple >= 1000 else { return 0 }
    return (lowest < 0 ? -1 : 1) * multiple * pow(10, Double(order))
  }
}
