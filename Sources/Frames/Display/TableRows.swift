/// A frame or series as the texts of a table, without saying how the table is drawn.
///
/// Notebooks turn this into their own table; `description` draws it with blanks.
public struct TableRows: Equatable, Sendable {
  /// A column's heading and what it holds.
  public struct Column: Equatable, Sendable {
    /// The heading.
    public var name: String
    /// What the column holds.
    public var kind: Series.Kind
  }

  /// The columns, left to right.
  public var columns: [Column]
  /// The labels of the rows shown.
  public var index: [String]
  /// The cells of the rows shown; nil for a missing value.
  public var rows: [[String?]]
  /// How many rows the whole table has.
  public var totalRows: Int
  /// The position in `rows` after which rows were left out, or nil where all are shown.
  public var gapAfter: Int?
}

extension DataFrame {
  /// The table's texts: all rows, or the first and last ones of a long table.
  ///
  /// - Parameters:
  ///   - maxRows: The longest table that is shown whole.
  ///   - shortened: How many rows a longer one shows, half of them from its end.
  public func tableRows(maxRows: Int = 60, shortened: Int = 10) -> TableRows {
    let total = rowCount
    let isLong = total > maxRows
    let ends = Swift.max(1, shortened / 2)
    let shown = isLong ? Array(0..<ends) + Array(total - ends..<total) : Array(0..<total)
    let part = selecting(shown)
    let cells = part.columns.map(\.cells)
    return TableRows(
      columns: columns.map { TableRows.Column(name: $0.name, kind: $0.kind) },
      index: part.index.labels,
      rows: shown.indices.map { row in cells.map { $0[row] } },
      totalRows: total, gapAfter: isLong ? ends : nil)
  }
}

extension Series {
  /// The series as a table of one column.
  public func tableRows(maxRows: Int = 60, shortened: Int = 10) -> TableRows {
    DataFrame([self]).tableRows(maxRows: maxRows, shortened: shortened)
  }

  /// The values as a table shows them; nil for a missing one.
  var cells: [String?] {
    guard case .double(let values) = storage else { return strings }
    return zip(values, formattedColumn(values)).map { $0.isNaN ? nil : $1 }
  }
}
