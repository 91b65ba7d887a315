internal import Records

/// Reads what the compiler wrote.
struct CompilerMessages {
  /// A message at a place in a file.
  struct Message: Equatable {
    var file: String
    var line: Int
    var column: Int
    var severity: Failure.Diagnostic.Severity
    var text: String
  }

  var messages: [Message]
  /// How the compiler ended, for the case that it gave no message.
  private let reason: String

  /// Reads `file:line:column: severity: text` lines; what is between them is the compiler's own
  /// drawing of the source.
  init(_ refusal: Compiler.Refusal) {
    messages = refusal.output.split(separator: "\n").compactMap(Self.message(in:))
    reason = refusal.reason
  }

  private static func message(in line: Substring) -> Message? {
    for severity in [Failure.Diagnostic.Severity.error, .warning, .note] {
      guard let mark = line.firstRange(of: ": \(severity.rawValue): ") else { continue }
      let place = line[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
      if place.first == "<unknown>" {
        return Message(
          file: "", line: 0, column: 0, severity: severity,
          text: CellNames.removed(from: String(line[mark.upperBound...])))
      }
      guard place.count >= 3, let column = Int(place[place.count - 1]),
        let row = Int(place[place.count - 2])
      else { continue }
      return Message(
        file: place.dropLast(2).joined(separator: ":"), line: row, column: column,
        severity: severity, text: CellNames.removed(from: String(line[mark.upperBound...])))
    }
    return nil
  }

  /// The failure of a cell that did not compile.
  func failure(of cell: ParsedCell) -> Failure {
    let diagnostics = messages.compactMap { diagnostic($0, in: cell) }
    let first = diagnostics.first { $0.severity == .error }
    return Failure(
      kind: .compile, message: first?.message ?? reason,
      position: first?.position, diagnostics: diagnostics)
  }

  /// Whether a message is about a line of the cell.
  func mentions(_ cell: ParsedCell) -> Bool {
    messages.contains { $0.severity == .error && relativeLine(of: $0, in: cell) != nil }
  }

  private func relativeLine(of message: Message, in cell: ParsedCell) -> Int? {
    guard message.file == cell.source.file else { return nil }
    let line = message.line - cell.source.line + 1
    return cell.lines.contains(line) ? line : nil
  }

  private func diagnostic(_ message: Message, in cell: ParsedCell) -> Failure.Diagnostic? {
    guard message.severity != .warning else { return nil }
    let position = relativeLine(of: message, in: cell).map { line in
      Failure.Position(
        line: line, column: cell.originalColumn(line: line, column: message.column))
    }
    // A note elsewhere ("found this candidate in module 'Tensors'") still helps; an error elsewhere
    // is an unclosed brace found in our own lines.
    if position == nil, message.severity == .error {
      return Failure.Diagnostic(
        severity: .error, message: message.text,
        position: Failure.Position(line: cell.lines.upperBound))
    }
    return Failure.Diagnostic(
      severity: message.severity, message: message.text, position: position)
  }
}

extension ParsedCell {
  /// The lines of the cell, from one.
  var lines: ClosedRange<Int> {
    1...(source.code.utf8.count { $0 == UInt8(ascii: "\n") } + 1)
  }
}

/// The names of the modules that cells are compiled as. They are the runner's own and move with every
/// cell that is put in: authors never see them.
enum CellNames {
  static func removed(from text: String) -> String {
    text.replacing(#/\bCells_\d+(?:_\d+)?\./#, with: "")
  }
}
