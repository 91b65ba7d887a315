extension FigureRecord {
  /// The numbers of the figure as tables, one for each mark that has columns: for readers who want
  /// the numbers, and for those who cannot see the picture.
  ///
  /// Marks of a panel that share their horizontal coordinates share a table. A table of more than
  /// `limit` rows shows its head and tail and says how many there are.
  public func dataTables(limit: Int = 100) -> [TableOutput] {
    var tables: [TableOutput] = []
    for (index, panel) in panels.enumerated() {
      let place = panel.title ?? (panels.count > 1 ? "Panel \(index + 1)" : title)
      tables += panel.dataTables(limit: limit, caption: place.map(Self.spoken))
    }
    return tables
  }
}

extension PanelRecord {
  fileprivate func dataTables(limit: Int, caption: String?) -> [TableOutput] {
    var groups: [(key: [Double], columns: [(name: String, values: [Double])])] = []
    for mark in marks {
      let columns = mark.columns.filter { $0.values.count > 1 }
      guard let first = columns.first else { continue }
      let name = mark.name.map(FigureRecord.spoken)
      func named(_ column: String) -> String {
        guard let name else {
          return column == "y" ? axisName(y, polar == nil ? "y" : "radius") : column
        }
        return column == "y" || column == "length" || column == "count"
          ? name : "\(name), \(column)"
      }
      let rest = columns.dropFirst().filter { $0.values.count == first.values.count }
        .map { (name: named($0.name), values: $0.values) }
      if let known = groups.firstIndex(where: { $0.key == first.values }) {
        groups[known].columns += rest
      } else {
        let head = (name: headName(first.name), values: first.values)
        groups.append((first.values, [head] + rest))
      }
    }
    return groups.map { Self.table($0.columns, limit: limit, caption: caption) }
  }

  /// The name of a first column: that of its axis, and for angles their unit.
  private func headName(_ column: String) -> String {
    if polar != nil {
      return column == "x" || column == "position" || column == "edge"
        ? axisName(x, "angle") + " (radians)" : column
    }
    return column == "x" ? axisName(x, "x") : column
  }

  private func axisName(_ axis: AxisRecord, _ fallback: String) -> String {
    axis.label.map(FigureRecord.spoken) ?? fallback
  }

  private static func table(
    _ columns: [(name: String, values: [Double])], limit: Int, caption: String?
  ) -> TableOutput {
    let count = columns.first?.values.count ?? 0
    let isCut = count > limit
    let head = isCut ? limit / 2 : count
    let rows = Array(0..<head) + (isCut ? Array((count - (limit - head))..<count) : [])
    return TableOutput(
      columns: columns.map { TableOutput.Column(name: $0.name, kind: .number) },
      rows: rows.map { row in
        columns.map { column in
          let value = column.values[row]
          return value.isNaN ? nil : Samples.text(Samples.rounded(value, digits: 6))
        }
      }, totalRows: isCut ? count : nil, gapAfter: isCut ? head : nil, caption: caption)
  }
}
