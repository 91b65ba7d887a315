extension DataFrame {
  /// The rows in the order of a column's values, with their labels.
  ///
  /// Rows with equal values keep their order; missing values come last in either direction.
  public func sorted(by name: String, ascending: Bool = true) -> DataFrame {
    sorted(by: [name], ascending: ascending)
  }

  /// The rows in the order of several columns' values, the first column deciding first.
  public func sorted(by names: [String], ascending: Bool = true) -> DataFrame {
    let keys = names.map { self[$0].values }
    let order = (0..<rowCount).sorted { left, right in
      for key in keys {
        let (a, b) = (key[left], key[right])
        if a == b { continue }
        if a.isMissing || b.isMissing { return b.isMissing }
        return ascending ? a < b : b < a
      }
      return left < right
    }
    return selecting(order)
  }
}

extension Series {
  /// The values in order, with their labels; missing ones come last in either direction.
  ///
  /// ```swift
  /// houses.groupBy("Neighborhood").mean()["Sale_Price"].sorted(ascending: false).head()
  /// ```
  public func sorted(ascending: Bool = true) -> Series {
    DataFrame([self]).sorted(by: name, ascending: ascending)[name]
  }
}
