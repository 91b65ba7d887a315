internal import ArgumentParser
internal import Building
internal import Foundation

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Removes recorded results and compiled cells; pages and their records stay.")

  func run() throws {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let folder = try BookFolder(near: here)
    for name in ["cache", "fresh"] {
      let url = folder.workshop.appendingPathComponent(name)
      guard FileManager.default.fileExists(atPath: url.path) else { continue }
      try FileManager.default.removeItem(at: url)
      Terminal.note("removed \(url.path)")
    }
  }
}
