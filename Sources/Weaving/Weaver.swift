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
  /// Whether a page carries styles, scripts and fonts in itself.
  public var isStandalone = false

  /// The usual options.
  public init() {}
}

/// Makes pages of chapters and what their cells produced.
///
/// The same chapter and records give the same page, byte for byte: there are no dates, paths or
/// addresses in it.
public struct Weaver: Sendable {
  /// Draws a figure as an `svg` element.
  public typealias FigureDrawer = @Sendable (FigureRecord, FigureRequest) throws -> String
  /// Reads a file below the folder of sources, or nil if there is none.
  public typealias SourceReader = @Sendable (String) -> String?

  let theme: Theme
  let book: Book
  let options: WeavingOptions
  let draw: FigureDrawer
  let readSource: SourceReader

  /// Creates a weaver.
  ///
  /// - Parameters:
  ///   - theme: How pages look.
  ///   - book: The chapters, for references, previous and next.
  ///   - options: What happens to solutions, and whether pages stand alone.
  ///   - readSource: Reads the files that chapters quote.
  ///   - draw: Draws figures.
  public init(
    theme: Theme, book: Book, options: WeavingOptions = WeavingOptions(),
    readSource: @escaping SourceReader = { _ in nil },
    draw: @escaping FigureDrawer
  ) {
    self.theme = theme
    self.book = book
    self.options = options
    self.readSource = readSource
    self.draw = draw
  }

  /// The page of a chapter.
  ///
  /// - Parameters:
  ///   - chapter: The chapter.
  ///   - record: What its cells produced; nil shows the code alone.
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
