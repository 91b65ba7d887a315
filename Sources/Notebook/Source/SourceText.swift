/// The lines of a file, made safe to parse: valid UTF-8, no NUL, `\n` line ends, no byte order mark.
struct SourceText {
  /// The lines without their ends.
  var lines: [[UInt8]]
  /// The lines that held bytes which are no UTF-8, or a NUL; both were replaced by U+FFFD.
  var repairedLines: [Int] = []

  /// Reads bytes of any kind.
  init(bytes: [UInt8]) {
    var text = bytes
    let clean = !bytes.contains(0) && String(validating: bytes, as: UTF8.self) != nil
    if !clean {
      let repaired = String(decoding: bytes, as: UTF8.self)
      text = Self.withoutNull(Array(repaired.utf8))
    }
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    lines = Self.split(text)
    if !clean {
      let originals = Self.split(bytes)
      for (index, line) in originals.enumerated()
      where line.contains(0) || String(validating: line, as: UTF8.self) == nil {
        repairedLines.append(index + 1)
      }
    }
  }

  /// The line with a number from one, as text; empty where there is none.
  func line(_ number: Int) -> String {
    guard lines.indices.contains(number - 1) else { return "" }
    return String(decoding: lines[number - 1], as: UTF8.self)
  }

  private static func withoutNull(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0 {
        result.append(contentsOf: [0xEF, 0xBF, 0xBD])
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == Ascii.newline || byte == Ascii.carriageReturn {
        lines.append(Array(bytes[start..<index]))
        let isPair =
          byte == Ascii.carriageReturn && index + 1 < bytes.count
          && bytes[index + 1] == Ascii.newline
        index += isPair ? 2 : 1
        start = index
      } else {
        index += 1
      }
    }
    if start < bytes.count { lines.append(Array(bytes[start...])) }
    return lines
  }
}
