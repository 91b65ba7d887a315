internal import Notebook
internal import Records

extension BodyRenderer {
  /// Writes a cell: its code and what it produced.
  mutating func cell(_ cell: Cell) {
    guard cell.options.include else { return }
    let record = records[cell.id]
    html.newLine()
    html.raw("<div class=\"cell")
    if record?.status == .notRun { html.raw(" not-run") }
    html.raw("\"")
    // A figure carries its label itself; everything else is reached through its cell.
    let isFigure = cell.label?.kind == .figure && hasFigure(record)
    if !isFigure { id(cell.id) }
    html.raw(">\n")
    if cell.options.echo { code(cell) }
    if let record, record.status != .shown { outputs(record, of: cell) }
    html.raw("</div>\n")
  }

  /// Writes Swift that is only shown.
  mutating func listing(_ cell: Cell) {
    guard cell.options.include else { return }
    html.newLine()
    html.raw("<div class=\"cell listing\"")
    id(cell.id)
    html.raw(">\n")
    code(cell)
    html.raw("</div>\n")
  }

  /// The outputs that a page shows. Hiding them must not hide that something went wrong.
  static func shown(_ outputs: [Output], of cell: Cell) -> [Output] {
    guard cell.options.output == .none else { return outputs }
    let failure = outputs.lazy.compactMap { output in
      if case .failure(let failure) = output { failure } else { nil }
    }.first
    guard let failure, !failure.expected, !cell.options.error else { return [] }
    return [.failure(failure)]
  }

  private func hasFigure(_ record: CellRecord?) -> Bool {
    (record?.outputs ?? []).contains { if case .figure = $0 { true } else { false } }
  }

  private mutating func code(_ cell: Cell) {
    let isFolded = cell.options.codeFold != .none
    if isFolded {
      html.raw("<details class=\"fold\"\(cell.options.codeFold == .open ? " open" : "")><summary>")
      html.text(cell.options.codeSummary ?? "Code")
      html.raw("</summary>\n")
    }
    let isListing = cell.label?.kind == .listing
    if isListing { html.raw("<figure class=\"listing-frame\">\n") }
    if isListing { caption(cell.caption, cell.label) }
    if let source = cell.options.source {
      quotedSource(source, cell)
    } else {
      frame(cell.code)
    }
    if isListing { html.raw("</figure>\n") }
    if isFolded { html.raw("</details>\n") }
  }

  /// Writes Swift with colours, in the frame that carries the copy button.
  mutating func frame(_ code: String, title: String? = nil) {
    html.raw("<div class=\"code\">")
    if let title {
      html.raw("<div class=\"code-title\">")
      html.text(title)
      html.raw("</div>")
    }
    html.raw("<pre tabindex=\"0\"><code class=\"language-swift\">")
    SwiftHighlighter.highlight(code, into: &html)
    html.raw("</code></pre></div>\n")
  }

  /// Writes a piece of our own library; a page never keeps a copy that could grow old.
  private mutating func quotedSource(_ source: String, _ cell: Cell) {
    switch weaver.quotedSource(source) {
    case .success(let code): frame(code, title: source)
    case .failure(let problem):
      html.raw("<div class=\"failure\" role=\"note\"><p class=\"failure-title\">")
      html.text(problem.message)
      html.raw("</p></div>\n")
    }
  }

  private mutating func outputs(_ record: CellRecord, of cell: Cell) {
    let shown = Self.shown(record.outputs, of: cell)
    guard cell.options.output != .none else {
      for output in shown { self.output(output, of: cell) }
      return
    }
    if shown.isEmpty, record.status != .notRun { return }
    html.raw("<div class=\"outputs\">\n")
    for output in shown { self.output(output, of: cell) }
    if record.status == .notRun, record.failure == nil {
      html.raw("<p class=\"not-run-note\">This cell was not run.</p>\n")
    }
    html.raw("</div>\n")
  }
}
