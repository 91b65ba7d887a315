internal import ArgumentParser
internal import Building
internal import Foundation

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Starts a new chapter.",
    discussion: """
      The numbers at the start of folder and file are the number of the section.

      Example:
        weft new 04-multilayer-perceptrons/01-mlp "Multilayer perceptrons"
      """)

  @Argument(help: "The chapter's path below 'chapters', without its ending.")
  var name: String

  @Argument(help: "Its title; made from the name when it is not given.")
  var title: String?

  func run() throws {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let folder = try (try? BookFolder(near: here)) ?? BookFolder(root: here)
    let path = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    guard !path.split(separator: "/").contains(".."), !path.hasPrefix("/") else {
      throw ValidationError("'\(name)' is not a path below '\(folder.project.chapters)'")
    }
    let url = folder.root.appendingPathComponent("\(folder.project.chapters)/\(path).md")
    guard !FileManager.default.fileExists(atPath: url.path) else {
      throw ValidationError("there is a chapter at \(url.path) already")
    }
    try AtomicFile.write(Self.text(title: title ?? Self.title(from: path)), to: url)
    Terminal.note("\(url.path)")
  }

  private static func title(from path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let words = last.split(separator: "-").drop { Int($0) != nil }
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func text(title: String) -> String {
    let quoted = title.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    return """
      ---
      title: "\(quoted)"
      summary: What a reader can do after this chapter.
      ---

      A question that makes one want the answer.

      ## A first look

      ```swift
      let x = arange(6).reshape([2, 3])
      x
      ```

      What the result says.

      ## Exercises

      """
  }
}
