internal import Foundation
internal import Records

/// Finds the lines of a chapter that belong to addresses in compiled cells.
struct Symbolizer: Sendable {
  /// A place in a source file.
  struct Place: Equatable {
    var file: String
    var line: Int
    var column: Int
    var function: String
  }

  var toolchain: Toolchain

  /// The places of a backtrace, innermost first. Frames of other libraries are left out.
  func places(of frames: [HostEvent.StackFrame], in libraries: Set<String>) -> [Place] {
    guard let tool = toolchain.symbolizer else { return [] }
    let frames = frames.filter { libraries.contains($0.library) }
    guard !frames.isEmpty else { return [] }
    let arguments =
      ["--output-style=JSON", "--inlines"]
      + frames.map { "\($0.library) 0x\(String($0.offset, radix: 16))" }
    guard let outcome = try? ChildProcess.run(tool, arguments, stop: StopSignal()),
      outcome.status == 0
    else { return [] }
    return outcome.output.split(separator: "\n").flatMap { line -> [Place] in
      let data = Data(line.utf8)
      if let many = try? JSONDecoder().decode([Answer].self, from: data) {
        return many.flatMap(\.places)
      }
      return (try? JSONDecoder().decode(Answer.self, from: data))?.places ?? []
    }
  }

  private struct Answer: Decodable {
    struct Symbol: Decodable {
      var file: String
      var function: String
      var line: Int
      var column: Int

      enum CodingKeys: String, CodingKey {
        case file = "FileName"
        case function = "FunctionName"
        case line = "Line"
        case column = "Column"
      }

      var place: Place { Place(file: file, line: line, column: column, function: function) }
    }

    var symbols: [Symbol]?

    enum CodingKeys: String, CodingKey { case symbols = "Symbol" }

    var places: [Place] { (symbols ?? []).map(\.place) }
  }
}
