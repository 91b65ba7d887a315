/// What drifted in a whole run, chapter by chapter.
public struct Drift: Codable, Equatable, Sendable {
  /// The chapters, in the order of the book.
  public var chapters: [ChapterDrift]

  /// Creates a drift.
  public init(chapters: [ChapterDrift]) { self.chapters = chapters }

  /// Whether nothing drifted.
  public var isClean: Bool { chapters.allSatisfy(\.isClean) }

  /// One line that says how much was compared and how much drifted.
  public var headline: String {
    let compared = chapters.reduce(0) { $0 + $1.compared }
    let drifted = chapters.reduce(0) { $0 + $1.cells.count }
    let moved = chapters.reduce(0) { $0 + $1.missing.count + $1.extra.count + $1.reordered.count }
    var line = "\(chapters.count) chapters, \(compared) cells compared, \(drifted) drifted"
    if moved > 0 { line += ", \(moved) missing, extra or reordered" }
    return line
  }
}

/// Where a cell stands, for reports that point into a chapter.
public struct CellLocation: Equatable, Sendable {
  /// The chapter's file, relative to the book.
  public var file: String
  /// The line of the cell's first line of code.
  public var line: Int

  /// Creates a location.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// Finds a cell by chapter and name.
public typealias CellLocator = (_ chapter: String, _ cell: String) -> CellLocation?
