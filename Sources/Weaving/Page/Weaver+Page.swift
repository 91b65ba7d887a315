internal import Notebook

extension Weaver {
  /// What the template of a chapter's page is filled with.
  func pageContext(_ chapter: Chapter, _ body: BodyRenderer) throws -> [String: Any] {
    let root = root(from: body.pageID)
    var context: [String: Any] = [
      "lang": book.project.language,
      "book": book.project.title,
      "title": Inline.plainText(chapter.title),
      "heading": titleHTML(chapter),
      "root": root,
      "body": body.html.string,
      "hasMath": body.hasMath || Self.hasMath(chapter.title),
      "hasContents": body.contents.count > 1,
      "contents": contentsHTML(body.contents),
      "solutionsFolded": options.solutions == .fold && !chapter.exercises.isEmpty,
    ]
    if let number = chapter.number { context["number"] = number }
    if let summary = chapter.summary { context["summary"] = summary }
    if let anchor = chapter.labels.first(where: { $0.kind == .section && $0.isChapter })?.anchor {
      context["anchor"] = anchor
    }
    if let folder = chapter.id.split(separator: "/").first.map(String.init),
      let part = book.project.parts[folder]
    {
      context["part"] = part
    }
    let (previous, next) = book.neighbours(of: chapter.id)
    if let previous { context["previous"] = neighbour(previous, from: chapter) }
    if let next { context["next"] = neighbour(next, from: chapter) }
    let assets = try assetContext(hasMath: context["hasMath"] as? Bool == true)
    return context.merging(assets) { own, _ in own }
  }

  private func neighbour(_ chapter: Chapter, from source: Chapter) -> [String: Any] {
    [
      "address": address(of: chapter.id, from: source.id),
      "title": Inline.plainText(chapter.title), "number": chapter.number ?? "",
    ]
  }

  func titleHTML(_ chapter: Chapter) -> String {
    var renderer = BodyRenderer(chapter: chapter, weaver: self, record: nil)
    renderer.inlines(chapter.title)
    return renderer.html.string
  }

  private static func hasMath(_ inlines: [Inline]) -> Bool {
    inlines.contains { if case .math = $0 { true } else { false } }
  }

  /// The table of contents as nested lists.
  private func contentsHTML(_ entries: [BodyRenderer.ContentsEntry]) -> String {
    var html = HTMLBuffer()
    var isInner = false
    for (index, entry) in entries.enumerated() {
      // A text may begin below the first level; its first line is not nested in anything.
      let belongsInside = entry.level > 2 && index > 0
      if belongsInside, !isInner {
        html.raw("<ol>\n")
      } else {
        if index > 0 { html.raw("</li>\n") }
        if !belongsInside, isInner { html.raw("</ol>\n</li>\n") }
      }
      isInner = belongsInside
      html.raw("<li><a href=\"#")
      html.url(entry.anchor)
      html.raw("\">\(entry.html)</a>")
    }
    if !entries.isEmpty { html.raw("</li>\n") }
    if isInner { html.raw("</ol>\n</li>\n") }
    return html.string
  }
}
