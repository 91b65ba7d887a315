public import Frames
public import NN
public import Records

extension DataFrame: Displayable {
  /// The frame as a table; a long one with its first and last rows.
  public func displayed() -> Output { .table(TableOutput(tableRows())) }
}

extension Series: Displayable {
  /// The series as a table of one column.
  public func displayed() -> Output { .table(TableOutput(tableRows())) }
}

extension ModuleSummary: Displayable {
  /// The layers as a table, with the sums as its caption.
  public func displayed() -> Output {
    let sums = "\(parameters) parameters, \(multiplyAdds) multiply-adds"
    let columns = zip(ModuleSummary.headings, [false, false, false, true, true]).map {
      TableOutput.Column(name: $0, kind: $1 ? .number : .text)
    }
    // Numbers without separators, so that they can be compared as numbers.
    let cells = rows.map { row in
      [row.name, row.type, "\(row.outputShape)", "\(row.parameters)", "\(row.multiplyAdds)"]
    }
    return .table(TableOutput(columns: columns, rows: cells, caption: sums))
  }
}

extension TableOutput {
  /// A frame's texts as the record of a table.
  fileprivate init(_ table: TableRows) {
    self.init(
      columns: table.columns.map { Column(name: $0.name, kind: Column.Kind($0.kind)) },
      index: table.index, rows: table.rows,
      totalRows: table.gapAfter == nil ? nil : table.totalRows, gapAfter: table.gapAfter)
  }
}

extension TableOutput.Column.Kind {
  fileprivate init(_ kind: Series.Kind) {
    switch kind {
    case .int, .double: self = .number
    case .bool: self = .bool
    case .string: self = .text
    }
  }
}
