internal import ArgumentParser
internal import Building
internal import Foundation

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Makes the results of the last 'weft diff' the committed ones.",
    discussion: """
      Examples:
        weft accept
        weft accept 02-preliminaries/05-autograd
        weft accept 02-preliminaries/05-autograd#fig-sine
      """)

  @Argument(help: "Chapters, or cells as chapter#cell. All chapters when there are none.")
  var targets: [String] = []

  func run() throws {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let folder = try BookFolder(near: here)
    let manuscript = try Manuscript(folder)
    let check = try DriftCheck(manuscript)
    for (name, cells) in try parsed(folder, from: here) {
      guard let chapter = manuscript.chapters(of: [name]).first else { continue }
      do {
        let changed = try check.accept(chapter, cells: cells)
        Terminal.note("\(chapter.id): \(changed ? "accepted" : "as before")")
      } catch let error as BookError {
        if targets.isEmpty, case .unreadable = error { continue }
        throw ValidationError(error.description)
      }
    }
  }

  private func parsed(_ folder: BookFolder, from here: URL) throws
    -> [(ChapterFile, cells: [String]?)]
  {
    guard !targets.isEmpty else { return folder.chapters.map { ($0, nil) } }
    return try targets.flatMap { target in
      let parts = target.split(separator: "#", maxSplits: 1).map(String.init)
      do {
        return try folder.chapters(named: [parts[0]], from: here).map { file in
          (file, parts.count > 1 ? [parts[1]] : nil)
        }
      } catch let error as BookError {
        throw ValidationError(error.description)
      }
    }
  }
}
