/// What all cells of a chapter produced: the file that is committed beside its page.
public struct ChapterRecord: Codable, Equatable, Sendable {
  /// The format of the file; readers refuse others.
  public static let currentVersion = 1

  /// The format this record was written in.
  public var version: Int
  /// The chapter's path below `chapters`, without its ending: `02-preliminaries/05-autograd`.
  public var chapter: String
  /// The parameters that the chapter ran with, by name.
  public var parameters: [String: String]
  /// The cells, in the chapter's order. Inline expressions are cells named `inline-` and a number.
  public var cells: [CellRecord]

  /// Creates the record of a chapter.
  public init(chapter: String, parameters: [String: String] = [:], cells: [CellRecord]) {
    self.version = Self.currentVersion
    self.chapter = chapter
    self.parameters = parameters
    self.cells = cells
  }
}
