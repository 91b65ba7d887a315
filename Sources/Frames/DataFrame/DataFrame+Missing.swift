extension DataFrame {
  /// A frame of truth values: true where a value is missing.
  public func isNull() -> DataFrame { DataFrame(columns.map { $0.isNull() }, index: index) }

  /// The rows in which no value is missing, with their labels.
  public func dropNull() -> DataFrame {
    var complete = Array(repeating: true, count: rowCount)
    for column in columns {
      for (row, missing) in column.nullMask.enumerated() where missing { complete[row] = false }
    }
    return self[complete]
  }

  /// The columns in which no value is missing.
  public func dropNullColumns() -> DataFrame {
    DataFrame(columns.filter { $0.nullCount == 0 }, index: index)
  }

  /// The frame with a number in place of every missing value of its numeric columns.
  ///
  /// Columns of text and truth values stay as they are.
  public func fillNull(_ value: Double) -> DataFrame {
    DataFrame(columns.map { $0.isNumeric ? $0.fillNull(value) : $0 }, index: index)
  }

  /// The frame with each numeric column's gaps filled by that column's value in `values`.
  ///
  /// This is how a column's mean fills its gaps: `frame.fillNull(frame.mean())`. Columns that
  /// `values` does not name stay as they are.
  public func fillNull(_ values: Series) -> DataFrame {
    let labels = values.index.labels
    return DataFrame(
      columns.map { column in
        guard column.isNumeric, let place = labels.firstIndex(of: column.name),
          let value = values[place].number
        else { return column }
        return column.fillNull(value)
      }, index: index)
  }

  /// The frame with a text in place of every missing value of its text columns.
  public func fillNull(_ value: String) -> DataFrame {
    DataFrame(columns.map { $0.kind == .string ? $0.fillNull(value) : $0 }, index: index)
  }
}
