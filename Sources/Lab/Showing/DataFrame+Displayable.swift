public import Frames
public import Records

extension DataFrame: Displayable {
  /// The frame as a table; the middle of a long one is left out.
  public func displayed() -> Output { .table(TableOutput(tableRows())) }
}

extension Series: Displayable {
  /// The series as a table with one column.
  public func displayed() -> Output { .table(TableOutput(tableRows())) }
}

extension TableOutput {
  /// The record of what a frame shows.
  init(_ table: TableRows) {
    self.init(
      columns: table.columns.map { Column(name: $0.name, kind: Column.Kind($0.kind)) },
      index: table.index, rows: table.rows,
      totalRows: table.totalRows == table.rows.count ? nil : table.totalRows,
      gapAfter: table.gapAfter)
  }
}

extension TableOutput.Column.Kind {
  /// What a column of a series of some kind holds.
  init(_ kind: Series.Kind) {
    switch kind {
    case .string: self = .text
    case .bool: self = .bool
    default: self = .number
    }
  }
}
