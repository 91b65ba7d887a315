extension DataFrame: CustomStringConvertible {
  /// The frame as text: right-aligned columns with their labels, as pandas prints it.
  ///
  /// Long frames show their first and last rows, wide ones their first and last columns, with the
  /// shape below.
  public var description: String {
    guard columnCount > 0 else {
      return rowCount == 0 ? "Empty DataFrame" : "Empty DataFrame of \(rowCount) rows"
    }
    let table = tableRows()
    var blocks = [block(heading: "", cells: table.index, gap: table.gapAfter, leading: true)]
    for (place, column) in table.columns.enumerated() {
      blocks.append(
        block(
          heading: column.kind == .string ? column.name : " \(column.name)",
          cells: table.rows.map { " \(shortened($0[place] ?? "NaN"))" },
          gap: table.gapAfter, leading: false))
    }
    let fitting = fit(blocks)
    var lines = fitting[0].indices.map { line in
      fitting.map { $0[line] }.joined(separator: " ")
    }
    if table.gapAfter != nil || fitting.count < blocks.count {
      lines += ["", "[\(rowCount) rows x \(columnCount) columns]"]
    }
    return lines.joined(separator: "\n")
  }
}

extension Series: CustomStringConvertible {
  /// The series as text: a label and a value on each line, then its name and kind.
  public var description: String {
    let table = tableRows()
    let labels = block(heading: nil, cells: table.index, gap: table.gapAfter, leading: true)
    let values = block(
      heading: nil, cells: table.rows.map { shortened($0[0] ?? "NaN") }, gap: table.gapAfter,
      leading: false)
    var lines = zip(labels, values).map { "\($0)    \($1)" }
    var footer = name.isEmpty ? [] : ["Name: \(name)"]
    if table.gapAfter != nil { footer.append("Length: \(count)") }
    footer.append("kind: \(kind.rawValue)")
    lines.append(footer.joined(separator: ", "))
    return lines.joined(separator: "\n")
  }
}

/// The widest line of a printed frame, in characters.
private let lineWidth = 80

/// One column of a printed table, every line of one width.
///
/// Cells bring a blank of their own at the left, headings of numbers too: pandas' spacing.
private func block(
  heading: String?, cells: [String], gap: Int?, leading: Bool
) -> [String] {
  var lines = cells
  if let gap { lines.insert(leading ? ".." : "...", at: gap) }
  if let heading { lines.insert(heading, at: 0) }
  let width = lines.map(\.count).max() ?? 0
  return lines.map { line in
    let blanks = String(repeating: " ", count: width - line.count)
    return leading ? line + blanks : blanks + line
  }
}

/// The blocks that fit on a line: when not all do, an ellipsis in place of the ones in the middle.
private func fit(_ blocks: [[String]]) -> [[String]] {
  func width(_ blocks: [[String]]) -> Int {
    blocks.reduce(-1) { $0 + ($1.first?.count ?? 0) + 1 }
  }
  if width(blocks) <= lineWidth { return blocks }
  let ellipsis = Array(repeating: " ...", count: blocks[0].count)
  var left = Array(blocks[...1])
  var right: [[String]] = []
  var (next, last) = (2, blocks.count - 1)
  while next <= last {
    let takesRight = right.count < left.count - 1
    let candidate = takesRight ? blocks[last] : blocks[next]
    if width(left + [ellipsis] + right + [candidate]) > lineWidth { break }
    if takesRight {
      right.insert(candidate, at: 0)
      last -= 1
    } else {
      left.append(candidate)
      next += 1
    }
  }
  return left + [ellipsis] + right
}

/// A text of at most fifty characters.
private func shortened(_ text: String) -> String {
  text.count <= 50 ? text : "\(text.prefix(47))..."
}
