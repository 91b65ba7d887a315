/// The labels of a table's rows.
public enum RowIndex: Equatable, Sendable {
  /// Consecutive numbers, as a table read from a file has.
  case positions(Range<Int>)
  /// Numbers that are no longer consecutive, as after `dropNull()` or a sort.
  case numbers([Int])
  /// Names, as in the result of `describe()` or `groupBy`.
  case names([String])

  /// How many rows are labelled.
  public var count: Int {
    switch self {
    case .positions(let range): range.count
    case .numbers(let numbers): numbers.count
    case .names(let names): names.count
    }
  }

  /// The label of the row at a position, as text.
  public func label(at position: Int) -> String {
    switch self {
    case .positions(let range): String(range.lowerBound + position)
    case .numbers(let numbers): String(numbers[position])
    case .names(let names): names[position]
    }
  }

  /// All labels as text.
  public var labels: [String] { (0..<count).map(label(at:)) }

  /// The labels of the rows at `positions`, in that order.
  func selecting(_ positions: [Int]) -> RowIndex {
    switch self {
    case .names(let names): return .names(positions.map { names[$0] })
    case .numbers(let numbers): return .numbers(positions.map { numbers[$0] })
    case .positions(let range):
      guard let first = positions.first else { return .positions(0..<0) }
      let consecutive = positions.enumerated().allSatisfy { $1 == first + $0 }
      let start = range.lowerBound + first
      return consecutive
        ? .positions(start..<start + positions.count)
        : .numbers(positions.map { range.lowerBound + $0 })
    }
  }

  /// The labels of both tables, one after the other, as concatenation of rows keeps them.
  func appending(_ other: RowIndex) -> RowIndex {
    if case .names(let first) = self { return .names(first + other.labels) }
    if case .names(let second) = other { return .names(labels + second) }
    if case .positions(let first) = self, case .positions(let second) = other,
      second.lowerBound == first.upperBound
    {
      return .positions(first.lowerBound..<second.upperBound)
    }
    return .numbers(numbers + other.numbers)
  }

  private var numbers: [Int] {
    switch self {
    case .positions(let range): Array(range)
    case .numbers(let numbers): numbers
    case .names: []
    }
  }
}
