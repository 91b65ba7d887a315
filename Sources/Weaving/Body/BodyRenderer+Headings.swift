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
    html.raw("<h\(heading.level)")
    id(heading.anchor)
    if case .exercise = heading.role { html.raw(" class=\"exercise\"") }
    html.raw(">")
    let start = html.bytes.count
    if case .exercise(let index) = heading.role {
      exerciseTitle(heading, chapter.exercises[index])
    } else {
      if let number = heading.number { html.raw("<span class=\"number\">\(number)</span> ") }
      inlines(heading.text)
    }
    let inner = String(decoding: html.bytes[start...], as: UTF8.self)
    html.raw("<a class=\"anchor\" href=\"#")
    html.url(heading.anchor)
    html.raw("\" aria-label=\"Link to this section\">#</a></h\(heading.level)>\n")
    if heading.level <= 3 {
      contents.append(
        ContentsEntry(
          level: heading.level, anchor: heading.anchor, number: heading.number, html: inner))
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
      html.raw(">\n<h4>Solution</h4>\n")
    }
  }
}
