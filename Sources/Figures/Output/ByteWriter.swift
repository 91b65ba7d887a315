/// A growing buffer of UTF-8 with the few number formats that SVG needs.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func write(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func write(text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func write(raw: [UInt8]) { bytes.append(contentsOf: raw) }

  mutating func write(byte: UInt8) { bytes.append(byte) }

  /// Text with the characters escaped that markup gives a meaning.
  mutating func write(escaping text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "<"): write("&lt;")
      case UInt8(ascii: ">"): write("&gt;")
      case UInt8(ascii: "\""): write("&quot;")
      default: bytes.append(byte)
      }
    }
  }

  /// A number with at most two decimals, without a leading or trailing zero that says nothing.
  mutating func write(number: Double) {
    guard number.isFinite else {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    // Far outside every canvas a coordinate only has to keep its direction.
    let limited = Swift.min(Swift.max(number, -1e7), 1e7)
    var value = Int((limited * 100).rounded())
    if value < 0 {
      bytes.append(UInt8(ascii: "-"))
      value = -value
    }
    let whole = value / 100
    let fraction = value % 100
    if whole > 0 || fraction == 0 { write(integer: whole) }
    if fraction > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(fraction / 10))
      if fraction % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
    }
  }

  /// A number that follows another, with a space only where it is needed.
  mutating func write(next number: Double) {
    if !(number < -0.005) { bytes.append(UInt8(ascii: " ")) }
    write(number: number)
  }

  private mutating func write(integer: Int) {
    if integer >= 10 { write(integer: integer / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(integer % 10))
  }
}
