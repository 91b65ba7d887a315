extension Series {
  /// One value of a column.
  public enum Value: Hashable, Sendable {
    /// A whole number.
    case int(Int)
    /// A floating-point number.
    case double(Double)
    /// A truth value.
    case bool(Bool)
    /// Text.
    case string(String)
    /// No value.
    case missing

    /// The number, or nil where the value is not one. Truth values count as 0 and 1.
    public var number: Double? {
      switch self {
      case .int(let value): Double(value)
      case .double(let value): value
      case .bool(let value): value ? 1 : 0
      case .string, .missing: nil
      }
    }

    /// The text, or nil where the value is not text.
    public var text: String? { if case .string(let value) = self { value } else { nil } }

    /// Whether there is no value.
    public var isMissing: Bool { self == .missing }
  }

  /// The value at a position, counted from 0; a negative position counts from the end.
  public subscript(position: Int) -> Value {
    let place = resolve(position)
    switch storage {
    case .int(let values): return .int(values[place])
    case .double(let values): return values[place].isNaN ? .missing : .double(values[place])
    case .bool(let values): return values[place].map(Value.bool) ?? .missing
    case .string(let values): return values[place].map(Value.string) ?? .missing
    }
  }

  /// The value with a row label, such as the mean of one column in `frame.mean()["Price"]`.
  ///
  /// Stops when no row has that label; where several have, the first one is taken.
  public subscript(label: String) -> Value {
    guard let position = index.labels.firstIndex(of: label) else {
      stop("Series", "no row is called '\(label)'\(suggestion(for: label, among: index.labels))")
    }
    return self[position]
  }

  /// All values, one after the other.
  public var values: [Value] { (0..<count).map { self[$0] } }

  /// The values as numbers, NaN for a missing one; truth values count as 0 and 1.
  ///
  /// Stops for a column of text.
  public var doubles: [Double] {
    switch storage {
    case .int(let values): values.map(Double.init)
    case .double(let values): values
    case .bool(let values): values.map { $0.map { $0 ? 1 : 0 } ?? .nan }
    case .string: stop("Series.doubles", "'\(name)' holds text; encode it first with oneHot()")
    }
  }

  /// The values as text, nil for a missing one; numbers are written as short as they round-trip.
  public var strings: [String?] {
    switch storage {
    case .int(let values): values.map { String($0) }
    case .double(let values): values.map { $0.isNaN ? nil : "\($0)" }
    case .bool(let values): values.map { $0.map { $0 ? "True" : "False" } }
    case .string(let values): values
    }
  }

  /// The rows at `positions`, in that order, with their labels.
  public func selecting(_ positions: [Int]) -> Series {
    let chosen: Storage
    switch storage {
    case .int(let values): chosen = .int(positions.map { values[$0] })
    case .double(let values): chosen = .double(positions.map { values[$0] })
    case .bool(let values): chosen = .bool(positions.map { values[$0] })
    case .string(let values): chosen = .string(positions.map { values[$0] })
    }
    return Series(name, storage: chosen, index: index.selecting(positions))
  }

  /// The first rows.
  public func head(_ rows: Int = 5) -> Series { selecting(Array((0..<count).prefix(rows))) }

  /// The different values in the order in which they first appear; a missing one is among them.
  public func unique() -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// How often each value occurs, the most frequent first; missing values are not counted.
  ///
  /// Values that occur equally often keep the order in which they first appear.
  public func valueCounts() -> Series {
    var counts: [Value: Int] = [:]
    for value in values where !value.isMissing { counts[value, default: 0] += 1 }
    let order = unique().filter { !$0.isMissing }.enumerated()
      .map { (value: $1, place: $0, count: counts[$1] ?? 0) }
      .sorted { ($1.count, $0.place) < ($0.count, $1.place) }
    return Series(
      "count", storage: .int(order.map(\.count)),
      index: .names(order.map { $0.value.description }))
  }

  /// The position that a possibly negative one stands for; stops outside of the series.
  func resolve(_ position: Int) -> Int {
    let place = position < 0 ? position + count : position
    guard (0..<count).contains(place) else {
      stop("Series", "position \(position) is outside of \(count) rows")
    }
    return place
  }
}

extension Series.Value: CustomStringConvertible {
  /// The value as text; `NaN` for a missing one.
  public var description: String {
    switch self {
    case .int(let value): String(value)
    case .double(let value): "\(value)"
    case .bool(let value): value ? "True" : "False"
    case .string(let value): value
    case .missing: "NaN"
    }
  }
}

extension Series.Value: Comparable {
  /// Orders numbers by size and text by its code points; missing values come last.
  public static func < (left: Series.Value, right: Series.Value) -> Bool {
    switch (left, right) {
    case (.missing, _): return false
    case (_, .missing): return true
    case (.int(let a), .int(let b)): return a < b
    case (.string(let a), .string(let b)):
      return a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
    default:
      guard let a = left.number else { return false }
      guard let b = right.number else { return true }
      return a < b
    }
  }
}
