public import Foundation
public import Notebook

/// A folder with chapters, and where its reports go.
public struct BookFolder: Sendable {
  /// The folder that holds `weft.yml` or the chapters.
  public let root: URL
  /// What `weft.yml` says, or its defaults.
  public let project: Project
  /// The chapters, in the order of their paths.
  public let chapters: [ChapterFile]
  /// What is wrong with `weft.yml`.
  public let diagnostics: [Diagnostic]

  /// Opens the book that a folder belongs to.
  ///
  /// - Throws: ``BookError`` when neither the folder nor one above it holds a book.
  public init(near folder: URL) throws {
    var candidate = folder.standardizedFileURL
    while !Self.isBook(candidate) {
      let parent = candidate.deletingLastPathComponent()
      guard parent.path != candidate.path else { throw BookError.noBook(folder.path) }
      candidate = parent
    }
    try self.init(root: candidate)
  }

  /// Opens the book in a folder.
  public init(root: URL) throws {
    self.root = root
    let settings = root.appendingPathComponent("weft.yml")
    if FileManager.default.fileExists(atPath: settings.path) {
      let bytes = try ReadableFile.bytes(of: settings)
      (project, diagnostics) = Project.parse(yaml: bytes, path: "weft.yml")
    } else {
      (project, diagnostics) = (Project(), [])
    }
    chapters = Self.chapters(in: root, folder: project.chapters)
  }

  /// The folder that reports are written to.
  public var output: URL { root.appendingPathComponent(project.output) }

  /// The folder with everything that can be made again: caches and unfinished work.
  public var workshop: URL { root.appendingPathComponent(".weft") }

  /// The chapters that the arguments of a command name; all of them when there are none.
  ///
  /// An argument may be a chapter's file, a folder of chapters, a chapter's name below `chapters` or
  /// the end of it (`05-autograd`).
  ///
  /// - Throws: ``BookError`` for an argument that names no chapter.
  public func chapters(named arguments: [String], from folder: URL) throws -> [ChapterFile] {
    guard !arguments.isEmpty else { return chapters }
    var selected = Set<String>()
    for argument in arguments {
      let path = URL(fileURLWithPath: argument, relativeTo: folder).standardizedFileURL.path
      let matches = chapters.filter { chapter in
        let file = chapter.url.standardizedFileURL.path
        return file == path || file.hasPrefix(path + "/") || chapter.name == argument
          || chapter.name.hasPrefix(argument + "/") || chapter.name.hasSuffix("/" + argument)
      }
      guard !matches.isEmpty else {
        throw BookError.noChapter(argument, known: chapters.map(\.name))
      }
      selected.formUnion(matches.map(\.name))
    }
    return chapters.filter { selected.contains($0.name) }
  }

  private static func isBook(_ folder: URL) -> Bool {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    return manager.fileExists(atPath: folder.appendingPathComponent("weft.yml").path)
      || (manager.fileExists(
        atPath: folder.appendingPathComponent("chapters").path, isDirectory: &isFolder)
        && isFolder.boolValue)
  }

  private static func chapters(in root: URL, folder: String) -> [ChapterFile] {
    let base = root.appendingPathComponent(folder)
    guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
    var names: [String] = []
    for case let path as String in walker where path.hasSuffix(".md") {
      let components = path.split(separator: "/")
      if components.contains(where: { $0.hasPrefix(".") || $0.hasPrefix("_") }) { continue }
      if components.last == "README.md" { continue }
      names.append(String(path.dropLast(3)))
    }
    return names.sorted().map { name in
      ChapterFile(
        name: name, path: "\(folder)/\(name).md", url: base.appendingPathComponent("\(name).md"))
    }
  }
}
