/// What holds for all chapters of a book: the file `weft.yml`.
public struct Project: Equatable, Sendable {
  /// The book's title.
  public var title = "Weft"
  /// The language of its text, as HTML knows it.
  public var language = "en"
  /// The folder with the chapters, below the project's.
  public var chapters = "chapters"
  /// The folder that reports are written to, below the project's.
  public var output = "output"
  /// The folder with the library whose source chapters may quote, below the project's.
  public var sources = "Sources"
  /// The folder with a theme of its own, below the project's; nil for ours.
  public var theme: String?
  /// What random seeds are derived from.
  public var seed: UInt64 = 0
  /// The titles of the parts, by folder name.
  public var parts: [String: String] = [:]
  /// Values that every chapter is given.
  public var parameters: [Parameter] = []
  /// The defaults of cell options.
  public var options = CellOptions()

  /// The project of a folder without `weft.yml`.
  public init() {}

  static let names = [
    "title", "language", "chapters", "output", "sources", "theme", "seed", "parts", "params",
    "cells",
  ]

  /// Reads a project file.
  ///
  /// - Parameter path: The file's name in diagnostics.
  public static func parse(yaml bytes: [UInt8], path: String) -> (Project, [Diagnostic]) {
    let source = SourceText(bytes: bytes)
    let bag = DiagnosticBag(path: path, source: source)
    var project = Project()
    do {
      let text = source.lines.map(\.text).joined(separator: "\n")
      if let value = try YAML.parse(text, firstLine: 1), !value.isNull {
        if let entries = value.entries {
          for entry in entries { project.set(entry, bag) }
        } else {
          bag.error("a project file has the form 'key: value'", at: value.position)
        }
      }
    } catch {
      bag.error(error.message, at: error.position)
    }
    return (project, bag.sorted)
  }

  private mutating func set(_ entry: YAMLValue.Entry, _ bag: DiagnosticBag) {
    func text(_ path: WritableKeyPath<Project, String>) {
      if let value = entry.value.scalar {
        self[keyPath: path] = value
      } else {
        bag.error("'\(entry.key)' must be text", at: entry.value.position)
      }
    }
    switch entry.key {
    case "title": text(\.title)
    case "language": text(\.language)
    case "chapters": text(\.chapters)
    case "output": text(\.output)
    case "sources": text(\.sources)
    case "theme": theme = entry.value.scalar
    case "seed":
      if let value = entry.value.scalar.flatMap(UInt64.init) {
        seed = value
      } else {
        bag.error("'seed' must be a whole number that is not negative", at: entry.value.position)
      }
    case "parts":
      for part in entry.value.entries ?? [] { parts[part.key] = part.value.scalar }
    case "params": parameters = FrontMatter.parameters(entry, bag)
    case "cells": options.apply(entry.value.entries ?? [], asDefaults: true, diagnostics: bag)
    default:
      let nearest = nearestName(to: entry.key, among: Self.names)
      bag.error(
        "'\(entry.key)' is nothing that a project sets", at: entry.position,
        length: entry.key.utf8.count,
        explanation: nearest.map { "did you mean '\($0)'?" }
          ?? "known: \(Self.names.joined(separator: ", "))")
    }
  }
}
