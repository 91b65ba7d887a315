extension DataFrame {
  /// Which rows a join keeps.
  public enum JoinKind: Sendable {
    /// Rows whose key is in both frames.
    case inner
    /// All rows of the left frame.
    case left
    /// All rows of the right frame, in its order.
    case right
    /// All rows of both frames: those of the left one first.
    case outer
  }

  /// Joins the rows of two frames that agree in a column.
  ///
  /// A key that occurs several times gives every combination, in the left frame's order. Where one
  /// side has no partner its columns are missing. Other columns that both frames have get the
  /// suffixes `_x` and `_y`. Missing keys never match.
  ///
  /// - Parameters:
  ///   - other: The right frame.
  ///   - key: The column of the keys; stops when either frame lacks it.
  ///   - kind: Which rows are kept.
  public func joined(
    with other: DataFrame, on key: String, how kind: JoinKind = .inner
  ) -> DataFrame {
    let pairs = matches(self[key].values, other[key].values, kind)
    let shared = Set(columnNames).intersection(other.columnNames).subtracting([key])
    var result: [Series] = []
    for column in columns {
      let name = shared.contains(column.name) ? "\(column.name)_x" : column.name
      result.append(
        column.name == key
          ? merged(column, other[key], pairs)
          : column.selecting(optional: pairs.map(\.left)).renamed(name))
    }
    for column in other.columns where column.name != key {
      let name = shared.contains(column.name) ? "\(column.name)_y" : column.name
      result.append(column.selecting(optional: pairs.map(\.right)).renamed(name))
    }
    return DataFrame(result, index: .positions(0..<pairs.count))
  }
}

/// The positions of the rows that belong together, nil where one side has none.
private func matches(
  _ left: [Series.Value], _ right: [Series.Value], _ kind: DataFrame.JoinKind
) -> [(left: Int?, right: Int?)] {
  if kind == .right {
    return matches(right, left, .left).map { (left: $0.right, right: $0.left) }
  }
  var places: [Series.Value: [Int]] = [:]
  for (place, key) in right.enumerated() where !key.isMissing {
    places[key, default: []].append(place)
  }
  var pairs: [(left: Int?, right: Int?)] = []
  var used: Set<Int> = []
  for (place, key) in left.enumerated() {
    let partners = places[key] ?? []
    used.formUnion(partners)
    pairs += partners.map { (place, $0) }
    if partners.isEmpty, kind != .inner { pairs.append((place, nil)) }
  }
  if kind == .outer {
    pairs += right.indices.filter { !used.contains($0) }.map { (nil, $0) }
  }
  return pairs
}

extension Series {
  /// The rows at `positions`, a missing value where a position is nil.
  ///
  /// A column of whole numbers becomes `double` when a value is missing.
  func selecting(optional positions: [Int?]) -> Series {
    let present = positions.compactMap { $0 }
    if present.count == positions.count {
      return Series(name, storage: selecting(present).storage)
    }
    switch storage {
    case .int(let values):
      return Series(name, positions.map { $0.map { Double(values[$0]) } })
    case .double(let values): return Series(name, positions.map { $0.map { values[$0] } })
    case .bool(let values): return Series(name, positions.map { $0.flatMap { values[$0] } })
    case .string(let values): return Series(name, positions.map { $0.flatMap { values[$0] } })
    }
  }
}

/// The key column of a join: the left frame's key, or the right one's where the left has no row.
private func merged(
  _ left: Series, _ right: Series, _ pairs: [(left: Int?, right: Int?)]
) -> Series {
  func pick<T>(_ a: [T], _ b: [T]) -> [T] {
    pairs.compactMap { pair in pair.left.map { a[$0] } ?? pair.right.map { b[$0] } }
  }
  switch (left.storage, right.storage) {
  case (.int(let a), .int(let b)): return Series(left.name, pick(a, b))
  case (.string(let a), .string(let b)): return Series(left.name, pick(a, b))
  case (.bool(let a), .bool(let b)): return Series(left.name, pick(a, b))
  case (.string, _), (_, .string):
    stop("joined", "'\(left.name)' holds text in one frame and numbers in the other")
  default: return Series(left.name, pick(left.doubles, right.doubles))
  }
}
