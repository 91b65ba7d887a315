extension Series {
  /// Adds two columns row by row; a missing value on either side gives a missing one.
  public static func + (left: Series, right: Series) -> Series { left.combine(right, "+", +) }
  /// Subtracts two columns row by row.
  public static func - (left: Series, right: Series) -> Series { left.combine(right, "-", -) }
  /// Multiplies two columns row by row.
  public static func * (left: Series, right: Series) -> Series { left.combine(right, "*", *) }
  /// Divides two columns row by row; 0/0 gives NaN, which counts as missing.
  public static func / (left: Series, right: Series) -> Series { left.combine(right, "/", /) }

  /// Adds a number to every value.
  public static func + (left: Series, right: Double) -> Series { left.map { $0 + right } }
  /// Subtracts a number from every value.
  public static func - (left: Series, right: Double) -> Series { left.map { $0 - right } }
  /// Multiplies every value by a number.
  public static func * (left: Series, right: Double) -> Series { left.map { $0 * right } }
  /// Divides every value by a number.
  public static func / (left: Series, right: Double) -> Series { left.map { $0 / right } }

  /// The column with a function applied to every number; missing ones stay missing.
  ///
  /// The result is a `double` column. Stops for a column of text.
  public func map(_ transform: (Double) -> Double) -> Series {
    Series(
      name, storage: .double(doubles.map { $0.isNaN ? .nan : transform($0) }), index: index)
  }

  /// The column with a function applied to every text, nil for a missing one.
  ///
  /// Stops for a column that holds no text.
  public func mapText(_ transform: (String?) -> String?) -> Series {
    guard case .string(let values) = storage else { stop("mapText", "'\(name)' holds no text") }
    return Series(name, storage: .string(values.map(transform)), index: index)
  }

  /// For each row whether its number satisfies a condition; false where it is missing.
  ///
  /// ```swift
  /// let large = houses[houses["Gr_Liv_Area"].mask { $0 > 3000 }]
  /// ```
  public func mask(_ condition: (Double) -> Bool) -> [Bool] {
    doubles.map { !$0.isNaN && condition($0) }
  }

  private func combine(
    _ other: Series, _ operation: String, _ function: (Double, Double) -> Double
  ) -> Series {
    guard count == other.count else {
      stop(operation, "'\(name)' has \(count) rows, '\(other.name)' has \(other.count)")
    }
    let results = zip(doubles, other.doubles).map(function)
    return Series(name == other.name ? name : "", storage: .double(results), index: index)
  }
}
