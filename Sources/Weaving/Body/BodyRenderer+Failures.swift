internal import Notebook
internal import Records

extension BodyRenderer {
  /// Writes why a cell stopped: what happened, where, the line with a caret, what to do.
  mutating func failure(_ failure: Failure, in cell: Cell) {
    let expected = failure.expected || cell.options.error
    html.raw("<div class=\"failure\(expected ? " expected" : "")\" role=\"note\">\n")
    html.raw("<p class=\"failure-title\">")
    html.text(Self.title(failure.kind, expected: expected))
    html.raw("</p>\n")
    let diagnostics = failure.diagnostics ?? []
    if diagnostics.isEmpty {
      html.raw("<pre class=\"message\" tabindex=\"0\">")
      html.text(failure.message)
      html.raw("</pre>\n")
      if let position = failure.position { excerpt(position, in: cell) }
    }
    for diagnostic in diagnostics {
      html.raw("<pre class=\"message \(diagnostic.severity.rawValue)\" tabindex=\"0\">")
      html.text("\(diagnostic.severity.rawValue): \(diagnostic.message)")
      html.raw("</pre>\n")
      if let position = diagnostic.position { excerpt(position, in: cell) }
    }
    if let hint = failure.hint {
      html.raw("<p class=\"hint\">")
      html.text(hint)
      html.raw("</p>\n")
    }
    html.raw("</div>\n")
  }

  private mutating func excerpt(_ position: Failure.Position, in cell: Cell) {
    let place = chapter.position(line: position.line, column: position.column, in: cell)
    let name = chapter.path.split(separator: "/").last.map(String.init) ?? chapter.path
    html.raw("<p class=\"place\">")
    html.text("\(name):\(place.line)" + (position.column == nil ? "" : ":\(place.column)"))
    html.raw("</p>\n")
    let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(position.line - 1) else { return }
    let line = lines[position.line - 1].prefix(400)
    html.raw("<pre class=\"excerpt\" tabindex=\"0\"><code>")
    html.text(line)
    html.raw("</code>")
    if let column = position.column, column >= 1 {
      let before = String(decoding: Array(line.utf8).prefix(column - 1), as: UTF8.self)
      let space = before.map { $0 == "\t" ? "\t" : " " }.joined()
      html.raw("\n\(space)<span class=\"caret\">^</span>")
    }
    html.raw("</pre>\n")
  }

  private static func title(_ kind: Failure.Kind, expected: Bool) -> String {
    let title =
      switch kind {
      case .engine: "Error"
      case .thrown: "Thrown error"
      case .trap: "Runtime error"
      case .stackOverflow: "Stack overflow"
      case .timeout: "Stopped: out of time"
      case .exit: "The cell ended its process"
      case .compile: "Does not compile"
      case .hostDied: "The process running this cell was ended"
      case .notRun: "Not run"
      case .unexpected: "Did not fail as it should"
      }
    return expected ? "\(title) (as intended)" : title
  }
}
