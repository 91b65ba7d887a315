/// The shape of a table that was taken out of the document.
struct TableShape {
  /// How each column is aligned.
  var alignments: [Table.Alignment]
  /// How many rows there are below the header.
  var rows: Int
  /// Where it starts.
  var position: SourcePosition
}

extension Manuscript {
  /// Replaces pipe tables and the inline marks of all paragraphs and headings by placeholders.
  ///
  /// The cells of a table become paragraphs of their own before the document.
  /// - Returns: The shapes of the tables, in order.
  mutating func protectInlines(_ table: TokenTable, outline: [MarkdownLeaf]) -> [TableShape] {
    var all = lines
    var shapes: [TableShape] = []
    var cells: [Line] = []
    for leaf in outline where leaf.kind == .paragraph || leaf.kind == .heading {
      guard leaf.lines.upperBound < all.count else { continue }
      var range = Range(leaf.lines)
      if leaf.kind == .paragraph, range.count > 1,
        let header = Self.header(all, range, leaf)
      {
        range = range.lowerBound..<header.line
        Self.extractTable(
          &all, from: header.line, to: leaf.lines.upperBound, leaf, header.alignments,
          number: shapes.count, table, &cells)
        shapes.append(
          TableShape(
            alignments: header.alignments, rows: leaf.lines.upperBound - header.line - 1,
            position: all[header.line].position(leaf.indent)))
      }
      if !range.isEmpty {
        Self.replaceInlines(&all, range, indent: leaf.indent, quotes: leaf.quotes, table)
      }
    }
    body = Array(all[preamble.count...])
    preamble = cells + all[..<preamble.count]
    return shapes
  }

  /// The header line of a table in a paragraph: the line before a delimiter row of as many cells.
  private static func header(_ lines: [Line], _ range: Range<Int>, _ leaf: MarkdownLeaf)
    -> (line: Int, alignments: [Table.Alignment])?
  {
    for index in range.dropFirst() where lines[index].bytes.contains(Ascii.pipe) {
      guard let alignments = PipeTable.alignments(text(lines, index, range, leaf)) else { continue }
      let header = PipeTable.cells(text(lines, index - 1, range, leaf))
      if header.count == alignments.count { return (index - 1, alignments) }
    }
    return nil
  }

  private static func prefix(_ lines: [Line], _ index: Int, _ first: Int, _ leaf: MarkdownLeaf)
    -> Int
  {
    let bytes = lines[index].bytes
    return index == first
      ? min(leaf.indent, bytes.count) : containerPrefix(bytes, quotes: leaf.quotes)
  }

  private static func text(
    _ lines: [Line], _ index: Int, _ range: Range<Int>, _ leaf: MarkdownLeaf
  ) -> [UInt8] {
    Array(lines[index].bytes[prefix(lines, index, range.lowerBound, leaf)...])
  }

  private static func extractTable(
    _ all: inout [Line], from first: Int, to last: Int, _ leaf: MarkdownLeaf,
    _ alignments: [Table.Alignment], number: Int, _ table: TokenTable, _ cells: inout [Line]
  ) {
    for index in first...last {
      let line = all[index]
      let prefix = prefix(all, index, leaf.lines.lowerBound, leaf)
      let row = Array(line.bytes[prefix...])
      if index != first + 1 {
        let rowNumber = index == first ? 0 : index - first - 1
        for (column, cell) in PipeTable.cells(row).prefix(alignments.count).enumerated() {
          append(
            cell, of: line, prefix, .tableCell(table: number, row: rowNumber, column: column),
            table, &cells)
        }
      }
      let mark =
        index == first
        ? table.placeholder(.table(number), source: row.text, at: line.position(prefix)) : nil
      all[index].bytes = line.bytes[..<prefix] + (mark ?? TokenTable.continuationBytes)
    }
  }

  private static func append(
    _ cell: (text: [UInt8], offset: Int), of line: Line, _ prefix: Int, _ token: Token,
    _ table: TokenTable, _ cells: inout [Line]
  ) {
    let offset = prefix + cell.offset
    guard let mark = table.placeholder(token, source: "", at: line.position(offset)) else { return }
    var text: [UInt8] = []
    for (index, byte) in cell.text.enumerated() {
      let next = index + 1 < cell.text.count ? cell.text[index + 1] : 0
      if byte != Ascii.backslash || next != Ascii.pipe { text.append(byte) }
    }
    var paragraph = [
      Line(
        bytes: mark + text, number: line.number, shift: line.shift + offset - mark.count)
    ]
    replaceInlines(&paragraph, 0..<1, indent: mark.count, quotes: 0, table)
    cells.append(paragraph[0])
    cells.append(Line(bytes: [], number: line.number))
  }
}
