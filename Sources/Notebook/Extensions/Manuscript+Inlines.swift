extension Manuscript {
  /// The text of some lines without the marks of the containers around them, and where its parts are.
  struct Passage {
    var text: [UInt8] = []
    /// For each line: its index, the bytes before the text, and where its text starts in ``text``.
    var parts: [(line: Int, prefix: Int, start: Int)] = []

    init(_ lines: [Line], _ range: Range<Int>, indent: Int, quotes: Int) {
      for index in range {
        let bytes = lines[index].bytes
        let prefix =
          index == range.lowerBound
          ? min(indent, bytes.count) : Manuscript.containerPrefix(bytes, quotes: quotes)
        if !parts.isEmpty { text.append(Ascii.newline) }
        parts.append((index, prefix, text.count))
        text.append(contentsOf: bytes[prefix...])
      }
    }
  }

  /// Replaces formulas, inline expressions, references and labels in some lines by placeholders.
  static func replaceInlines(
    _ lines: inout [Line], _ range: Range<Int>, indent: Int, quotes: Int, _ table: TokenTable
  ) {
    let passage = Passage(lines, range, indent: indent, quotes: quotes)
    let matches = InlineScanner.matches(in: passage.text)
    guard !matches.isEmpty else { return }
    var next = 0
    /// Where the text is that a placeholder on an earlier line stands for, up to which offset.
    var coveredTo = 0
    for (number, part) in passage.parts.enumerated() {
      let end =
        number + 1 < passage.parts.count
        ? passage.parts[number + 1].start - 1 : passage.text.count
      var result = Array(lines[part.line].bytes[..<part.prefix])
      var cursor = part.start
      if coveredTo > part.start {
        result += TokenTable.continuationBytes
        cursor = min(coveredTo, end)
      }
      while next < matches.count, matches[next].range.lowerBound < end {
        let match = matches[next]
        let position = lines[part.line].position(match.range.lowerBound - part.start + part.prefix)
        let source = passage.text[match.range].text
        guard let mark = table.placeholder(match.token, source: source, at: position) else {
          return
        }
        result += passage.text[cursor..<match.range.lowerBound]
        result += mark
        coveredTo = match.range.upperBound
        cursor = min(coveredTo, end)
        next += 1
      }
      result += passage.text[cursor..<end]
      lines[part.line].bytes = result
    }
  }
}
