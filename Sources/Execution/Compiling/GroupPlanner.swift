/// Decides which cells are compiled together.
///
/// One call of the compiler costs about as much for twenty cells as for one. Cells go together as
/// long as that changes nothing of what they mean: each sees what stands before it and nothing of
/// what comes after.
struct GroupPlanner {
  var cells: [ParsedCell]
  /// Cells that must be alone: together with others they did not compile.
  var singles: Set<Int> = []
  /// The longest group; nil for no limit.
  var limit: Int?

  /// The cells of the group that begins at `start`, by their indices. Cells that are not run are
  /// not in it.
  func group(from start: Int) -> [Int] {
    var group: [Int] = []
    var declared: Set<String> = []
    for index in start..<cells.count {
      let cell = cells[index]
      guard cell.source.options.eval else { continue }
      if isAlone(index) { return group.isEmpty ? [index] : group }
      if let first = group.first {
        guard cell.source.options.optimize == cells[first].source.options.optimize,
          group.count < limit ?? .max,
          !cell.declarations.contains(where: { declared.contains($0.name) }),
          !isUsed(by: group, before: cell)
        else { return group }
      }
      group.append(index)
      // A cell that is to fail stops the thread of its group: nothing can follow.
      if cell.source.options.expect != nil { return group }
      declared.formUnion(cell.declarations.map(\.name))
    }
    return group
  }

  private func isAlone(_ index: Int) -> Bool {
    let cell = cells[index]
    guard cell.isWellFormed, !singles.contains(index) else { return true }
    guard let expectation = cell.source.options.expect else { return false }
    // Its names must not be seen later, so it shares a module only when it has none.
    return expectation.kind == .compileError || !cell.declarations.isEmpty
      || !cell.memberNames.isEmpty
  }

  /// Whether a cell of the group uses a name that `cell` declares: it means something else there.
  private func isUsed(by group: [Int], before cell: ParsedCell) -> Bool {
    group.contains { index in
      let earlier = cells[index]
      return cell.declarations.contains { earlier.words.contains($0.name) }
        || cell.memberNames.contains {
          earlier.memberWords.contains($0) || earlier.words.contains($0)
        }
    }
  }
}
