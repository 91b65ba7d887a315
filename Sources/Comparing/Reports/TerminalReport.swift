/// The drift as lines for a terminal: per cell, the committed against the fresh.
public struct TerminalReport {
  private let color: Bool
  private let locate: CellLocator

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - color: whether to use ANSI colours.
  ///   - locate: finds the place of a cell.
  public init(color: Bool, locate: @escaping CellLocator = { _, _ in nil }) {
    self.color = color
    self.locate = locate
  }

  /// The report; empty for chapters that are clean.
  public func text(_ drift: Drift) -> String {
    var lines: [String] = []
    for chapter in drift.chapters where !chapter.isClean {
      lines.append(styled(chapter.chapter, "1"))
      if chapter.isNew {
        lines.append("  no committed record; 'weft accept \(chapter.chapter)' makes this one")
        continue
      }
      for (label, cells) in [
        ("missing", chapter.missing), ("extra", chapter.extra), ("reordered", chapter.reordered),
      ] where !cells.isEmpty {
        lines.append("  \(label): \(cells.joined(separator: ", "))")
      }
      for cell in chapter.cells {
        let place = locate(chapter.chapter, cell.cell).map { "  \($0.file):\($0.line)" } ?? ""
        lines.append("  \(styled(cell.cell, "36"))\(place)")
        for difference in cell.differences { lines += self.lines(for: difference) }
      }
    }
    lines.append(drift.headline)
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(for difference: Difference) -> [String] {
    var lines = ["    \(difference.summary)"]
    for (name, deviation) in [
      ("absolute", difference.largestAbsolute), ("relative", difference.largestRelative),
    ] {
      guard let deviation else { continue }
      let index = deviation.index.map(String.init).joined(separator: ", ")
      var line = "    largest \(name) difference \(short(deviation.value)) at [\(index)]: "
      line += "\(deviation.committed) is now \(deviation.fresh)"
      lines.append(line)
    }
    if difference.largestAbsolute == nil {
      let change = LineDifference(difference.committed, difference.fresh)
      for line in change.lines.prefix(24) {
        switch line {
        case .same(let text): lines.append("      \(text)")
        case .committed(let text): lines.append(styled("    - \(text)", "31"))
        case .fresh(let text): lines.append(styled("    + \(text)", "32"))
        }
      }
    }
    return lines
  }

  private func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var scale = 1.0
    while abs(value) * scale < 100 { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }

  private func styled(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
