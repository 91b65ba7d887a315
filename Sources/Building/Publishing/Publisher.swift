public import Foundation
public import Notebook
public import Records
public import Weaving

/// Writes what a reader sees: pages, their records, and what they need beside them.
public struct Publisher: Sendable {
  private let folder: BookFolder
  private let manuscript: Manuscript
  private let weaver: Weaver

  /// Creates a publisher for a book.
  ///
  /// - Throws: when the theme is broken.
  public init(_ manuscript: Manuscript, options: WeavingOptions = WeavingOptions()) throws {
    let folder = manuscript.folder
    let sources = folder.root.appendingPathComponent(folder.project.sources)
    let chapters = folder.root.appendingPathComponent(folder.project.chapters)
    let theme = folder.project.theme.map { folder.root.appendingPathComponent($0) }
    self.folder = folder
    self.manuscript = manuscript
    weaver = Weaver(
      theme: try Theme(overriddenBy: theme), book: manuscript.book, options: options,
      readSource: { path in
        Self.data(path, below: sources).map { String(decoding: $0, as: UTF8.self) }
      },
      readImage: { path, chapter in
        let place = chapter.id.split(separator: "/").dropLast().joined(separator: "/")
        return Self.data("\(place)/\(path)", below: chapters).map { Array($0) }
      })
  }

  /// What is wrong with the pieces of the library that a chapter quotes.
  public func diagnostics(of chapter: Chapter) -> [Diagnostic] { weaver.check(chapter) }

  /// Where the page of a chapter is written.
  public func page(of chapter: Chapter) -> URL {
    folder.output.appendingPathComponent("\(chapter.id).html")
  }

  /// Where the record of a chapter is committed.
  public func record(of chapter: Chapter) -> URL {
    folder.output.appendingPathComponent("\(chapter.id).json")
  }

  /// Writes the page of a chapter and its record.
  ///
  /// - Returns: whether the page changed.
  @discardableResult
  public func publish(_ chapter: Chapter, _ record: ChapterRecord) throws -> Bool {
    let changed = try AtomicFile.write(weaver.page(chapter, record), to: page(of: chapter))
    try AtomicFile.write(RecordFile.data(for: record), to: self.record(of: chapter))
    let chapters = folder.root.appendingPathComponent(folder.project.chapters)
    try weaver.installImages(of: chapter, from: chapters, into: folder.output)
    return changed
  }

  /// Writes the page of a chapter alone, with outputs that may be older than its text, or with none.
  public func preview(_ chapter: Chapter, _ record: ChapterRecord?) throws {
    try AtomicFile.write(weaver.page(chapter, record), to: page(of: chapter))
  }

  /// Makes the pieces those of what a cell has produced so far; see `Weaver`.
  public func renew(
    _ pieces: inout OutputPieces, _ outputs: [Output], of cell: Cell, in chapter: Chapter
  ) {
    weaver.renew(&pieces, outputs, of: cell, in: chapter)
  }

  /// Writes styles, script, search index, KaTeX and the page of all chapters.
  ///
  /// The index shows how each chapter fared by its committed record, and the time that its author
  /// measured: it must not change from run to run.
  /// - Returns: whether KaTeX was found; without it pages show formulas as TeX.
  public func publishBook() throws -> Bool {
    var states: [String: ChapterState] = [:]
    for chapter in manuscript.book.chapters {
      guard let data = try? Data(contentsOf: record(of: chapter)),
        let summary = try? JSONDecoder().decode(RecordSummary.self, from: data)
      else { continue }
      let failures = summary.cells.count { $0.status == .failed }
      states[chapter.id] = ChapterState(failures: failures, seconds: chapter.time)
    }
    try AtomicFile.write(
      weaver.index(states: states), to: folder.output.appendingPathComponent("index.html"))
    return try weaver.installAssets(into: folder.output)
  }

  /// Writes the book of solutions: a page for each chapter with exercises, and its index.
  public func publishSolutions(_ records: [String: ChapterRecord]) throws {
    let solutions = folder.output.appendingPathComponent("solutions")
    for chapter in manuscript.book.chapters where !chapter.exercises.isEmpty {
      let page = try weaver.solutionPage(chapter, records[chapter.id])
      try AtomicFile.write(page, to: solutions.appendingPathComponent("\(chapter.id).html"))
    }
    let index = try weaver.solutionIndex(records: records)
    try AtomicFile.write(index, to: solutions.appendingPathComponent("index.html"))
  }

  /// Writes a chapter and its outputs as a Jupyter notebook beside its page.
  public func exportNotebook(_ chapter: Chapter, _ record: ChapterRecord) throws -> URL {
    let url = folder.output.appendingPathComponent("\(chapter.id).ipynb")
    try AtomicFile.write(weaver.notebook(chapter, record), to: url)
    return url
  }

  /// Writes a chapter and its outputs as Markdown beside its page, figures in files of their own.
  public func exportMarkdown(_ chapter: Chapter, _ record: ChapterRecord) throws -> URL {
    let url = folder.output.appendingPathComponent("\(chapter.id).md")
    let export = weaver.markdown(chapter, record)
    for name in export.figures.keys.sorted() {
      let figure = url.deletingLastPathComponent().appendingPathComponent(name)
      try AtomicFile.write(export.figures[name] ?? "", to: figure)
    }
    try AtomicFile.write(export.text, to: url)
    return url
  }

  /// The committed record of a chapter, or nil where there is none.
  ///
  /// - Throws: `RecordFile.ReadError` when the file is no record.
  public func committedRecord(of chapter: Chapter) throws -> ChapterRecord? {
    guard let data = try? Data(contentsOf: record(of: chapter)) else { return nil }
    return try RecordFile.record(from: data)
  }

  /// A file below a folder; nothing outside of it is ever read.
  private static func data(_ path: String, below folder: URL) -> Data? {
    let url = folder.appendingPathComponent(path).standardizedFileURL
    guard url.path.hasPrefix(folder.standardizedFileURL.path + "/") else { return nil }
    return try? Data(contentsOf: url)
  }
}

/// How the cells of a committed record fared, without what they produced: reading the data of all
/// figures of a book only to count its failures takes longer than all the rest.
private struct RecordSummary: Decodable {
  struct Cell: Decodable { var status: CellRecord.Status }
  var cells: [Cell]
}
