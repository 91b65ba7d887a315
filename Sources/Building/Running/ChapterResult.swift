public import Execution
public import Notebook
public import Records

/// What running one chapter gave.
public struct ChapterResult: Sendable {
  /// The chapter.
  public let chapter: Chapter
  /// What its cells produced.
  public let record: ChapterRecord
  /// What was run, in order, with how long it took.
  public let timings: [(id: String, timing: CellTiming)]
  /// Seconds from the chapter's start to its end.
  public let seconds: Double
  /// The failures that nobody announced, each with its place.
  public let failures: [CellFailure]
}

/// A cell that failed, as a message.
public struct CellFailure: Sendable {
  /// The cell's name.
  public let cell: String
  /// The way in which it failed.
  public let kind: Failure.Kind
  /// The message, with place, source line and caret.
  public let diagnostic: Diagnostic
}

extension CellFailure {
  /// All failures in a record that the author did not announce.
  static func all(in record: ChapterRecord, of chapter: Chapter) -> [CellFailure] {
    record.cells.flatMap { cell -> [CellFailure] in
      guard cell.status == .failed, let failure = cell.failure else { return [] }
      return failures(failure, in: cell.id, of: chapter)
    }
  }

  private static func failures(_ failure: Failure, in id: String, of chapter: Chapter)
    -> [CellFailure]
  {
    let errors = (failure.diagnostics ?? []).filter { $0.severity == .error }
    if failure.kind == .compile, !errors.isEmpty {
      return errors.map { error in
        CellFailure(
          cell: id, kind: failure.kind,
          diagnostic: diagnostic(error.message, failure.hint, error.position, in: id, of: chapter))
      }
    }
    return [
      CellFailure(
        cell: id, kind: failure.kind,
        diagnostic: diagnostic(failure.message, failure.hint, failure.position, in: id, of: chapter)
      )
    ]
  }

  private static func diagnostic(
    _ message: String, _ hint: String?, _ position: Failure.Position?, in id: String,
    of chapter: Chapter
  ) -> Diagnostic {
    var place = SourcePosition(line: 1, column: 1)
    if let cell = chapter.cells.first(where: { $0.id == id }) {
      place = chapter.position(line: position?.line ?? 1, column: position?.column, in: cell)
    } else if let expression = chapter.expressions.first(where: { $0.id == id }) {
      place = expression.position
    }
    return chapter.diagnostic(message, at: place, explanation: hint)
  }
}
