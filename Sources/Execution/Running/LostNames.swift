internal import Records

/// The names that later cells miss because the cell that declares them failed.
struct LostNames {
  private var cells: [String: String] = [:]

  /// A cell failed: its names are not there.
  mutating func add(_ cell: ParsedCell) {
    for declaration in cell.declarations { cells[declaration.name] = cell.source.id }
  }

  /// A cell ran: its names are there.
  mutating func remove(_ cell: ParsedCell) {
    for declaration in cell.declarations { cells[declaration.name] = nil }
  }

  /// Turns "cannot find 'x' in scope" into what really happened: the cell was not run, because the
  /// one that declares `x` failed.
  func explain(_ failure: Failure, of cell: ParsedCell) -> Failure {
    guard failure.kind == .compile, cell.source.options.expect == nil,
      let match = failure.message.firstMatch(of: #/cannot find (?:type )?'([^']+)' in scope/#),
      let origin = cells[String(match.1)]
    else { return failure }
    return Failure(
      kind: .notRun,
      message: "Not run: '\(match.1)' comes from cell '\(origin)', which did not run to its end.",
      hint: "Fix cell '\(origin)' first.", position: failure.position)
  }
}
