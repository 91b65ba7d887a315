public import Notebook

/// All chapters of a book as they were read: what references between chapters need, and everything
/// that is wrong with the text, in one go.
public struct Manuscript: Sendable {
  /// Where the book is.
  public let folder: BookFolder
  /// The chapters together.
  public let book: Notebook.Book
  /// What is wrong, in the order of the chapters.
  public let diagnostics: [Diagnostic]
  private let files: [String: ChapterFile]

  /// Reads all chapters of a book.
  ///
  /// - Parameter parameters: values given on the command line, by the parameter's name.
  /// - Throws: ``BookError`` for a file that cannot be read, `ParameterError` for a parameter that no
  ///   chapter has or a value of another type.
  public init(
    _ folder: BookFolder, parameters: [String: String] = [:], selected: [ChapterFile]? = nil
  ) throws {
    var chapters: [Chapter] = []
    var diagnostics = folder.diagnostics
    var files: [String: ChapterFile] = [:]
    let parsed = try SideBySide.map(folder.chapters) { file in
      Chapter.parse(
        bytes: try ReadableFile.bytes(of: file.url), path: file.path, project: folder.project)
    }
    for (file, (chapter, found)) in zip(folder.chapters, parsed) {
      chapters.append(chapter)
      diagnostics += found
      files[chapter.id] = file
    }
    let names = Set((selected ?? folder.chapters).map(\.name))
    try Self.override(parameters, in: &chapters, selected: names)
    let book = Notebook.Book(project: folder.project, chapters: chapters)
    diagnostics += book.check { path, chapter in
      guard let file = files[chapter.id] else { return false }
      let target = file.url.deletingLastPathComponent().appendingPathComponent(path)
      return (try? target.checkResourceIsReachable()) ?? false
    }
    self.folder = folder
    self.book = book
    self.files = files
    let order = Dictionary(
      uniqueKeysWithValues: folder.chapters.enumerated().map { ($1.path, $0) })
    self.diagnostics = diagnostics.enumerated().sorted { first, second in
      let left = (order[first.element.path] ?? -1, first.element.position.line, first.offset)
      let right = (order[second.element.path] ?? -1, second.element.position.line, second.offset)
      return left < right
    }.map(\.element)
  }

  /// The chapters of some files, in the order of the book.
  public func chapters(of selected: [ChapterFile]) -> [Chapter] {
    let paths = Set(selected.map(\.path))
    return book.chapters.filter { paths.contains($0.path) }
  }

  /// What is wrong with the text of some chapters, or with the project's file.
  public func diagnostics(of selected: [ChapterFile]) -> [Diagnostic] {
    let paths = Set(selected.map(\.path)).union(["weft.yml"])
    return diagnostics.filter { paths.contains($0.path) }
  }

  private static func override(
    _ values: [String: String], in chapters: inout [Chapter], selected: Set<String>
  ) throws {
    guard !values.isEmpty else { return }
    let known = chapters.filter { selected.contains($0.id) }.flatMap(\.parameters)
    for name in values.keys.sorted() where !known.contains(where: { $0.name == name }) {
      _ = try known.overridden(by: [name: values[name] ?? ""])
    }
    for index in chapters.indices where selected.contains(chapters[index].id) {
      let own = values.filter { entry in
        chapters[index].parameters.contains { $0.name == entry.key }
      }
      chapters[index].parameters = try chapters[index].parameters.overridden(by: own)
    }
  }
}
