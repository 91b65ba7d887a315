/// A pipe table, as GitHub Flavored Markdown defines it.
enum PipeTable {
  /// The cells of a row: each with its offset in the row. A pipe after a backslash does not separate.
  static func cells(_ row: [UInt8]) -> [(text: [UInt8], offset: Int)] {
    var cells: [(text: [UInt8], offset: Int)] = []
    var start = 0
    var index = 0
    while index < row.count {
      if row[index] == Ascii.backslash {
        index += 2
      } else if row[index] == Ascii.pipe {
        cells.append((Array(row[start..<index]), start))
        start = index + 1
        index += 1
      } else {
        index += 1
      }
    }
    cells.append((Array(row[start...]), start))
    if cells.count > 1, cells[0].text.isBlankLine { cells.removeFirst() }
    if cells.count > 1, cells[cells.count - 1].text.isBlankLine { cells.removeLast() }
    return cells.map(trimmed)
  }

  /// The alignments that a delimiter row such as `| :-- | --: |` sets, or nil if it is none.
  static func alignments(_ row: [UInt8]) -> [Table.Alignment]? {
    guard row.contains(Ascii.pipe), row.contains(Ascii.dash) else { return nil }
    var alignments: [Table.Alignment] = []
    for cell in cells(row) {
      var text = cell.text[...]
      let left = text.first == Ascii.colon
      if left { text.removeFirst() }
      let right = text.last == Ascii.colon
      if right { text.removeLast() }
      guard !text.isEmpty, text.allSatisfy({ $0 == Ascii.dash }) else { return nil }
      switch (left, right) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.natural)
      }
    }
    return alignments
  }

  private static func trimmed(_ cell: (text: [UInt8], offset: Int)) -> (text: [UInt8], offset: Int)
  {
    let lead = cell.text.prefix { $0.isBlank }.count
    var text = cell.text.dropFirst(lead)
    while let last = text.last, last.isBlank { text.removeLast() }
    return (Array(text), cell.offset + lead)
  }
}
