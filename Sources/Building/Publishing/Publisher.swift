internal import Figures
public import Foundation
public import Notebook
public import Records
public import Weaving

/// Writes what a reader sees: pages, their records, and what they need beside them.
public struct Publisher: Sendable {
  private let folder: BookFolder
  private let weaver: Weaver

  /// Creates a publisher for a book.
  ///
  /// - Throws: when the theme is broken.
  public init(_ manuscript: Manuscript, options: WeavingOptions = WeavingOptions()) throws {
    let folder = manuscript.folder
    let sources = folder.root.appendingPathComponent(folder.project.sources)
    let theme = folder.project.theme.map { folder.root.appendingPathComponent($0) }
    self.folder = folder
    weaver = Weaver(
      theme: try Theme(overriddenBy: theme), book: manuscript.book, options: options,
      readSource: { path in
        let url = sources.appendingPathComponent(path).standardizedFileURL
        guard url.path.hasPrefix(sources.standardizedFileURL.path + "/") else { return nil }
        return try? String(contentsOf: url, encoding: .utf8)
      },
      draw: Self.draw)
  }

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
    return changed
  }

  /// Writes styles, script and KaTeX.
  ///
  /// - Returns: whether KaTeX was found; without it pages show formulas as TeX.
  public func publishAssets() throws -> Bool {
    try weaver.installAssets(into: folder.output)
  }

  /// The committed record of a chapter, or nil where there is none.
  ///
  /// - Throws: `RecordFile.ReadError` when the file is no record.
  public func committedRecord(of chapter: Chapter) throws -> ChapterRecord? {
    guard let data = try? Data(contentsOf: record(of: chapter)) else { return nil }
    return try RecordFile.record(from: data)
  }

  /// Authors give sizes in inches, as Quarto does; a CSS inch has 96 pixels.
  private static func draw(_ figure: FigureRecord, _ request: FigureRequest) throws -> String {
    let options = FigureOptions(
      width: request.width.map { $0 * 96 }, height: request.height.map { $0 * 96 },
      idPrefix: request.prefix,
      description: request.alternative.isEmpty ? nil : request.alternative)
    return try FigureRenderer.svg(figure, options: options)
  }
}
