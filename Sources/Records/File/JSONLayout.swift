/// Lays out compact JSON so that it reads and diffs well.
struct JSONLayout {
  /// The text that was laid out, ending in a newline.
  private(set) var bytes: [UInt8] = []
  private let source: [UInt8]
  private var position = 0
  private let width = 100

  /// Lays out JSON that has no blanks between its tokens.
  init(_ source: [UInt8]) {
    self.source = source
    bytes.reserveCapacity(source.count + source.count / 4)
    value(indent: 0)
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func value(indent: Int) {
    switch source[position] {
    case UInt8(ascii: "{"): object(indent: indent)
    case UInt8(ascii: "["): array(indent: indent)
    default: bytes += scalar()
    }
  }

  private mutating func object(indent: Int) {
    let open = source[position]
    position += 1
    if source[position] == UInt8(ascii: "}") {
      position += 1
      bytes += [open, UInt8(ascii: "}")]
      return
    }
    bytes.append(open)
    while true {
      newline(indent + 1)
      bytes += scalar()
      bytes += [UInt8(ascii: ":"), UInt8(ascii: " ")]
      position += 1
      value(indent: indent + 1)
      let separator = source[position]
      position += 1
      if separator == UInt8(ascii: "}") { break }
      bytes.append(separator)
    }
    newline(indent)
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func array(indent: Int) {
    position += 1
    bytes.append(UInt8(ascii: "["))
    if source[position] == UInt8(ascii: "]") {
      position += 1
      bytes.append(UInt8(ascii: "]"))
      return
    }
    var column = 0
    var isFirst = true
    var onlyScalars = true
    while true {
      let first = source[position]
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        onlyScalars = false
        newline(indent + 1)
        value(indent: indent + 1)
      } else {
        let item = scalar()
        if isFirst || column + item.count + 2 > width {
          newline(indent + 1)
          column = 2 * (indent + 1)
        } else {
          bytes.append(UInt8(ascii: " "))
          column += 1
        }
        bytes += item
        column += item.count + 1
      }
      isFirst = false
      let separator = source[position]
      position += 1
      if separator == UInt8(ascii: "]") { break }
      bytes.append(separator)
      if !onlyScalars { column = width }
    }
    newline(indent)
    bytes.append(UInt8(ascii: "]"))
  }

  /// A string, number or word: up to the next separator outside quotes.
  private mutating func scalar() -> [UInt8] {
    let start = position
    if source[position] == UInt8(ascii: "\"") {
      position += 1
      while source[position] != UInt8(ascii: "\"") {
        position += source[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position += 1
    } else {
      while position < source.count, !",:]}".utf8.contains(source[position]) { position += 1 }
    }
    return Array(source[start..<position])
  }

  private mutating func newline(_ indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<(2 * indent) { bytes.append(UInt8(ascii: " ")) }
  }
}
