internal import Records

/// Which committed cell a fresh cell continues.
///
/// A cell with a label is known by it; a cell without one by its code, and where that was edited, by
/// its place between neighbours that are known. So one inserted cell is one extra cell, and not a
/// difference in every cell after it.
struct Alignment {
  /// Committed and fresh positions that belong together, in the order of the fresh cells.
  private(set) var pairs: [(committed: Int, fresh: Int)] = []
  /// Positions of committed cells that are gone.
  private(set) var missing: [Int] = []
  /// Positions of fresh cells that are new.
  private(set) var extra: [Int] = []
  /// Positions of fresh cells that stand in another order than they did.
  private(set) var reordered: [Int] = []

  /// Aligns the cells of a chapter with the committed ones.
  init(committed: [CellRecord], fresh: [CellRecord]) {
    var partner = [Int?](repeating: nil, count: fresh.count)
    var taken = [Bool](repeating: false, count: committed.count)
    func join(_ old: Int, _ new: Int) {
      partner[new] = old
      taken[old] = true
    }

    // 1. The same label. 2. The same code, nearest first in order.
    var byLabel: [String: Int] = [:]
    for (old, cell) in committed.enumerated() where Self.isLabelled(cell) { byLabel[cell.id] = old }
    for (new, cell) in fresh.enumerated() where Self.isLabelled(cell) {
      if let old = byLabel[cell.id], !taken[old] { join(old, new) }
    }
    var byCode: [String: [Int]] = [:]
    for (old, cell) in committed.enumerated() where !taken[old] {
      if let code = cell.code { byCode[code, default: []].append(old) }
    }
    for (new, cell) in fresh.enumerated() where partner[new] == nil {
      guard let code = cell.code, let candidates = byCode[code], let old = candidates.first else {
        continue
      }
      byCode[code] = Array(candidates.dropFirst())
      join(old, new)
    }

    // 3. Edited cells: what is left between two known neighbours, in order.
    var lastOld = -1
    for new in fresh.indices {
      if let old = partner[new] {
        lastOld = max(lastOld, old)
      } else if lastOld + 1 < committed.count, !taken[lastOld + 1],
        Self.isLabelled(committed[lastOld + 1]) == Self.isLabelled(fresh[new])
          || committed[lastOld + 1].code == nil
      {
        join(lastOld + 1, new)
        lastOld += 1
      }
    }

    var highest = -1
    for (new, old) in partner.enumerated() {
      guard let old else {
        extra.append(new)
        continue
      }
      pairs.append((old, new))
      if old < highest { reordered.append(new) }
      highest = max(highest, old)
    }
    missing = committed.indices.filter { !taken[$0] }
  }

  private static func isLabelled(_ cell: CellRecord) -> Bool {
    !cell.id.hasPrefix("cell-") && !cell.id.hasPrefix("inline-")
  }
}
