internal import Notebook

extension BodyRenderer {
  /// Writes blocks.
  mutating func blocks(_ blocks: [Block], tight: Bool = false) {
    for block in blocks {
      if case .heading(let heading) = block.kind {
        self.heading(heading)
        continue
      }
      guard !isHidden else { continue }
      switch block.kind {
      case .heading: break
      case .paragraph(let text): paragraph(text, tight: tight)
      case .quote(let inner):
        html.newLine()
        html.raw("<blockquote>\n")
        self.blocks(inner)
        html.newLine()
        html.raw("</blockquote>\n")
      case .callout(let callout): self.callout(callout)
      case .list(let list): self.list(list)
      case .code(let info, let text): code(info: info, text)
      case .cell(let index): cell(chapter.cells[index])
      case .listing(let index): listing(chapter.listings[index])
      case .html(let raw):
        html.newLine()
        if isTrusted { html.raw(raw) } else { html.text(raw) }
        html.newLine()
      case .rule:
        html.newLine()
        html.raw("<hr />\n")
      case .table(let table): self.table(table)
      case .math(let tex, let label): formula(tex, label)
      case .figure(let figure): self.figure(figure)
      }
    }
  }

  private mutating func paragraph(_ text: [Inline], tight: Bool) {
    if tight { return inlines(text) }
    html.newLine()
    html.raw("<p>")
    inlines(text)
    html.raw("</p>\n")
  }

  private mutating func list(_ list: List) {
    html.newLine()
    if let start = list.start {
      html.raw(start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n")
    } else {
      html.raw("<ul>\n")
    }
    for item in list.items {
      html.newLine()
      html.raw("<li>")
      blocks(item, tight: list.isTight)
      html.raw("</li>\n")
    }
    html.raw(list.start == nil ? "</ul>\n" : "</ol>\n")
  }

  private mutating func callout(_ callout: Callout) {
    let kind = callout.kind.rawValue
    html.newLine()
    html.raw("<aside class=\"callout \(kind)\" aria-label=\"\(kind.capitalized)\">\n")
    html.raw("<p class=\"callout-title\">")
    if callout.title.isEmpty {
      html.raw(kind.capitalized)
    } else {
      inlines(callout.title)
    }
    html.raw("</p>\n")
    blocks(callout.blocks)
    html.newLine()
    html.raw("</aside>\n")
  }

  /// Writes code that is no Swift of ours.
  private mutating func code(info: String, _ text: String) {
    html.newLine()
    html.raw("<pre><code")
    if let language = info.split(whereSeparator: \.isWhitespace).first {
      html.raw(" class=\"language-")
      html.text(language)
      html.raw("\"")
    }
    html.raw(">")
    html.text(text)
    html.raw("</code></pre>\n")
  }

  private mutating func formula(_ tex: String, _ label: Label?) {
    hasMath = true
    html.newLine()
    html.raw("<div class=\"equation\"")
    if let label { id(label.anchor) }
    html.raw(">")
    math(tex, display: true)
    if let number = label?.number { html.raw("<span class=\"number\">(\(number))</span>") }
    html.raw("</div>\n")
  }

  private mutating func figure(_ figure: Figure) {
    html.newLine()
    html.raw("<figure")
    if let label = figure.label { id(label.anchor) }
    html.raw("><img src=\"")
    imageAddress(figure.destination)
    html.raw("\" alt=\"")
    html.text(figure.alternative)
    html.raw("\"")
    if let width = figure.width { html.raw(" style=\"width:\(width)\"") }
    html.raw(" />\n")
    caption(figure.caption, figure.label)
    html.raw("</figure>\n")
  }

  /// Writes the caption of a figure, with its number.
  mutating func caption(_ text: [Inline], _ label: Label?, element: String = "figcaption") {
    guard !text.isEmpty || label != nil else { return }
    html.raw("<\(element)>")
    if let label {
      html.raw("<span class=\"number\">")
      html.text(label.text)
      html.raw(text.isEmpty ? "</span>" : ".</span> ")
    }
    inlines(text)
    html.raw("</\(element)>\n")
  }

  /// Writes an `id` attribute.
  mutating func id(_ name: String) {
    html.raw(" id=\"")
    html.text(name)
    html.raw("\"")
  }

  private mutating func table(_ table: Table) {
    html.newLine()
    html.raw("<div class=\"table\"><table")
    if let label = table.label { id(label.anchor) }
    html.raw(">\n")
    caption(table.caption, table.label, element: "caption")
    html.raw("<thead>\n<tr>\n")
    for (cell, alignment) in zip(table.header, table.alignments) {
      self.cell(cell, "th", alignment, scope: " scope=\"col\"")
    }
    html.raw("</tr>\n</thead>\n")
    if !table.rows.isEmpty {
      html.raw("<tbody>\n")
      for row in table.rows {
        html.raw("<tr>\n")
        for (cell, alignment) in zip(row, table.alignments) { self.cell(cell, "td", alignment) }
        html.raw("</tr>\n")
      }
      html.raw("</tbody>\n")
    }
    html.raw("</table></div>\n")
  }

  private mutating func cell(
    _ text: [Inline], _ element: String, _ alignment: Table.Alignment, scope: String = ""
  ) {
    let style =
      switch alignment {
      case .natural: ""
      case .left: " class=\"left\""
      case .center: " class=\"center\""
      case .right: " class=\"right\""
      }
    html.raw("<\(element)\(scope)\(style)>")
    inlines(text)
    html.raw("</\(element)>\n")
  }
}
