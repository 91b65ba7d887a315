internal import Foundation

extension Toolchain {
  /// Makes sure that the engine beside the host is whole.
  ///
  /// While the package is being built, or after a build that failed, the modules that cells are
  /// compiled against are newer than the library they run with. Then a small cell is compiled and
  /// run: one line that says so helps more than thousands of errors out of every chapter.
  ///
  /// - Throws: ``Missing`` when a part of the engine is not there or the parts do not fit.
  public func checkEngine() throws {
    let files = FileManager.default
    let parts = [library, modules + "/Lab.swiftmodule", modules + "/Records.swiftmodule"]
    for part in parts where !files.fileExists(atPath: part) {
      throw Missing(
        description: "The engine is not built: there is no \(part). Run 'swift build' with the "
          + "configuration of this weft.")
    }
    guard isOlderThanItsModules else { return }
    if let reason = try firstFailure() {
      throw Missing(
        description: "The engine in \(engine) is half built: its modules are newer than libLab.so, "
          + "and a first cell fails (\(reason)). Run 'swift build' again.")
    }
  }

  /// Whether a module that cells import was made after the library.
  private var isOlderThanItsModules: Bool {
    let names = [
      "Records", "Tensors", "NN", "Frames", "Plots", "Datasets", "Hosting", "Lab",
    ]
    guard let built = Self.time(of: library) else { return true }
    return names.contains { name in
      Self.time(of: "\(modules)/\(name).swiftmodule").map { $0 > built } ?? false
    }
  }

  private static func time(of path: String) -> Date? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
  }

  /// What a cell that needs all parts says when it fails.
  private func firstFailure() throws -> String? {
    let cache = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-check-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let runner = ChapterRunner(
      toolchain: self,
      settings: ChapterRunner.Settings(cacheFolder: cache.path, timeout: 60, usesCache: false))
    let cell = CellSource(id: "check", code: "matmul(ones(2, 3), ones(3, 2)).sum()")
    let run = try runner.run([cell])
    guard let record = run.records.first, record.status != .passed else { return nil }
    let message = record.failure?.message ?? "no reason given"
    return String(message.split(separator: "\n").first ?? "")
  }
}
