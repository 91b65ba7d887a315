public import Records

/// What drifted in one cell.
public struct CellDrift: Codable, Equatable, Sendable {
  /// The cell, by its name in the fresh chapter.
  public var cell: String
  /// The ways in which it differs.
  public var differences: [Difference]
}

/// What drifted in one chapter.
public struct ChapterDrift: Codable, Equatable, Sendable {
  /// The chapter's path below `chapters`, without its ending.
  public var chapter: String
  /// Whether there is no committed record to compare with.
  public var isNew: Bool
  /// Cells whose outputs differ.
  public var cells: [CellDrift]
  /// Committed cells that are gone.
  public var missing: [String]
  /// Fresh cells that have no committed counterpart.
  public var extra: [String]
  /// Cells that stand in another order than they did.
  public var reordered: [String]
  /// How many cells were compared.
  public var compared: Int

  /// Whether nothing drifted.
  public var isClean: Bool {
    !isNew && cells.isEmpty && missing.isEmpty && extra.isEmpty && reordered.isEmpty
  }
}

/// Compares the fresh record of a chapter with the committed one.
public struct ChapterComparison {
  private let policy: (String) -> ComparisonPolicy

  /// Creates a comparison.
  ///
  /// - Parameter policy: what is compared of the cell with a given name, and how strictly.
  public init(policy: @escaping (String) -> ComparisonPolicy = { _ in ComparisonPolicy() }) {
    self.policy = policy
  }

  /// Compares two records; a missing committed record makes every cell extra.
  public func drift(committed: ChapterRecord?, fresh: ChapterRecord) -> ChapterDrift {
    guard let committed else {
      return ChapterDrift(
        chapter: fresh.chapter, isNew: true, cells: [], missing: [], extra: fresh.cells.map(\.id),
        reordered: [], compared: 0)
    }
    let alignment = Alignment(committed: committed.cells, fresh: fresh.cells)
    var drifts: [CellDrift] = []
    for (old, new) in alignment.pairs {
      let cell = fresh.cells[new]
      let comparison = CellComparison(policy: policy(cell.id))
      let differences = comparison.differences(committed: committed.cells[old], fresh: cell)
      if !differences.isEmpty { drifts.append(CellDrift(cell: cell.id, differences: differences)) }
    }
    return ChapterDrift(
      chapter: fresh.chapter, isNew: false, cells: drifts,
      missing: alignment.missing.map { committed.cells[$0].id },
      extra: alignment.extra.map { fresh.cells[$0].id },
      reordered: alignment.reordered.map { fresh.cells[$0].id }, compared: alignment.pairs.count)
  }
}
