import Foundation
import Testing

/// A copy of a fixture book, and the built program that runs on it.
struct WeftBook {
  let root: URL

  /// Copies the fixture book, or makes an empty one, in a folder of its own.
  init(_ fixture: String? = nil) throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-e2e-\(UUID().uuidString)")
    if let fixture {
      try FileManager.default.copyItem(at: Self.fixtures.appendingPathComponent(fixture), to: root)
    } else {
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent("chapters"), withIntermediateDirectories: true)
    }
  }

  /// The folder of fixtures in the source tree, where snapshots are recorded.
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// Whether snapshots are written instead of compared.
  static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil

  /// Writes a chapter.
  func write(_ name: String, _ text: String) throws {
    let url = root.appendingPathComponent("chapters/\(name).md")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// A file below the book's folder, as text.
  func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// What a run of the program left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs the program in the book's folder.
  @discardableResult
  func run(_ arguments: String...) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = root
    let folder = FileManager.default.temporaryDirectory
    let outputFile = folder.appendingPathComponent(UUID().uuidString)
    let errorFile = folder.appendingPathComponent(UUID().uuidString)
    for file in [outputFile, errorFile] {
      FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    defer { for file in [outputFile, errorFile] { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self))
  }

  /// Removes the folder.
  func remove() { try? FileManager.default.removeItem(at: root) }

  /// `weft`, built beside these tests.
  static var program: URL {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("weft")
  }
}
