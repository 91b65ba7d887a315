import Execution
import Foundation
import Records

/// Runs cells as a chapter would, against the host that was built with the tests.
struct Bench {
  /// Compiled cells are shared by all tests; each test's results are its own.
  static let shared: String = {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-tests-\(ProcessInfo.processInfo.processIdentifier)")
    return folder.path
  }()

  var settings = ChapterRunner.Settings(cacheFolder: Bench.shared, usesCache: false)

  func run(_ cells: [CellSource]) throws -> ChapterRun {
    try ChapterRunner(toolchain: Toolchain.find(), settings: settings).run(cells)
  }

  /// Runs cells given by their code; they are called `a`, `b`, `c` ...
  func records(_ codes: String...) throws -> [CellRecord] {
    try run(Bench.cells(codes)).records
  }

  static func cells(_ codes: [String]) -> [CellSource] {
    var line = 10
    return codes.enumerated().map { index, code in
      defer { line += code.split(separator: "\n", omittingEmptySubsequences: false).count + 3 }
      let id = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index)))
      return CellSource(id: id, code: code, file: "chapters/test.md", line: line)
    }
  }
}

extension CellRecord {
  /// All text and values in order, for tests that do not care which is which.
  var text: String {
    outputs.map { output in
      switch output {
      case .text(let text): return text.text
      case .value(let value): return value.text + "\n"
      default: return ""
      }
    }.joined()
  }

  func text(of stream: TextOutput.Stream) -> String {
    outputs.compactMap { output in
      if case .text(let text) = output, text.stream == stream { return text.text }
      return nil
    }.joined()
  }
}
