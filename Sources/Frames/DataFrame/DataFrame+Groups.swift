/// The rows of a frame in groups of equal values of some columns.
///
/// Groups come in sorted order of their values; rows with a missing key belong to none, as in
/// pandas.
public struct GroupedFrame: Sendable {
  /// A statistic that turns the values of a group into one.
  public enum Statistic: String, Sendable {
    /// How many values are present.
    case count
    /// Their sum.
    case sum
    /// Their mean.
    case mean
    /// Their sample standard deviation.
    case std
    /// The smallest one.
    case min
    /// The largest one.
    case max
    /// The median.
    case median
  }

  let frame: DataFrame
  let keys: [String]
  let groups: [(key: [Series.Value], rows: [Int])]

  /// The number of rows of each group, labelled with its key.
  public func size() -> Series {
    Series("size", storage: .int(groups.map(\.rows.count)), index: labels)
  }

  /// The mean of each numeric column in each group.
  public func mean() -> DataFrame { aggregateAll(.mean) }

  /// The sum of each numeric column in each group.
  public func sum() -> DataFrame { aggregateAll(.sum) }

  /// How many values of each column are present in each group.
  public func count() -> DataFrame { aggregateAll(.count) }

  /// The smallest value of each numeric column in each group.
  public func min() -> DataFrame { aggregateAll(.min) }

  /// The largest value of each numeric column in each group.
  public func max() -> DataFrame { aggregateAll(.max) }

  /// The sample standard deviation of each numeric column in each group.
  public func std() -> DataFrame { aggregateAll(.std) }

  /// One statistic of each of some columns, in each group.
  ///
  /// ```swift
  /// houses.groupBy("Neighborhood").aggregate(["Sale_Price": .median, "Lot_Area": .mean])
  /// ```
  public func aggregate(_ statistics: KeyValuePairs<String, Statistic>) -> DataFrame {
    DataFrame(statistics.map { column(frame[$0.key], $0.value) }, index: labels)
  }

  /// The groups one by one: the key's values and the group's rows.
  public var parts: [(key: [Series.Value], frame: DataFrame)] {
    groups.map { ($0.key, frame.selecting($0.rows)) }
  }

  private var labels: RowIndex {
    .names(groups.map { $0.key.map(\.description).joined(separator: ", ") })
  }

  private func aggregateAll(_ statistic: Statistic) -> DataFrame {
    let chosen = frame.columns.filter {
      !keys.contains($0.name) && (statistic == .count || $0.isNumeric)
    }
    return DataFrame(chosen.map { column($0, statistic) }, index: labels)
  }

  private func column(_ series: Series, _ statistic: Statistic) -> Series {
    let parts = groups.map { series.selecting($0.rows) }
    switch statistic {
    case .count: return Series(series.name, parts.map { $0.count - $0.nullCount })
    case .sum where series.kind == .int: return Series(series.name, parts.map { Int($0.sum()) })
    case .sum: return Series(series.name, parts.map { $0.sum() })
    case .mean: return Series(series.name, parts.map { $0.mean() })
    case .std: return Series(series.name, parts.map { $0.std() })
    case .min: return Series(series.name, parts.map { $0.min() })
    case .max: return Series(series.name, parts.map { $0.max() })
    case .median: return Series(series.name, parts.map { $0.median() })
    }
  }
}

extension DataFrame {
  /// Groups the rows by the values of some columns; stops when a column does not exist.
  public func groupBy(_ names: String...) -> GroupedFrame {
    let keys = names.map { self[$0].values }
    var places: [[Series.Value]: Int] = [:]
    var groups: [(key: [Series.Value], rows: [Int])] = []
    for row in 0..<rowCount {
      let key = keys.map { $0[row] }
      if key.contains(.missing) { continue }
      if let place = places[key] {
        groups[place].rows.append(row)
      } else {
        places[key] = groups.count
        groups.append((key, [row]))
      }
    }
    groups.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return GroupedFrame(frame: self, keys: names, groups: groups)
  }
}
