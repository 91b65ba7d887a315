internal import Records

extension CellComparison {
  /// Compares figures by the data that draws them.
  func compareFigures(_ old: FigureRecord, _ new: FigureRecord, at position: Int) -> [Difference] {
    if old == new || policy.mode == .shape { return [] }
    return [
      Difference(
        kind: .figure, output: position, summary: "the figure differs",
        committed: old.title ?? "", fresh: new.title ?? "")
    ]
  }
}
