/// The lines of two texts, told apart into common and changed ones.
public struct LineDifference: Sendable {
  /// A line and the side it is on.
  public enum Line: Equatable, Sendable {
    /// On both sides.
    case same(String)
    /// In the committed text only.
    case committed(String)
    /// In the fresh text only.
    case fresh(String)
  }

  /// All lines, committed ones before the fresh ones that take their place.
  public let lines: [Line]

  /// Compares two texts line by line.
  public init(_ committed: String, _ fresh: String) {
    let old = committed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let new = fresh.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let change = new.difference(from: old)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for step in change {
      switch step {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var lines: [Line] = []
    var oldIndex = 0
    var newIndex = 0
    while oldIndex < old.count || newIndex < new.count {
      if oldIndex < old.count, removed.contains(oldIndex) {
        lines.append(.committed(old[oldIndex]))
        oldIndex += 1
      } else if newIndex < new.count, inserted.contains(newIndex) {
        lines.append(.fresh(new[newIndex]))
        newIndex += 1
      } else {
        lines.append(.same(old[oldIndex]))
        oldIndex += 1
        newIndex += 1
      }
    }
    self.lines = lines
  }
}
