extension Manuscript {
  /// Takes footnote definitions (`[^name]: text`, further paragraphs indented) out of the document.
  ///
  /// - Returns: The place of each definition, by name, in order.
  mutating func extractFootnotes(
    _ table: TokenTable, outline: [MarkdownLeaf], diagnostics: DiagnosticBag
  ) -> [(name: String, position: SourcePosition)] {
    let verbatim = Self.verbatimLines(outline, count: body.count)
    var found: [(name: String, position: SourcePosition)] = []
    var index = 0
    while index < body.count {
      guard !verbatim[index], let (name, start) = Self.footnoteStart(body[index].bytes)
      else {
        index += 1
        continue
      }
      let position = body[index].position(0)
      let end = footnoteEnd(from: index)
      if let first = found.first(where: { $0.name == name }) {
        diagnostics.error(
          "footnote '\(name)' is defined twice", at: position, length: start,
          notes: [.init("first defined here", at: first.position)])
      } else {
        found.append((name, position))
        appendFootnote(name, lines: index..<end, start: start, table: table)
      }
      for line in index..<end { body[line].bytes = [] }
      index = end
    }
    return found
  }

  /// The name of the footnote that a line defines, and where its text starts.
  private static func footnoteStart(_ line: [UInt8]) -> (name: String, start: Int)? {
    let indent = line.prefix { $0 == Ascii.space }.count
    guard indent < 4, line.count > indent + 3, line[indent] == Ascii.openBracket,
      line[indent + 1] == Ascii.caret,
      let close = line.firstIndex(of: Ascii.closeBracket), close > indent + 2,
      close + 1 < line.count, line[close + 1] == Ascii.colon
    else { return nil }
    let name = line[(indent + 2)..<close]
    guard name.allSatisfy(\.isLabelOrLetter) else { return nil }
    return (name.text, close + 2)
  }

  /// The line after a footnote's last one.
  private func footnoteEnd(from start: Int) -> Int {
    var end = start + 1
    var index = start + 1
    var blank = false
    while index < body.count {
      let line = body[index].bytes
      if line.isBlankLine {
        blank = true
      } else {
        let indented = line.starts(with: [32, 32, 32, 32]) || line.first == Ascii.tab
        let starts: [UInt8] = [Ascii.hash, Ascii.greater, Ascii.backtick, Ascii.dollar]
        let newBlock = Self.footnoteStart(line) != nil || starts.contains(line[0])
        if !indented && (blank || newBlock) { return end }
        blank = false
        end = index + 1
      }
      index += 1
    }
    return end
  }

  private mutating func appendFootnote(
    _ name: String, lines: Range<Int>, start: Int, table: TokenTable
  ) {
    let position = body[lines.lowerBound].position(0)
    let quote: [UInt8] = [Ascii.greater, Ascii.space]
    guard let mark = table.placeholder(.footnoteBody(name), source: "", at: position) else {
      return
    }
    // The mark is a paragraph of its own: the text after it may begin with any kind of block.
    preamble.append(Line(bytes: quote + mark, number: position.line))
    preamble.append(Line(bytes: quote, number: position.line))
    for index in lines {
      var bytes = body[index].bytes
      let cut =
        index == lines.lowerBound
        ? start + bytes[start...].prefix { $0 == Ascii.space }.count
        : bytes.first == Ascii.tab ? 1 : bytes.prefix(4).prefix { $0 == Ascii.space }.count
      bytes.removeFirst(cut)
      preamble.append(
        Line(bytes: quote + bytes, number: body[index].number, shift: cut - quote.count))
    }
    preamble.append(Line(bytes: [], number: position.line))
  }
}

extension UInt8 {
  /// Whether this can be part of a footnote's name.
  var isLabelOrLetter: Bool { isLabel || self >= 0x80 }
}
