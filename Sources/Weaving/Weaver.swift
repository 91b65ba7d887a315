internal import Figures
public import Foundation
public import Notebook
public import Records

/// What a figure is to look like on a page.
public struct FigureRequest: Sendable {
  /// The width in inches that the author asked for.
  public var width: Double?
  /// The height in inches that the author asked for.
  public var height: Double?
  /// What the figure shows, for those who can't see it; empty when nobody wrote it.
  public var alternative: String
  /// What to start every `id` with, so that figures of a page do not share names.
  public var prefix: String
}

/// How pages are made.
public struct WeavingOptions: Sendable {
  /// What happens to the solutions of exercises.
  public enum Solutions: String, CaseIterable, Sendable {
    /// They are shown.
    case show
    /// They are folded, and open at a click.
    case fold
    /// They are left out: the edition for students.
    case hide
  }

  /// What happens to solutions.
  public var solutions = Solutions.fold
  /// Whether a page carries styles, scripts, fonts and images in itself.
  public var isStandalone = false
  /// Where KaTeX is.
  public var katexFolder = Weaver.katexFolder

  /// The usual options.
  public init() {}
}

/// Makes pages of chapters and what their cells produced.
///
/// The same chapter and records give the same page, byte for byte: there are no dates, paths or
/// addresses in it.
///
/// ```swift
/// let weaver = Weaver(theme: try Theme(), book: book)
/// try weaver.installAssets(into: output)
/// let html = try weaver.page(chapter, record)
/// ```
public struct Weaver: Sendable {
  /// Draws a figure as an `svg` element.
  public typealias FigureDrawer = @Sendable (FigureRecord, FigureRequest) throws -> String
  /// Reads a file below the folder of sources, or nil if there is none.
  public typealias SourceReader = @Sendable (_ path: String) -> String?
  /// Reads an image by its path relative to a chapter's folder, or nil if there is none.
  public typealias ImageReader = @Sendable (_ path: String, _ chapter: Chapter) -> [UInt8]?

  let theme: Theme
  let book: Book
  let options: WeavingOptions
  let draw: FigureDrawer
  let readSource: SourceReader
  let readImage: ImageReader

  /// Creates a weaver.
  ///
  /// - Parameters:
  ///   - theme: How pages look.
  ///   - book: The chapters, for references, previous and next.
  ///   - options: What happens to solutions, and whether pages stand alone.
  ///   - readSource: Reads the files that chapters quote.
  ///   - readImage: Reads images, for pages that stand alone.
  ///   - draw: Draws figures.
  public init(
    theme: Theme, book: Book, options: WeavingOptions = WeavingOptions(),
    readSource: @escaping SourceReader = { _ in nil },
    readImage: @escaping ImageReader = { _, _ in nil },
    draw: @escaping FigureDrawer = Weaver.drawFigure
  ) {
    self.theme = theme
    self.book = book
    self.options = options
    self.readSource = readSource
    self.readImage = readImage
    self.draw = draw
  }

  /// Draws a figure with the renderer of ``Figures``, at 96 pixels an inch.
  public static let drawFigure: FigureDrawer = { figure, request in
    try FigureRenderer.svg(
      figure,
      options: FigureOptions(
        width: request.width.map { $0 * 96 }, height: request.height.map { $0 * 96 },
        idPrefix: request.prefix,
        description: request.alternative.isEmpty ? nil : request.alternative))
  }

  /// The page of a chapter.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - record: What its cells produced; nil shows the code alone.
  /// - Throws: When the theme's template is missing, or a page that stands alone lacks KaTeX.
  public func page(_ chapter: Chapter, _ record: ChapterRecord?) throws -> String {
    var body = BodyRenderer(chapter: chapter, weaver: self, record: record)
    body.chapterBody()
    return try theme.render("page", pageContext(chapter, body))
  }

  /// Markdown as HTML without a page around it: as cmark would write it, where nothing of ours is
  /// in it.
  package static func fragment(_ markdown: String, theme: Theme) -> String {
    let chapter = Chapter.fragment(markdown)
    let weaver = Weaver(
      theme: theme, book: Book(project: Project(), chapters: []), draw: { _, _ in "" })
    var body = BodyRenderer(chapter: chapter, weaver: weaver, record: nil, isDecorated: false)
    body.blocks(chapter.blocks)
    return body.html.string
  }
}
