internal import Records

extension CellComparison {
  /// Compares figures by what they show: titles, labels and series to the letter, numbers within the
  /// tolerance.
  func compareFigures(_ old: FigureRecord, _ new: FigureRecord, at position: Int) -> [Difference] {
    if old == new || policy.mode == .shape { return [] }
    let tolerance = policy.mode == .exact ? Tolerance(relative: 0, absolute: 0) : policy.tolerance
    let comparison = FigureComparison {
      tolerance.accepts(committed: $0, fresh: $1)
    }
    return comparison.differences(committed: old, fresh: new).map { found in
      if let numbers = found.numbers {
        let compared = NumberComparison(
          committed: numbers.committed, fresh: numbers.fresh, tolerance: tolerance)
        let difference = compared.difference(
          output: position, subject: "of the figure: \(found.place)", committed: found.committed,
          fresh: found.fresh)
        if let difference { return difference }
      }
      return Difference(
        kind: .figure, output: position, summary: "the figure differs: \(found.place)",
        committed: found.committed, fresh: found.fresh)
    }
  }
}
