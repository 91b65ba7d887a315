extension ChapterBuilder {
  /// Reads a heading; nil for the one that is the chapter's title.
  func heading(_ node: MarkdownNode, level: Int) -> Heading? {
    let (pieces, attributes) = Self.splitAttributes(pieces(node.children))
    let text = plain(pieces)
    let title = Inline.plainText(text)
    let place = position(ofLine: node.firstLine, column: node.column)
    if isFragment {
      return Heading(
        level: level, text: text, anchor: anchor(for: title), number: nil, role: .section)
    }
    let isFirst = !usedFirstHeading
    usedFirstHeading = true
    if level == 1, isFirst {
      if !hasTitle { chapter.title = text }
      hasTitle = true
      leaveExercise()
      if let attributes {
        _ = label(attributes, expected: .section, title: title, number: chapter.number)
        if let last = chapter.labels.indices.last { chapter.labels[last].isChapter = true }
      }
      return nil
    }
    if let heading = exerciseHeading(text, title, level: level, at: place) { return heading }
    if level <= 4 { inSolution = false }
    if level <= 3 { leaveExercise() }
    var number: String?
    if level == 2 {
      sectionCount += 1
      number = chapter.number.map { "\($0).\(sectionCount)" }
    }
    let isExercises = level == 2 && title.trimmed.lowercased() == "exercises"
    let label = attributes.flatMap {
      self.label($0, expected: .section, title: title, number: number)
    }
    return Heading(
      level: level, text: text, anchor: label?.anchor ?? anchor(for: title), number: number,
      role: isExercises ? .exercises : .section)
  }

  /// Reads `### Exercise 2.5.1` and `#### Solution`; nil for other headings.
  private func exerciseHeading(
    _ text: [Inline], _ title: String, level: Int, at place: SourcePosition
  ) -> Heading? {
    if level == 4, title.trimmed.lowercased() == "solution" {
      guard let exercise else {
        diagnostics.error("a solution without an exercise", at: place, length: title.utf8.count + 5)
        return nil
      }
      inSolution = true
      return Heading(
        level: level, text: text,
        anchor: anchor(for: "solution-\(chapter.exercises[exercise].number)"), number: nil,
        role: .solution(exercise))
    }
    guard level == 3, title.hasPrefix("Exercise ") else { return nil }
    let rest = title.dropFirst("Exercise ".count)
    let number = rest.prefix { ($0.isASCII && ($0.isNumber || $0.isLetter)) || $0 == "." }
      .trimmingDots
    guard let first = number.first, first.isNumber else { return nil }
    leaveExercise()
    checkNumber(number, at: place)
    let index = chapter.exercises.count
    let (kinds, heading) = Self.kinds(text, prefix: "Exercise \(number)")
    let name = "ex-" + number.split(separator: ".").joined(separator: "-").lowercased()
    let label = Label(
      name: name, kind: .exercise, number: number, title: Inline.plainText(heading), anchor: name,
      position: place)
    register(label)
    chapter.exercises.append(
      Exercise(
        number: number, title: heading, kinds: kinds, anchor: name, hasSolution: false,
        solutionCells: [], position: place))
    exercise = index
    return Heading(
      level: level, text: heading, anchor: name, number: number, role: .exercise(index))
  }

  private func checkNumber(_ number: String, at place: SourcePosition) {
    guard let chapterNumber = chapter.number, !number.hasPrefix(chapterNumber + ".") else { return }
    diagnostics.warning(
      "exercise \(number) is in chapter \(chapterNumber)", at: place, length: 4 + number.utf8.count,
      explanation: "its number is expected to start with '\(chapterNumber).'")
  }

  /// The kinds in `(code, plot)` at a heading's end, and the text without number and kinds.
  private static func kinds(_ text: [Inline], prefix: String) -> (kinds: [String], text: [Inline]) {
    var text = text
    if case .text(let first)? = text.first, first.hasPrefix(prefix) {
      let rest = first.dropFirst(prefix.count).drop { $0 == ":" || $0 == "." || $0 == " " }
      text[0] = .text(String(rest.drop { $0 == "—" || $0 == "–" || $0 == "-" || $0 == " " }))
    }
    var kinds: [String] = []
    if case .text(let last)? = text.last, last.hasSuffix(")"), let open = last.lastIndex(of: "(") {
      let known = ["code", "plot", "proof", "derivation", "discussion", "experiment"]
      let words = last[last.index(after: open)...].dropLast().split(separator: ",")
        .map { String($0).trimmed.lowercased() }
      if !words.isEmpty, words.allSatisfy(known.contains) {
        kinds = words
        text[text.count - 1] = .text(String(last[..<open]).trimmed)
      }
    }
    if case .text("")? = text.first { text.removeFirst() }
    return (kinds, text)
  }

  private func leaveExercise() {
    exercise = nil
    inSolution = false
  }

  /// Notes that there is something in the current solution.
  func noteContent() {
    if inSolution, let exercise { chapter.exercises[exercise].hasSolution = true }
  }

  /// Warns of exercises without a solution.
  func finishExercises() {
    for exercise in chapter.exercises where !exercise.hasSolution {
      diagnostics.warning(
        "exercise \(exercise.number) has no solution", at: exercise.position,
        length: 13 + exercise.number.utf8.count,
        explanation: "it stands under a heading '#### Solution'")
    }
  }
}

extension Substring {
  /// The text without dots at its end.
  fileprivate var trimmingDots: String {
    var text = self
    while text.last == "." { text.removeLast() }
    return String(text)
  }
}
