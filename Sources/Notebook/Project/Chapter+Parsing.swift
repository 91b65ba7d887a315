extension Chapter {
  /// Reads a chapter.
  ///
  /// This never fails: whatever is wrong is in the diagnostics, and what could be understood is in
  /// the chapter. References to other chapters are checked by ``Book/check(fileExists:)``.
  /// - Parameters:
  ///   - source: The text of the file.
  ///   - path: The file's path, which gives it its id and number and names it in diagnostics.
  ///   - project: The book it belongs to.
  public static func parse(source: String, path: String, project: Project = Project()) -> (
    Chapter, [Diagnostic]
  ) {
    parse(bytes: Array(source.utf8), path: path, project: project)
  }

  /// Reads a chapter from bytes, which need not be text at all.
  public static func parse(bytes: [UInt8], path: String, project: Project = Project()) -> (
    Chapter, [Diagnostic]
  ) {
    let source = SourceText(bytes: bytes)
    let bag = DiagnosticBag(path: path, source: source)
    for line in source.repairedLines.prefix(20) {
      bag.warning(
        "bytes that are no text", at: SourcePosition(line: line),
        explanation: "invalid UTF-8 and NUL are read as U+FFFD")
    }
    let (id, number) = identity(path: path, project: project)
    var chapter = Chapter(path: path, id: id, number: number)
    chapter.lines = source.lines.map(\.text)

    var manuscript = Manuscript(
      body: source.lines.enumerated().map { Manuscript.Line(bytes: $1, number: $0 + 1) })
    var front = FrontMatter()
    var options = project.options
    if let yaml = FrontMatter.cut(&manuscript, diagnostics: bag) {
      front.read(yaml, options: &options, diagnostics: bag)
    }
    chapter.summary = front.summary
    chapter.time = front.time
    let own = Set(front.parameters.map(\.name))
    chapter.parameters = project.parameters.filter { !own.contains($0.name) } + front.parameters

    let builder = ChapterBuilder(
      chapter: chapter, options: options, source: source, diagnostics: bag)
    return (builder.build(&manuscript, title: front.title), bag.sorted)
  }

  /// Reads Markdown that is no chapter: what a cell printed, an example.
  ///
  /// There is no front matter, no title, no exercise and no cell in it; Swift is only shown.
  package static func fragment(_ text: String) -> Chapter {
    let source = SourceText(bytes: Array(text.utf8))
    let builder = ChapterBuilder(
      chapter: Chapter(path: "fragment.md", id: "fragment"), options: CellOptions(),
      source: source, diagnostics: DiagnosticBag(path: "fragment.md", source: source))
    builder.isFragment = true
    var manuscript = Manuscript(
      body: source.lines.enumerated().map { Manuscript.Line(bytes: $1, number: $0 + 1) })
    return builder.build(&manuscript, title: nil)
  }
}
