/// A named column of values of one kind, with a label for each row.
///
/// A series is what a data frame's column is, and what `frame.mean()` returns (one value for each
/// column, labelled with the column's name). Missing values follow pandas: an integer column never
/// has any (one with gaps is read as `double`), NaN is the missing `double`, and `bool` and `string`
/// columns hold optionals.
///
/// ```swift
/// let rooms = Series("NumRooms", [3.0, nil, 4.0])
/// rooms.mean()          // 3.5: missing values are skipped
/// rooms.fillNull(3.5)
/// ```
public struct Series: Sendable {
  /// What a column holds.
  public enum Kind: String, Sendable, CaseIterable {
    /// Whole numbers, none of them missing.
    case int
    /// Floating-point numbers; NaN is a missing one.
    case double
    /// Truth values.
    case bool
    /// Text.
    case string
  }

  /// The values, by kind.
  public enum Storage: Sendable {
    /// Whole numbers.
    case int([Int])
    /// Floating-point numbers; NaN is a missing one.
    case double([Double])
    /// Truth values; nil is a missing one.
    case bool([Bool?])
    /// Text; nil is a missing one.
    case string([String?])
  }

  /// The column's name; empty where a series has none.
  public var name: String
  /// The values.
  public private(set) var storage: Storage
  /// The rows' labels.
  public internal(set) var index: RowIndex

  /// Creates a series from its values.
  ///
  /// - Parameters:
  ///   - name: The column's name.
  ///   - storage: The values.
  ///   - index: The rows' labels; 0, 1, 2, ... when left out. Stops when their number differs.
  public init(_ name: String, storage: Storage, index: RowIndex? = nil) {
    self.name = name
    self.storage = storage
    self.index = index ?? .positions(0..<storage.count)
    if self.index.count != storage.count {
      stop("Series", "\(self.index.count) labels for \(storage.count) values")
    }
  }

  /// Creates a column of whole numbers.
  public init(_ name: String, _ values: [Int]) { self.init(name, storage: .int(values)) }

  /// Creates a column of floating-point numbers; NaN counts as missing.
  public init(_ name: String, _ values: [Double]) { self.init(name, storage: .double(values)) }

  /// Creates a column of floating-point numbers, nil for a missing one.
  public init(_ name: String, _ values: [Double?]) {
    self.init(name, storage: .double(values.map { $0 ?? .nan }))
  }

  /// Creates a column of text, nil for a missing one.
  public init(_ name: String, _ values: [String?]) { self.init(name, storage: .string(values)) }

  /// Creates a column of truth values, nil for a missing one.
  public init(_ name: String, _ values: [Bool?]) { self.init(name, storage: .bool(values)) }

  /// How many values there are, missing ones included.
  public var count: Int { storage.count }

  /// What the column holds.
  public var kind: Kind {
    switch storage {
    case .int: .int
    case .double: .double
    case .bool: .bool
    case .string: .string
    }
  }

  /// Whether the column holds numbers (`int` or `double`).
  public var isNumeric: Bool { kind == .int || kind == .double }

  /// The same values under another name.
  public func renamed(_ name: String) -> Series {
    var copy = self
    copy.name = name
    return copy
  }
}

extension Series.Storage {
  /// How many values there are.
  public var count: Int {
    switch self {
    case .int(let values): values.count
    case .double(let values): values.count
    case .bool(let values): values.count
    case .string(let values): values.count
    }
  }
}

extension Series: Equatable {
  /// Whether name, kind, labels and values agree; two missing values are equal.
  public static func == (left: Series, right: Series) -> Bool {
    guard left.name == right.name, left.index == right.index else { return false }
    switch (left.storage, right.storage) {
    case (.int(let a), .int(let b)): return a == b
    case (.double(let a), .double(let b)):
      return a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    case (.bool(let a), .bool(let b)): return a == b
    case (.string(let a), .string(let b)): return a == b
    default: return false
    }
  }
}
