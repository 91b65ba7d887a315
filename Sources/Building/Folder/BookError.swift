/// What keeps a book from being built at all.
public enum BookError: Error, Equatable, CustomStringConvertible {
  /// No folder with chapters here or above.
  case noBook(String)
  /// An argument that names no chapter.
  case noChapter(String, known: [String])
  /// An argument that names no cell of its chapter.
  case noCell(String, chapter: String, known: [String])
  /// A file that cannot be read.
  case unreadable(String, reason: String)
  /// A file that cannot be written.
  case unwritable(String, reason: String)

  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .noBook(let folder):
      "no book at '\(folder)' or above it: a book has a folder 'chapters' or a file 'weft.yml'"
    case .noChapter(let name, let known):
      "no chapter '\(name)'" + Self.list(known, of: "the chapters are")
    case .noCell(let name, let chapter, let known):
      "no cell '\(name)' in \(chapter)" + Self.list(known, of: "its cells are")
    case .unreadable(let path, let reason): "cannot read '\(path)': \(reason)"
    case .unwritable(let path, let reason): "cannot write '\(path)': \(reason)"
    }
  }

  private static func list(_ names: [String], of what: String) -> String {
    guard !names.isEmpty else { return "" }
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "; \(what) \(shown), ..." : "; \(what) \(shown)"
  }
}
