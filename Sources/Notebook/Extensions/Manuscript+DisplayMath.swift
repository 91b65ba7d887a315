extension Manuscript {
  /// Replaces formulas in `$$` lines by placeholders, before their lines can be taken for lists,
  /// headings or rules.
  mutating func protectDisplayMath(
    _ table: TokenTable, outline: [MarkdownLeaf], diagnostics: DiagnosticBag
  ) {
    let verbatim = Self.verbatimLines(outline, count: preamble.count + body.count)
    var all = lines
    var index = 0
    while index < all.count {
      let line = all[index].bytes
      let quotes = line.prefix { $0.isBlank || $0 == Ascii.greater }
        .count { $0 == Ascii.greater }
      let start = Self.containerPrefix(line, quotes: quotes)
      guard !verbatim[index], Self.hasDollars(line, at: start),
        Self.closingDollars(line, from: start + 2) == nil
      else {
        index += 1
        continue
      }
      guard let end = Self.replaceFormula(&all, from: index, start, quotes, table) else {
        diagnostics.error(
          "this '$$' is never closed", at: all[index].position(start), length: 2,
          explanation: "a formula ends with '$$' before the next blank line")
        index += 1
        continue
      }
      index = end
    }
    preamble = Array(all[..<preamble.count])
    body = Array(all[preamble.count...])
  }

  /// Replaces the formula that starts on a line; returns the line after it, or nil if it has no end.
  private static func replaceFormula(
    _ all: inout [Line], from first: Int, _ start: Int, _ quotes: Int, _ table: TokenTable
  ) -> Int? {
    var last = first + 1
    var close: (start: Int, end: Int)?
    var formula = [all[first].bytes[(start + 2)...].text]
    while last < all.count {
      let line = all[last].bytes
      let inner = containerPrefix(line, quotes: quotes)
      if line[inner...].isBlankLine { return nil }
      if let end = closingDollars(line, from: inner) {
        close = (inner, end)
        formula.append(line[inner..<end].text)
        break
      }
      formula.append(line[inner...].text)
      last += 1
    }
    guard let close, last < all.count else { return nil }
    let position = all[first].position(start)
    let text = formula.joined(separator: "\n")
    guard
      let mark = table.placeholder(
        .math(text.trimmed, display: true), source: "$$\(text)$$", at: position)
    else { return nil }
    all[first].bytes = all[first].bytes[..<start] + mark
    for index in (first + 1)...last {
      let line = all[index].bytes
      let inner = containerPrefix(line, quotes: quotes)
      let rest = index == last ? Array(line[(close.end + 2)...]) : []
      all[index].shift += line.count - rest.count - inner - TokenTable.continuationBytes.count
      all[index].bytes = line[..<inner] + TokenTable.continuationBytes + rest
    }
    return last + 1
  }

  private static func hasDollars(_ line: [UInt8], at index: Int) -> Bool {
    index + 1 < line.count && line[index] == Ascii.dollar && line[index + 1] == Ascii.dollar
  }

  /// The offset of the `$$` that closes a formula.
  private static func closingDollars(_ line: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < line.count {
      if line[index] == Ascii.backslash {
        index += 2
      } else if hasDollars(line, at: index) {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }
}
