/// Collects the diagnostics of one file while it is parsed.
final class DiagnosticBag {
  /// The file's name in diagnostics.
  let path: String
  /// What was collected.
  private(set) var diagnostics: [Diagnostic] = []
  private let source: SourceText
  /// A hostile file must not fill the terminal: so many diagnostics are kept.
  private let limit = 1000

  init(path: String, source: SourceText) {
    self.path = path
    self.source = source
  }

  /// Adds an error.
  func error(
    _ summary: String, at position: SourcePosition, length: Int = 1, explanation: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    add(.error, summary, at: position, length: length, explanation: explanation, notes: notes)
  }

  /// Adds a warning.
  func warning(
    _ summary: String, at position: SourcePosition, length: Int = 1, explanation: String? = nil
  ) {
    add(.warning, summary, at: position, length: length, explanation: explanation, notes: [])
  }

  private func add(
    _ severity: Diagnostic.Severity, _ summary: String, at position: SourcePosition, length: Int,
    explanation: String?, notes: [Diagnostic.Note]
  ) {
    guard diagnostics.count < limit else { return }
    diagnostics.append(
      Diagnostic(
        severity, summary, explanation: explanation, notes: notes, path: path, position: position,
        length: length, sourceLine: source.line(position.line)))
  }

  /// Everything in the order of the file.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted {
      ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
    }.map(\.element)
  }
}
