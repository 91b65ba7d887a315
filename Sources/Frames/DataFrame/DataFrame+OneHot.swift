extension DataFrame {
  /// The frame with every text column replaced by one column of 0 and 1 for each of its values.
  ///
  /// The same as pandas' `get_dummies`: the other columns come first, then for each text column its
  /// values in sorted order, named `Alley_Pave`. With `dummyNA` every text column also gets a
  /// `_nan` column that marks its missing values, even where none is missing; without it a missing
  /// value is a row of zeros.
  ///
  /// - Parameters:
  ///   - names: The text columns to encode; all of them when left out. Stops when one of them holds
  ///     no text.
  ///   - dummyNA: Whether missing values get a column of their own.
  public func oneHot(columns names: [String]? = nil, dummyNA: Bool = false) -> DataFrame {
    let encoded = names ?? textColumns
    var result = columns.filter { !encoded.contains($0.name) }
    for name in encoded {
      guard case .string(let values) = self[name].storage else {
        stop("oneHot", "'\(name)' holds no text")
      }
      var rows: [String: [Int]] = [:]
      var missing: [Int] = []
      for (row, value) in values.enumerated() {
        if let value { rows[value, default: []].append(row) } else { missing.append(row) }
      }
      for category in rows.keys.map(Series.Value.string).sorted() {
        let marked = rows[category.description] ?? []
        result.append(indicator("\(name)_\(category)", marked))
      }
      if dummyNA { result.append(indicator("\(name)_nan", missing)) }
    }
    return DataFrame(result, index: index)
  }

  private func indicator(_ name: String, _ rows: [Int]) -> Series {
    var marks = Array(repeating: 0, count: rowCount)
    for row in rows { marks[row] = 1 }
    return Series(name, marks)
  }
}
