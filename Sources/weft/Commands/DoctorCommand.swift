internal import ArgumentParser
internal import Building
internal import Execution
internal import Foundation
internal import Weaving

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what is missing on this machine, and how to get it.")

  func run() throws {
    var isWell = true
    func check(_ what: String, _ good: Bool, _ detail: String, remedy: String) {
      let mark = good ? "ok     " : "missing"
      Terminal.print("\(mark)  \(what): \(good ? detail : remedy)\n")
      isWell = isWell && good
    }
    do {
      let toolchain = try Toolchain.find()
      check("toolchain and cell host", true, toolchain.host, remedy: "")
      try toolchain.checkEngine()
      check("the engine fits its modules", true, "yes", remedy: "")
      try checkCell(toolchain, check)
    } catch {
      check("compiler, host and engine", false, "", remedy: "\(error)")
    }
    let katex = Weaver.katexFolder.appendingPathComponent("katex.min.js").path
    check(
      "formulas (KaTeX)", FileManager.default.fileExists(atPath: katex), katex,
      remedy: "apt-get install libjs-katex fonts-katex")
    let images = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz"
    check(
      "Fashion-MNIST", FileManager.default.fileExists(atPath: images), images,
      remedy: "apt-get install dataset-fashion-mnist")
    let processors = ProcessInfo.processInfo.activeProcessorCount
    Terminal.print("ok       processors: \(processors)\n")
    if !isWell { throw WeftExit.software }
  }

  /// Compiles and runs a cell: the only proof that all parts fit together.
  private func checkCell(
    _ toolchain: Toolchain, _ check: (String, Bool, String, String) -> Void
  ) throws {
    let cache = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-doctor-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let runner = ChapterRunner(
      toolchain: toolchain,
      settings: ChapterRunner.Settings(cacheFolder: cache.path, timeout: 60, usesCache: false))
    let run = try runner.run([
      CellSource(id: "doctor", code: "matmul(ones(2, 3), ones(3, 2)).sum()")
    ])
    let record = run.records.first
    check(
      "a cell against the engine", record?.status == .passed, "runs",
      record?.failure?.message ?? "no record")
  }
}
