package import Records

/// What every plot checks before it is made.
package enum PlotCheck {
  /// Runs a check and stops the cell where it fails.
  static func run<Result>(
    _ operation: String, _ body: () throws(PlotError) -> Result
  ) -> Result {
    do {
      return try body()
    } catch {
      stop(operation, error)
    }
  }

  /// Columns that belong together are equally long.
  package static func sameLengths(_ what: String, _ columns: [[Double]]) throws(PlotError) {
    let lengths = columns.map(\.count)
    if let first = lengths.first, lengths.contains(where: { $0 != first }) {
      throw .lengths(what, lengths)
    }
  }

  /// There is at least one number.
  package static func notEmpty(_ what: String, _ values: [Double]) throws(PlotError) {
    if values.isEmpty { throw .empty(what) }
  }

  /// A hatch is made of known characters.
  package static func hatch(_ hatch: String?) throws(PlotError) {
    guard let hatch else { return }
    let isKnown = hatch.allSatisfy { MarkStyle.hatchCharacters.contains($0) }
    if hatch.isEmpty || !isKnown { throw .unknownHatch(hatch) }
  }

  /// A logarithmic axis has a positive value.
  package static func positive(
    _ axis: String, _ values: some Sequence<Double>
  ) throws(PlotError) {
    for value in values where value > 0 { return }
    throw .notPositive(axis: axis)
  }

  /// Every formula in the texts of a figure can be set.
  package static func formulas(_ figure: FigureRecord) throws(PlotError) {
    if let problem = figure.formulaProblem {
      throw .formula(problem.description, rule: problem.rule)
    }
  }
}
