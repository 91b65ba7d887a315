internal import Notebook
internal import Records

extension BodyRenderer {
  /// Writes one output of a cell. Whatever it holds is shown as text.
  mutating func output(_ output: Output, of cell: Cell) {
    switch output {
    case .text(let output): text(output, of: cell)
    case .value(let value):
      if let fragment = value.html {
        html.raw("<div class=\"output html\">")
        html.raw(HTMLSanitizer.sanitized(fragment))
        html.raw("</div>\n")
      } else {
        plain(value.text, "value")
      }
    case .tensor(let tensor): plain(tensor.text, "value")
    case .table(let table): self.table(table, of: cell)
    case .figure(let figure): self.figure(figure, of: cell)
    case .failure(let failure): self.failure(failure, in: cell)
    }
  }

  private mutating func text(_ output: TextOutput, of cell: Cell) {
    if cell.options.output == .asis, output.stream == .stdout {
      return markdown(output.text)
    }
    plain(output.text, output.stream == .stdout ? "stdout" : "stderr")
    if let omitted = output.omittedBytes {
      html.raw("<p class=\"omitted\">\(omitted) bytes of output are left out.</p>\n")
    }
  }

  /// Writes Markdown that a cell printed. Its raw HTML is shown, never obeyed.
  private mutating func markdown(_ source: String) {
    let inner = Chapter.fragment(source)
    var renderer = BodyRenderer(chapter: inner, weaver: weaver, record: nil, isDecorated: false)
    renderer.isTrusted = false
    renderer.blocks(inner.blocks)
    hasMath = hasMath || renderer.hasMath
    html.raw("<div class=\"output markdown\">\n")
    html.raw(renderer.html.string)
    html.raw("</div>\n")
  }

  private mutating func plain(_ text: String, _ name: String) {
    let label = name == "stderr" ? " aria-label=\"Standard error\"" : ""
    html.raw("<pre class=\"output \(name)\" tabindex=\"0\"\(label)>")
    // A browser drops a line end directly after <pre>.
    if text.first == "\n" { html.raw("\n") }
    html.text(text.last == "\n" ? text.dropLast() : text[...])
    html.raw("</pre>\n")
  }

  private mutating func figure(_ figure: FigureRecord, of cell: Cell) {
    let isFirst = cell.label?.kind == .figure && !figuresShown.contains(cell.id)
    skipFigure(of: cell)
    html.raw("<figure")
    if isFirst { id(cell.label?.anchor ?? cell.id) }
    html.raw(">\n")
    do {
      let request = FigureRequest(
        width: cell.options.figWidth, height: cell.options.figHeight,
        alternative: cell.options.figAlt ?? Inline.plainText(cell.caption),
        prefix: "\(figurePrefix)\(figures)-")
      html.raw(try weaver.draw(figure, request))
      html.newLine()
    } catch {
      html.raw("<p class=\"failure-title\">This figure can't be drawn: ")
      html.text("\(error)")
      html.raw("</p>\n")
    }
    if isFirst || !cell.caption.isEmpty && cell.label == nil {
      caption(cell.caption, cell.label)
    }
    html.raw("</figure>\n")
  }

  /// Counts a figure as written.
  mutating func skipFigure(of cell: Cell) {
    figures += 1
    figuresShown.insert(cell.id)
  }

  // MARK: - Tables

  private mutating func table(_ table: TableOutput, of cell: Cell) {
    html.raw("<div class=\"table output\"><table>\n")
    if cell.label?.kind == .table {
      caption(cell.caption, cell.label, element: "caption")
    } else if let caption = table.caption {
      html.raw("<caption>")
      html.text(caption)
      html.raw("</caption>\n")
    }
    html.raw("<thead>\n<tr>")
    if table.index != nil { html.raw("<td></td>") }
    for column in table.columns {
      html.raw("<th scope=\"col\"\(Self.alignment(column))>")
      html.text(column.name)
      html.raw("</th>")
    }
    html.raw("</tr>\n</thead>\n<tbody>\n")
    let width = table.columns.count + (table.index == nil ? 0 : 1)
    for (number, row) in table.rows.enumerated() {
      html.raw("<tr>")
      if let index = table.index {
        html.raw("<th scope=\"row\">")
        html.text(number < index.count ? index[number] : "")
        html.raw("</th>")
      }
      for (value, column) in zip(row, table.columns) {
        html.raw("<td\(Self.alignment(column, isMissing: value == nil))>")
        html.text(value ?? "—")
        html.raw("</td>")
      }
      html.raw("</tr>\n")
      if table.gapAfter == number + 1 {
        html.raw("<tr class=\"gap\"><td colspan=\"\(width)\">⋮</td></tr>\n")
      }
    }
    html.raw("</tbody>\n</table></div>\n")
    if let total = table.totalRows, total > table.rows.count {
      html.raw("<p class=\"omitted\">\(table.rows.count) of \(total) rows.</p>\n")
    }
  }

  private static func alignment(_ column: TableOutput.Column, isMissing: Bool = false) -> String {
    switch (column.kind == .number, isMissing) {
    case (true, false): " class=\"right\""
    case (true, true): " class=\"right missing\""
    case (false, true): " class=\"missing\""
    case (false, false): ""
    }
  }
}
