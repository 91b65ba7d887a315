extension DataFrame {
  /// Access by position, as pandas' `iloc`.
  ///
  /// ```swift
  /// frame.iloc[0..<4]                          // the first rows
  /// frame.iloc[..., 0..<2]                     // the first two columns
  /// frame.iloc[..., 2]                         // the third column, as a series
  /// frame.iloc[0..<4, [0, 1, 2, -3, -2, -1]]   // some rows of some columns
  /// frame.iloc[3, 0]                           // one value
  /// ```
  public var iloc: Positions { Positions(frame: self) }

  /// The rows and columns of a frame by their positions.
  public struct Positions: Sendable {
    let frame: DataFrame

    /// Some rows, all columns.
    public subscript(rows: some PositionSelection) -> DataFrame {
      frame.selecting(rows.positions(in: frame.rowCount, axis: "row"))
    }

    /// Some rows of some columns.
    public subscript(
      rows: some PositionSelection, columns: some PositionSelection
    ) -> DataFrame {
      self[..., columns].iloc[rows]
    }

    /// All rows of some columns.
    public subscript(rows: UnboundedRange, columns: some PositionSelection) -> DataFrame {
      let places = columns.positions(in: frame.columnCount, axis: "column")
      return DataFrame(places.map { frame.columns[$0] }, index: frame.index)
    }

    /// Some rows, all columns.
    public subscript(rows: some PositionSelection, columns: UnboundedRange) -> DataFrame {
      self[rows]
    }

    /// All rows of one column.
    public subscript(rows: UnboundedRange, column: Int) -> Series {
      frame.columns[column.positions(in: frame.columnCount, axis: "column")[0]]
    }

    /// Some rows of one column.
    public subscript(rows: some PositionSelection, column: Int) -> Series {
      self[..., column].selecting(rows.positions(in: frame.rowCount, axis: "row"))
    }

    /// One value.
    public subscript(row: Int, column: Int) -> Series.Value { self[..., column][row] }
  }
}
