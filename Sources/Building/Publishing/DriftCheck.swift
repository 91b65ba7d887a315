public import Comparing
internal import Foundation
public import Notebook
internal import Records

/// Compares fresh results with what is committed, and keeps the fresh ones for `weft accept`.
public struct DriftCheck {
  private let folder: BookFolder
  private let publisher: Publisher

  /// Creates a check for a book.
  public init(_ manuscript: Manuscript) throws {
    folder = manuscript.folder
    publisher = try Publisher(manuscript)
  }

  /// What drifted in the chapters that were run.
  ///
  /// - Throws: `RecordFile.ReadError` when a committed record cannot be read.
  public func drift(of results: [ChapterResult]) throws -> Drift {
    try Drift(
      chapters: results.map { result in
        try AtomicFile.write(RecordFile.data(for: result.record), to: fresh(result.chapter))
        return ChapterComparison(policy: { Self.policy(of: $0, in: result.chapter) }).drift(
          committed: try publisher.committedRecord(of: result.chapter), fresh: result.record)
      })
  }

  /// All differences as one self-contained page.
  public func page(_ drift: Drift, _ results: [ChapterResult]) throws -> String {
    try HTMLReport(
      zip(drift.chapters, results).map { drift, result in
        HTMLReport.Chapter(
          drift: drift, committed: try publisher.committedRecord(of: result.chapter),
          fresh: result.record)
      }
    ).page()
  }

  /// Makes the fresh record of a chapter, or of some of its cells, the committed one, and weaves the
  /// page anew.
  ///
  /// - Parameter cells: names of cells, or nil for all of them.
  /// - Returns: whether anything changed.
  /// - Throws: ``BookError`` when there is no fresh record, or no cell of that name in it.
  public func accept(_ chapter: Chapter, cells: [String]?) throws -> Bool {
    guard let data = try? Data(contentsOf: fresh(chapter)) else {
      throw BookError.unreadable(
        fresh(chapter).path, reason: "there are no fresh results; run 'weft diff' first")
    }
    let record = try RecordFile.record(from: data)
    guard let cells else { return try publisher.publish(chapter, record) }
    var committed = try publisher.committedRecord(of: chapter) ?? record
    for name in cells {
      guard let cell = record.cells.first(where: { $0.id == name }) else {
        throw BookError.noCell(name, chapter: chapter.id, known: record.cells.map(\.id))
      }
      if let index = committed.cells.firstIndex(where: { $0.id == name }) {
        committed.cells[index] = cell
      } else {
        let before = record.cells.prefix { $0.id != name }.last?.id
        let place = committed.cells.firstIndex { $0.id == before }.map { $0 + 1 } ?? 0
        committed.cells.insert(cell, at: place)
      }
    }
    return try publisher.publish(chapter, committed)
  }

  /// Finds cells for reports that point into a chapter.
  public static func locator(_ chapters: [Chapter]) -> CellLocator {
    { name, cell in
      guard let chapter = chapters.first(where: { $0.id == name }) else { return nil }
      if let found = chapter.cells.first(where: { $0.id == cell }) {
        return CellLocation(file: chapter.path, line: found.firstLine)
      }
      return chapter.expressions.first { $0.id == cell }.map {
        CellLocation(file: chapter.path, line: $0.position.line)
      }
    }
  }

  private func fresh(_ chapter: Chapter) -> URL {
    folder.workshop.appendingPathComponent("fresh/\(chapter.id).json")
  }

  private static func policy(of id: String, in chapter: Chapter) -> ComparisonPolicy {
    guard let options = chapter.cells.first(where: { $0.id == id })?.options else {
      return ComparisonPolicy()
    }
    let mode = options.compare.flatMap { ComparisonPolicy.Mode(rawValue: $0.rawValue) }
    return ComparisonPolicy(
      mode: mode ?? .numeric,
      tolerance: Tolerance(
        relative: options.rtol ?? Tolerance.standard.relative,
        absolute: options.atol ?? Tolerance.standard.absolute))
  }
}
