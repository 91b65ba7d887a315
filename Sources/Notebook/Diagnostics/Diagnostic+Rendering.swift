extension Diagnostic {
  /// The diagnostic as a terminal shows it: place, message, source line and caret.
  ///
  /// The first line has the form compilers use, so that editors can jump to it. Control characters
  /// of the source never reach the terminal, and very long lines are shown around the place meant.
  /// - Parameter color: Whether to use ANSI colours.
  public func rendered(color: Bool = false) -> String {
    func paint(_ text: String, _ code: String) -> String {
      color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    let place = Self.printable("\(path):\(position.line):\(position.column)")
    let mark = severity == .error ? paint("error", "1;31") : paint("warning", "1;33")
    // An error of several lines, such as a state that does not fit a network, keeps them.
    let summaryLines = Self.printableLines(summary)
    var lines = ["\(paint(place, "1")): \(mark): \(summaryLines.first ?? "")"]
    lines += summaryLines.dropFirst().map { "  \($0)" }
    let number = "\(position.line)"
    let margin = String(repeating: " ", count: number.count)
    if !sourceLine.isEmpty {
      let (excerpt, indent, width) = excerpt()
      lines.append(" \(paint("\(number) |", "34")) \(excerpt)")
      let caret = "^" + String(repeating: "~", count: max(0, width - 1))
      let space = String(repeating: " ", count: indent)
      lines.append(" \(paint("\(margin) |", "34")) \(space)\(paint(caret, "1;32"))")
    }
    if let explanation {
      lines.append(" \(margin) \(paint("=", "34")) \(Self.printable(explanation))")
    }
    for note in notes {
      let place = note.position.map { "\(path):\($0.line):\($0.column): " } ?? ""
      lines.append(Self.printable("\(place)note: \(note.text)"))
    }
    return lines.joined(separator: "\n")
  }

  /// The part of the source line to show, with the indent and width of its caret in characters.
  private func excerpt() -> (text: String, indent: Int, width: Int) {
    let bytes = Array(sourceLine.utf8)
    let offset = min(max(0, position.column - 1), bytes.count)
    let end = min(bytes.count, offset + length)
    var before = Array(Self.printable(bytes[..<offset].text))
    var meant = Array(Self.printable(bytes[offset..<end].text))
    var after = Array(Self.printable(bytes[end...].text))
    if before.count + meant.count + after.count > 160 {
      if before.count > 60 { before = ["…"] + before.suffix(59) }
      meant = Array(meant.prefix(60))
      if after.count > 40 { after = after.prefix(39) + ["…"] }
    }
    let indent = before.reduce(0) { $0 + Self.columns($1) }
    let width = meant.reduce(0) { $0 + Self.columns($1) }
    return (String(before + meant + after), indent, max(1, width))
  }

  /// The text with control characters made harmless.
  private static func printable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        result.append(scalar == "\t" ? " " : "\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The lines of a text with other control characters made harmless.
  private static func printableLines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }
  }

  /// How many columns of a terminal a character takes: two in East Asian scripts.
  private static func columns(_ character: Character) -> Int {
    guard let value = character.unicodeScalars.first?.value else { return 0 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
