/// The text on its way to cmark: lines, each with its place in the file.
///
/// Passes take out what Markdown does not know (front matter, footnotes, tables, formulas) and leave
/// placeholders. Footnotes and table cells are put before the document as block quotes and paragraphs
/// of their own, so that they are parsed with the document's link definitions.
struct Manuscript {
  /// A line and where it came from.
  struct Line {
    /// The bytes without line end.
    var bytes: [UInt8]
    /// The line in the file, from one.
    var number: Int
    /// What to add to a byte's offset in ``bytes`` to get its offset in the file's line.
    var shift = 0

    /// The place of a byte of the line.
    func position(_ offset: Int) -> SourcePosition {
      SourcePosition(line: number, column: max(1, offset + shift + 1))
    }
  }

  /// Footnotes and table cells, before the document proper.
  var preamble: [Line] = []
  /// The document.
  var body: [Line]

  /// All lines in the order in which cmark reads them.
  var lines: [Line] { preamble + body }

  /// The text that cmark reads.
  var text: [UInt8] {
    var text: [UInt8] = []
    for line in preamble {
      text.append(contentsOf: line.bytes)
      text.append(Ascii.newline)
    }
    for line in body {
      text.append(contentsOf: line.bytes)
      text.append(Ascii.newline)
    }
    return text
  }

  /// Replaces characters that would be mistaken for placeholders.
  mutating func protectLiterals(_ table: TokenTable) {
    for index in body.indices where TokenTable.mayHoldPlaceholders(body[index].bytes) {
      var bytes: [UInt8] = []
      for scalar in body[index].bytes.text.unicodeScalars {
        let source = String(Character(scalar))
        if scalar.value >= 0xF0000 {
          bytes += table.placeholder(.literal, source: source, at: body[index].position(0)) ?? []
        } else {
          bytes += Array(source.utf8)
        }
      }
      body[index].bytes = bytes
    }
  }

  /// For each line, whether it is code or HTML.
  static func verbatimLines(_ outline: [MarkdownLeaf], count: Int) -> [Bool] {
    var verbatim = Array(repeating: false, count: count)
    for leaf in outline where leaf.kind == .code || leaf.kind == .html {
      for line in leaf.lines where line < count { verbatim[line] = true }
    }
    return verbatim
  }

  /// How many bytes at the start of a line belong to the block quotes and indents around its text.
  static func containerPrefix(_ line: [UInt8], quotes: Int) -> Int {
    var index = 0
    var left = quotes
    while index < line.count {
      if line[index] == Ascii.space || line[index] == Ascii.tab {
        index += 1
      } else if line[index] == Ascii.greater, left > 0 {
        left -= 1
        index += 1
      } else {
        break
      }
    }
    return index
  }
}
