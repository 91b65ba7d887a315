internal import Foundation

/// Everything that the results of a chapter's cells depend on.
///
/// A cell depends on itself, on all cells before it, and on what compiles and runs them. Prose,
/// captions and the place of a cell in its file are not in here.
struct ChapterKey: Codable, Equatable, Sendable {
  /// The part of a key that belongs to one cell.
  struct Cell: Codable, Equatable, Sendable {
    var id: String
    var code: String
    var options: CellSource.Options
    /// The files it declares, with what tells their versions apart.
    var data: [String: String]
    /// The files it read when it ran. Not part of the digest: they are not known before.
    var reads: [String: String] = [:]
  }

  /// The compiler and the engine.
  var tools: String
  /// How much text of a cell is kept.
  var outputLimit: Int
  var cells: [Cell]

  init(_ cells: [CellSource], tools: String, outputLimit: Int) {
    self.tools = tools
    self.outputLimit = outputLimit
    self.cells = cells.map { cell in
      Cell(
        id: cell.id, code: cell.code, options: cell.options,
        data: Dictionary(
          cell.options.data.map { ($0, Identity.stamp(ofData: $0)) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Notes which files cells have read.
  mutating func note(_ reads: [Int: Set<String>]) {
    for (index, paths) in reads {
      for path in paths { cells[index].reads[path] = Identity.stamp(ofData: path) }
    }
  }

  /// This key with the files that `old` says its cells read, as they are now.
  func following(_ old: ChapterKey?) -> ChapterKey {
    guard let old else { return self }
    var key = self
    let known = Dictionary(old.cells.map { ($0.id, $0.reads) }, uniquingKeysWith: { a, _ in a })
    for index in cells.indices {
      for path in (known[cells[index].id] ?? [:]).keys {
        key.cells[index].reads[path] = Identity.stamp(ofData: path)
      }
    }
    return key
  }

  /// The name under which the results are kept.
  var digest: String {
    var digest = Digest()
    digest.add(tools)
    digest.add("\(outputLimit)")
    for cell in cells {
      digest.add(cell.id)
      digest.add(cell.code)
      digest.add(cell.options.fingerprint)
      for name in cell.data.keys.sorted() {
        digest.add(name)
        digest.add(cell.data[name] ?? "")
      }
    }
    return digest.hexadecimal
  }

  /// Why a cell of this chapter would run, given what was known when it last ran; nil if it would
  /// not.
  func reasons(for index: Int, since old: ChapterKey?) -> [RunReason]? {
    guard let old else { return [.neverRan] }
    var reasons: [RunReason] = []
    if old.tools != tools { reasons.append(.tools) }
    if old.outputLimit != outputLimit { reasons.append(.outputLimit) }
    guard let oldIndex = old.cells.firstIndex(where: { $0.id == cells[index].id }) else {
      return reasons + [.neverRan]
    }
    reasons += Self.differences(of: cells[index], from: old.cells[oldIndex])
    let earlier = cells[..<index]
    let oldEarlier = old.cells[..<oldIndex]
    let oldByID = Dictionary(oldEarlier.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    for cell in earlier {
      guard let before = oldByID[cell.id] else {
        reasons.append(.earlierCellAdded(cell.id))
        continue
      }
      if !Self.differences(of: cell, from: before).isEmpty {
        reasons.append(.earlierCell(cell.id))
      }
    }
    let ids = Set(earlier.map(\.id))
    for cell in oldEarlier where !ids.contains(cell.id) {
      reasons.append(.earlierCellRemoved(cell.id))
    }
    if reasons.isEmpty, earlier.map(\.id) != oldEarlier.map(\.id) { reasons.append(.order) }
    return reasons.isEmpty ? nil : reasons
  }

  private static func differences(of cell: Cell, from old: Cell) -> [RunReason] {
    var reasons: [RunReason] = []
    if cell.code != old.code { reasons.append(.code) }
    if cell.options.seed != old.options.seed { reasons.append(.option("seed")) }
    if cell.options.expect != old.options.expect { reasons.append(.option("expect")) }
    if cell.options.timeout != old.options.timeout { reasons.append(.option("timeout")) }
    if cell.options.optimize != old.options.optimize { reasons.append(.option("optimize")) }
    if cell.options.eval != old.options.eval { reasons.append(.option("eval")) }
    for name in Set(cell.data.keys).union(old.data.keys).sorted()
    where cell.data[name] != old.data[name] {
      reasons.append(.data(name))
    }
    for name in cell.reads.keys.sorted() where cell.reads[name] != old.reads[name] {
      reasons.append(.data(name))
    }
    return reasons
  }
}

extension CellSource.Options {
  fileprivate var fingerprint: String {
    var parts = [
      expect?.kind.rawValue ?? "", expect?.match ?? "", timeout.map { "\($0)" } ?? "",
      "\(optimize)", seed.map { "\($0)" } ?? "", "\(eval)",
    ]
    parts += data
    return parts.map { "\($0.utf8.count):\($0)" }.joined(separator: ",")
  }
}

/// A part of a cell's key that is not what it was when the cell last ran.
public enum RunReason: Equatable, Sendable, CustomStringConvertible {
  /// The cell has never run.
  case neverRan
  /// Its result is not kept any more, or was never kept: it timed out, or its host died.
  case notKept
  /// Its code.
  case code
  /// One of its options.
  case option(String)
  /// A data file it depends on.
  case data(String)
  /// The code, options or data of an earlier cell.
  case earlierCell(String)
  /// An earlier cell that was not there.
  case earlierCellAdded(String)
  /// An earlier cell that is not there any more.
  case earlierCellRemoved(String)
  /// The order of the earlier cells.
  case order
  /// The compiler or the engine.
  case tools
  /// The limit for the text of a cell.
  case outputLimit

  /// The reason in words, to follow "because".
  public var description: String {
    switch self {
    case .neverRan: return "it has not run yet"
    case .notKept: return "its result was not kept"
    case .code: return "its code changed"
    case .option(let name): return "its option '\(name)' changed"
    case .data(let name): return "the data file '\(name)' changed"
    case .earlierCell(let id): return "the earlier cell '\(id)' changed"
    case .earlierCellAdded(let id): return "the cell '\(id)' was put before it"
    case .earlierCellRemoved(let id): return "the cell '\(id)' before it was removed"
    case .order: return "the cells before it changed places"
    case .tools: return "the engine or the compiler changed"
    case .outputLimit: return "the limit for output changed"
    }
  }
}
