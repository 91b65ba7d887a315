internal import Notebook
internal import Records

extension BodyRenderer {
  /// Writes running text.
  mutating func inlines(_ inlines: [Inline]) {
    for inline in inlines { self.inline(inline) }
  }

  private mutating func inline(_ inline: Inline) {
    switch inline {
    case .text(let text): html.text(text)
    case .softBreak: html.raw("\n")
    case .lineBreak: html.raw("<br />\n")
    case .code(let code): wrapped("<code>", "</code>") { $0.html.text(code) }
    case .html(let raw): if isTrusted { html.raw(raw) } else { html.text(raw) }
    case .emphasis(let inner): wrapped("<em>", "</em>") { $0.inlines(inner) }
    case .strong(let inner): wrapped("<strong>", "</strong>") { $0.inlines(inner) }
    case .link(let destination, let title, let inner):
      html.raw("<a href=\"")
      html.url(relocated(weaver.link(destination, from: chapter, isTrusted: isTrusted)))
      self.title(title)
      wrapped("\">", "</a>") { $0.inlines(inner) }
    case .image(let destination, let title, let inner):
      html.raw("<img src=\"")
      imageAddress(destination)
      html.raw("\" alt=\"")
      alternative(inner)
      self.title(title)
      html.raw("\" />")
    case .math(let tex, let display): math(tex, display: display)
    case .expression(let index): expression(chapter.expressions[index])
    case .reference(let index): reference(chapter.references[index])
    case .footnote(let index, let occurrence):
      usedFootnotes.insert(index)
      let suffix = occurrence == 1 ? "" : "-\(occurrence)"
      html.raw(
        "<sup class=\"footnote\"><a id=\"fnref-\(index + 1)\(suffix)\" href=\"#fn-\(index + 1)\" "
          + "role=\"doc-noteref\">\(index + 1)</a></sup>")
    }
  }

  private mutating func wrapped(
    _ open: String, _ close: String, _ body: (inout BodyRenderer) -> Void
  ) {
    html.raw(open)
    body(&self)
    html.raw(close)
  }

  private mutating func title(_ title: String) {
    guard !title.isEmpty else { return }
    html.raw("\" title=\"")
    html.text(title)
  }

  /// The text of an image, as cmark reads it out of the inlines.
  private mutating func alternative(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text), .html(let text), .math(let text, _): html.text(text)
      case .softBreak, .lineBreak: html.raw(" ")
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner),
        .image(_, _, let inner):
        alternative(inner)
      case .expression, .reference, .footnote: break
      }
    }
  }

  /// Writes a formula; the browser sets it with KaTeX, and without script its TeX stays readable.
  mutating func math(_ tex: String, display: Bool) {
    hasMath = true
    html.raw("<span class=\"math \(display ? "display" : "inline")\">")
    html.text(tex)
    html.raw("</span>")
  }

  private mutating func reference(_ reference: Reference) {
    guard let target = weaver.book.target(reference.label, from: chapter) else {
      html.raw("<span class=\"unresolved\">")
      html.text("@\(reference.label)")
      html.raw("</span>")
      return
    }
    html.raw("<a class=\"ref\" href=\"")
    let isHere = localAnchors.map { $0.contains(target.label.anchor) } ?? true
    if target.chapter != chapter.id || !isHere {
      html.url(weaver.address(of: target.chapter, from: pageID))
    }
    html.raw("#")
    html.url(target.label.anchor)
    html.raw("\">")
    html.text(target.label.text.replacingSpaces)
    html.raw("</a>")
  }

  /// An address relative to the chapter's page, as seen from the page that is written.
  func relocated(_ address: String) -> String {
    guard pageID != chapter.id, !address.hasPrefix("/"),
      !address.prefix(while: { $0 != "/" && $0 != "?" && $0 != "#" }).contains(":")
    else { return address }
    if address.hasPrefix("#") {
      if localAnchors?.contains(String(address.dropFirst())) == true { return address }
      return weaver.address(of: chapter.id, from: pageID) + address
    }
    let folder = chapter.id.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    return weaver.root(from: pageID) + folder + address
  }

  /// Writes where an image is, or all of it in a page that stands alone.
  mutating func imageAddress(_ destination: String) {
    if weaver.options.isStandalone, let data = weaver.embeddedImage(destination, chapter) {
      html.raw(data)
    } else {
      html.url(relocated(destination))
    }
  }

  /// Writes the value of an inline expression.
  private mutating func expression(_ expression: InlineExpression) {
    guard let record = records[expression.id] else {
      html.raw("<code class=\"pending\">")
      html.text(expression.code)
      html.raw("</code>")
      return
    }
    if let failure = record.failure {
      html.raw("<code class=\"failed\" title=\"")
      html.text(failure.message)
      html.raw("\">")
      html.text(expression.code)
      html.raw("</code>")
      return
    }
    html.text(record.outputs.map(\.inlineText).joined(separator: " "))
  }
}

extension String {
  /// The text with spaces that no line is broken at.
  fileprivate var replacingSpaces: String { split(separator: " ").joined(separator: "\u{A0}") }
}

extension Output {
  /// The output within a line of text.
  var inlineText: String {
    switch self {
    case .text(let output): output.stream == .stdout ? output.text.trimmedLines : ""
    case .value(let output): output.text.trimmedLines
    case .tensor(let output):
      // A single number reads better without the frame a tensor is printed in.
      output.shape.allSatisfy { $0 == 1 } && output.values.count == 1
        ? Self.bare(output.text) : output.text.trimmedLines
    case .table, .figure, .failure: ""
    }
  }

  private static func bare(_ text: String) -> String {
    guard text.hasPrefix("tensor("), let end = text.firstIndex(where: { $0 == "," || $0 == ")" })
    else { return text.trimmedLines }
    return text[text.index(text.startIndex, offsetBy: 7)..<end].filter { $0 != "[" && $0 != "]" }
  }
}

extension String {
  /// The text in one line.
  fileprivate var trimmedLines: String {
    split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
