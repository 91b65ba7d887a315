/// The message that the Swift runtime prints before it stops a program.
struct TrapMessage: Equatable {
  /// What happened: `Index out of range`.
  var text: String
  /// The file and line in front of it, which may be the standard library's own.
  var file: String?
  var line: Int?

  private static let openings = [
    "Fatal error", "Precondition failed", "Assertion failed", "Could not cast value of type",
    "Simultaneous accesses to", "Object 0x", "Could not allocate memory",
  ]

  /// Finds the message in the last lines of standard error, and where it begins.
  static func find(in bytes: [UInt8]) -> (message: TrapMessage, start: Int)? {
    // A message can have several lines; only the last few kilobytes are of interest.
    let newline = UInt8(ascii: "\n")
    var lineStarts = [0]
    let from = max(0, bytes.count - 16_384)
    for index in from..<bytes.count where bytes[index] == newline && index + 1 < bytes.count {
      lineStarts.append(index + 1)
    }
    for start in lineStarts.reversed() {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      let line = String(decoding: bytes[start..<end], as: UTF8.self)
      guard let (opening, range) = opening(in: line) else { continue }
      let rest = String(decoding: bytes[start...], as: UTF8.self).dropFirst(
        line[..<range.lowerBound].count)
      var message = TrapMessage(text: clean(rest, opening: opening))
      let place = line[..<range.lowerBound].split(separator: ":")
      if place.count >= 2, let number = Int(place[place.count - 2 + 1].trimmingBlanks) {
        message.line = number
        message.file = place.dropLast().joined(separator: ":")
      }
      return (message, start)
    }
    return nil
  }

  private static func opening(in line: String) -> (String, Range<String.Index>)? {
    for opening in openings {
      guard let range = line.firstRange(of: opening) else { continue }
      // At the beginning of the line or behind `file:line: `; not somewhere in a sentence.
      if range.lowerBound == line.startIndex || line[..<range.lowerBound].hasSuffix(": ") {
        return (opening, range)
      }
    }
    return nil
  }

  private static func clean(_ text: Substring, opening: String) -> String {
    var text = String(text)
    // The runtime's own backtrace has addresses and no lines.
    if let trace = text.firstRange(of: "\nCurrent stack trace:\n") {
      text.removeSubrange(trace.lowerBound...)
    }
    while text.hasSuffix("\n") { text.removeLast() }
    if opening == "Fatal error" {
      let rest = text.dropFirst(opening.count)
      let said = rest.hasPrefix(": ") ? String(rest.dropFirst(2)) : String(rest)
      return said.isEmpty ? "Fatal error" : said
    }
    // Addresses differ from run to run.
    return text.replacing(#/ ?\(0x[0-9a-f]+\)/#, with: "").replacing(
      #/0x[0-9a-f]{4,}/#, with: "0x...")
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var result = self
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result
  }
}
