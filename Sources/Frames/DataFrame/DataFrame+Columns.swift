extension DataFrame {
  /// The column of a name.
  ///
  /// Reading stops when there is none. Writing replaces the column of that name or appends a new
  /// one on the right; stops when the lengths differ.
  public subscript(name: String) -> Series {
    get { columns[position(of: name)] }
    set {
      var changed = columns
      if let place = columns.firstIndex(where: { $0.name == name }) {
        changed[place] = newValue.renamed(name)
      } else {
        changed.append(newValue.renamed(name))
      }
      self = DataFrame(changed, index: columns.isEmpty ? newValue.index : index)
    }
  }

  /// The columns of the names, in that order.
  ///
  /// Writing replaces the columns one by one; the new frame must have as many.
  public subscript(names: [String]) -> DataFrame {
    get { DataFrame(names.map { self[$0] }, index: index) }
    set {
      guard newValue.columnCount == names.count else {
        stop("DataFrame", "\(newValue.columnCount) columns assigned to \(names.count) names")
      }
      var changed = columns
      for (name, column) in zip(names, newValue.columns) {
        changed[position(of: name)] = column.renamed(name)
      }
      self = DataFrame(changed, index: index)
    }
  }

  /// The rows for which `mask` is true, with their labels; stops when the lengths differ.
  public subscript(mask: [Bool]) -> DataFrame {
    guard mask.count == rowCount else {
      stop("DataFrame", "a mask of \(mask.count) values for \(rowCount) rows")
    }
    return selecting((0..<rowCount).filter { mask[$0] })
  }

  /// One row, by the name of a column.
  public struct Row: Sendable {
    let frame: DataFrame
    let position: Int

    /// The row's value in a column; stops when there is no such column.
    public subscript(name: String) -> Series.Value { frame[name][position] }

    /// The row's label.
    public var label: String { frame.index.label(at: position) }
  }

  /// The rows that satisfy a condition, with their labels.
  ///
  /// ```swift
  /// houses.filter { row in row["Alley"].text == "Pave" }
  /// ```
  public func filter(_ condition: (Row) -> Bool) -> DataFrame {
    selecting((0..<rowCount).filter { condition(Row(frame: self, position: $0)) })
  }

  /// Whether there is a column of that name.
  public func hasColumn(_ name: String) -> Bool { columns.contains { $0.name == name } }

  /// The frame without some columns; stops when one of them does not exist.
  public func dropColumns(_ names: String...) -> DataFrame { dropColumns(names) }

  /// The frame without some columns; stops when one of them does not exist.
  public func dropColumns(_ names: [String]) -> DataFrame {
    let places = Set(names.map(position(of:)))
    return DataFrame(
      columns.enumerated().filter { !places.contains($0.offset) }.map(\.element), index: index)
  }

  /// The frame with columns renamed from the keys to the values of a dictionary.
  ///
  /// Stops when a key is no column.
  public func renamingColumns(_ names: [String: String]) -> DataFrame {
    for old in names.keys.sorted() { _ = position(of: old) }
    return DataFrame(columns.map { $0.renamed(names[$0.name] ?? $0.name) }, index: index)
  }

  /// The frame with a function applied to each column.
  ///
  /// ```swift
  /// let numeric = houses.numericColumns
  /// houses[numeric] = houses[numeric].apply { ($0 - $0.mean()) / $0.std() }
  /// ```
  public func apply(_ transform: (Series) -> Series) -> DataFrame {
    DataFrame(columns.map { transform($0).renamed($0.name) }, index: index)
  }

  func position(of name: String) -> Int {
    guard let place = columns.firstIndex(where: { $0.name == name }) else {
      let similar = suggestion(for: name, among: columnNames)
      let names = columnNames.joined(separator: ", ")
      let listed = columnCount <= 12 ? "; its columns are \(names)" : ""
      stop("DataFrame", "no column '\(name)'\(similar.isEmpty ? listed : similar)")
    }
    return place
  }
}
