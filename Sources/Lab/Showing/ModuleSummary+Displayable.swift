public import NN
public import Records

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
