internal import Notebook

extension BodyRenderer {
  /// Writes a heading, and opens or closes the solution it stands for.
  mutating func heading(_ heading: Heading) {
    if case .solution(let index) = heading.role {
      closeSolution()
      return openSolution(heading, chapter.exercises[index])
    }
    if heading.level <= 4 { closeSolution() }
    guard !isHidden else { return }
    html.newLine()
    guard isDecorated else {
      html.raw("<h\(heading.level)>")
      inlines(heading.text)
      html.raw("</h\(heading.level)>\n")
      return
    }
    let level = max(2, heading.level - headingShift)
    html.raw("<h\(level)")
    id(heading.anchor)
    if case .exercise = heading.role { html.raw(" class=\"exercise\"") }
    html.raw(">")
    if case .exercise(let index) = heading.role {
      exerciseTitle(heading, chapter.exercises[index])
    } else {
      if let number = heading.number { html.raw("<span class=\"number\">\(number)</span> ") }
      inlines(heading.text)
    }
    html.raw("<a class=\"anchor\" href=\"#")
    html.url(heading.anchor)
    html.raw("\" aria-label=\"Link to this section\">#</a></h\(level)>\n")
    if heading.level <= 3 {
      contents.append(
        ContentsEntry(level: level, anchor: heading.anchor, html: contentsLine(heading)))
    }
  }

  /// A heading as a line of the table of contents: without links and notes.
  private func contentsLine(_ heading: Heading) -> String {
    var line = BodyRenderer(chapter: chapter, weaver: weaver, record: nil)
    if case .exercise(let index) = heading.role {
      line.html.text("Exercise \(chapter.exercises[index].number)")
      if !heading.text.isEmpty { line.html.raw(" ") }
    } else if let number = heading.number {
      line.html.raw("<span class=\"number\">\(number)</span> ")
    }
    line.inlines(Self.withoutLinks(heading.text))
    return line.html.string
  }

  private static func withoutLinks(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      switch inline {
      case .link(_, _, let inner): withoutLinks(inner)
      case .emphasis(let inner): [.emphasis(withoutLinks(inner))]
      case .strong(let inner): [.strong(withoutLinks(inner))]
      case .footnote, .html: []
      case .reference: []
      default: [inline]
      }
    }
  }

  private mutating func exerciseTitle(_ heading: Heading, _ exercise: Exercise) {
    html.raw("Exercise ")
    html.text(exercise.number)
    if !heading.text.isEmpty {
      html.raw("<span class=\"exercise-title\"> ")
      inlines(heading.text)
      html.raw("</span>")
    }
    for kind in exercise.kinds {
      html.raw(" <span class=\"kind\">")
      html.text(kind)
      html.raw("</span>")
    }
  }

  private mutating func openSolution(_ heading: Heading, _ exercise: Exercise) {
    guard weaver.options.solutions != .hide else {
      isHidden = true
      return
    }
    html.newLine()
    isInSolution = true
    if weaver.options.solutions == .fold {
      html.raw("<details class=\"solution\"")
      id(heading.anchor)
      html.raw("><summary>Solution")
      html.raw("<span class=\"visually-hidden\"> of exercise ")
      html.text(exercise.number)
      html.raw("</span></summary>\n")
    } else {
      html.raw("<div class=\"solution\"")
      id(heading.anchor)
      html.raw(">\n<h\(4 - headingShift)>Solution</h\(4 - headingShift)>\n")
    }
  }
}
