extension DataFrame {
  /// The sum of each column of numbers or truth values; text columns are left out.
  public func sum() -> Series {
    let countable = columns.filter { $0.kind != .string }
    let whole = countable.allSatisfy { $0.kind == .bool || $0.kind == .int }
    let sums = countable.map { $0.sum() }
    return Series(
      "sum", storage: whole ? .int(sums.map { Int($0) }) : .double(sums),
      index: .names(countable.map(\.name)))
  }

  /// The mean of each numeric column.
  public func mean() -> Series { summary("mean") { $0.mean() } }

  /// The standard deviation of each numeric column, by default of a sample.
  public func std(correction: Int = 1) -> Series {
    summary("std") { $0.std(correction: correction) }
  }

  /// The smallest value of each numeric column.
  public func min() -> Series { summary("min") { $0.min() } }

  /// The largest value of each numeric column.
  public func max() -> Series { summary("max") { $0.max() } }

  /// The median of each numeric column.
  public func median() -> Series { summary("median") { $0.median() } }

  /// How many values of each column are present.
  public func count() -> Series {
    Series(
      "count", storage: .int(columns.map { $0.count - $0.nullCount }),
      index: .names(columnNames))
  }

  /// Count, mean, standard deviation, minimum, quartiles and maximum of the numeric columns.
  public func describe() -> DataFrame {
    let rows = ["count", "mean", "std", "min", "25%", "50%", "75%", "max"]
    return DataFrame(
      columns.filter(\.isNumeric).map { column in
        Series(
          column.name,
          [
            Double(column.count - column.nullCount), column.mean(), column.std(), column.min(),
            column.quantile(0.25), column.median(), column.quantile(0.75), column.max(),
          ])
      }, index: .names(rows))
  }

  private func summary(_ name: String, _ statistic: (Series) -> Double) -> Series {
    let numeric = columns.filter(\.isNumeric)
    return Series(
      name, storage: .double(numeric.map(statistic)), index: .names(numeric.map(\.name)))
  }
}
