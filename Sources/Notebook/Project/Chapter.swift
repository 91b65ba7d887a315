/// A chapter as its author wrote it: prose, cells, exercises, each with its place in the file.
public struct Chapter: Equatable, Sendable {
  /// The file, as it was named to the parser.
  public var path: String
  /// Its path below the folder of chapters, without its ending: `02-preliminaries/05-autograd`.
  public var id: String
  /// Its number, from the numbers of folder and file: `2.5`; nil where one of them has none.
  public var number: String?
  /// Its title.
  public var title: [Inline] = []
  /// One or two sentences about it.
  public var summary: String?
  /// About how many seconds it takes to run, as the author measured it.
  public var time: Double?
  /// What a reader can change, those of the project first.
  public var parameters: [Parameter] = []
  /// Its text. The title's heading is not in it.
  public var blocks: [Block] = []
  /// What it runs, in order.
  public var cells: [Cell] = []
  /// Swift it only shows (`swift-text`).
  public var listings: [Cell] = []
  /// Expressions in its running text, in order.
  public var expressions: [InlineExpression] = []
  /// Its notes, in the order of the first reference to each.
  public var footnotes: [Footnote] = []
  /// Its exercises, in order.
  public var exercises: [Exercise] = []
  /// The places references can lead to.
  public var labels: [Label] = []
  /// The references in its text.
  public var references: [Reference] = []
  /// The images and chapters that it names by their paths, relative to its own folder.
  public var files: [FileReference] = []
  /// Its lines, for messages about what happened when it ran.
  public var lines: [String] = []

  /// A file that a chapter names.
  public struct FileReference: Equatable, Sendable {
    /// What is named.
    public enum Kind: Equatable, Sendable { case image, chapter }
    /// Whether it is shown or linked.
    public var kind: Kind
    /// Its path relative to the chapter's folder.
    public var path: String
    /// Where it is named.
    public var position: SourcePosition
  }

  /// Its number and title in one line, without markup.
  public var heading: String {
    let title = Inline.plainText(title)
    return number.map { "\($0) \(title)" } ?? title
  }

  /// The place in the file of a place in a cell, both counted from one.
  ///
  /// - Parameters:
  ///   - line: The line in the cell's code, option lines not counted.
  ///   - column: The column in it.
  public func position(line: Int, column: Int?, in cell: Cell) -> SourcePosition {
    SourcePosition(line: cell.firstLine + line - 1, column: (column ?? 1) + cell.indent)
  }

  /// The id and number of the chapter at a path.
  static func identity(path: String, project: Project) -> (id: String, number: String?) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    let folder = project.chapters.split(separator: "/").last.map(String.init)
    if let index = parts.lastIndex(where: { $0 == folder }), index + 1 < parts.count {
      parts.removeFirst(index + 1)
    } else {
      parts = parts.suffix(2)
    }
    if let last = parts.last, last.hasSuffix(".md") {
      parts[parts.count - 1] = String(last.dropLast(3))
    }
    let numbers = parts.map { Int($0.prefix { $0.isASCII && $0.isNumber }) }
    let number = numbers.allSatisfy { $0 != nil } ? numbers.compactMap { $0 } : []
    return (
      parts.joined(separator: "/"),
      number.isEmpty ? nil : number.map(String.init).joined(separator: ".")
    )
  }
}
