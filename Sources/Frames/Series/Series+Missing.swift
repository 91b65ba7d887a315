extension Series {
  /// A column that is true where a value is missing.
  public func isNull() -> Series {
    Series(name, storage: .bool(nullMask.map(Optional.some)), index: index)
  }

  /// A column that is true where a value is present.
  public func notNull() -> Series {
    Series(name, storage: .bool(nullMask.map { !$0 }), index: index)
  }

  /// How many values are missing.
  public var nullCount: Int { nullMask.count { $0 } }

  /// The column with `value` in place of every missing number.
  ///
  /// Stops for a column of text; fill that with `fillNull(_: String)`.
  public func fillNull(_ value: Double) -> Series {
    switch storage {
    case .int: return self
    case .double(let values):
      return Series(name, storage: .double(values.map { $0.isNaN ? value : $0 }), index: index)
    case .bool, .string:
      if nullCount == 0 { return self }
      stop("fillNull", "'\(name)' holds no numbers, so \(value) cannot fill its gaps")
    }
  }

  /// The column with `value` in place of every missing text.
  ///
  /// Stops where a column that holds no text has gaps.
  public func fillNull(_ value: String) -> Series {
    guard case .string(let values) = storage else {
      if nullCount == 0 { return self }
      stop("fillNull", "'\(name)' holds no text, so '\(value)' cannot fill its gaps")
    }
    return Series(name, storage: .string(values.map { $0 ?? value }), index: index)
  }

  /// The present values only, with their labels.
  public func dropNull() -> Series {
    let mask = nullMask
    return selecting((0..<count).filter { !mask[$0] })
  }

  /// For each row whether its value is missing.
  var nullMask: [Bool] {
    switch storage {
    case .int(let values): Array(repeating: false, count: values.count)
    case .double(let values): values.map(\.isNaN)
    case .bool(let values): values.map { $0 == nil }
    case .string(let values): values.map { $0 == nil }
    }
  }
}
