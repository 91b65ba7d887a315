public import Notebook
public import Records

extension Weaver {
  /// The page of the solution book for a chapter: its exercises with their solutions open.
  ///
  /// It belongs at `solutions/<chapter id>.html` below the folder of pages.
  public func solutionPage(_ chapter: Chapter, _ record: ChapterRecord?) throws -> String {
    var shown = self.options
    shown.solutions = .show
    let weaver = Weaver(
      theme: theme, book: book, options: shown, readSource: readSource, readImage: readImage,
      draw: draw)
    let blocks = Self.exerciseBlocks(chapter)
    var body = BodyRenderer(chapter: chapter, weaver: weaver, record: record)
    body.pageID = "solutions/" + chapter.id
    body.localAnchors = Self.anchors(blocks, chapter)
    body.headingShift = 1
    body.blocks(blocks)
    body.closeSolution()
    body.footnotes()
    var context = try weaver.pageContext(chapter, body)
    context["part"] = "Solutions"
    context["summary"] = nil
    context["anchor"] = nil
    context["chapterAddress"] = address(of: chapter.id, from: body.pageID)
    let withExercises = book.chapters.filter { !$0.exercises.isEmpty }
    if let index = withExercises.firstIndex(where: { $0.id == chapter.id }) {
      context["previous"] = index > 0 ? neighbour(withExercises[index - 1], chapter) : nil
      context["next"] =
        index + 1 < withExercises.count ? neighbour(withExercises[index + 1], chapter) : nil
    }
    return try theme.render("page", context)
  }

  /// The page `solutions/index.html`: all exercises, and whether each has a solution.
  ///
  /// - Parameter records: What the chapters produced, by id: a solution whose cell failed is marked.
  public func solutionIndex(records: [String: ChapterRecord] = [:]) throws -> String {
    let chapters = book.chapters.filter { !$0.exercises.isEmpty }.map { chapter in
      let failed = Set((records[chapter.id]?.cells ?? []).filter { $0.status == .failed }.map(\.id))
      return [
        "address": chapter.id + ".html", "title": titleHTML(chapter),
        "number": chapter.number ?? "",
        "exercises": chapter.exercises.map { exercise in
          [
            "address": chapter.id + ".html#" + exercise.anchor, "number": exercise.number,
            "title": Inline.plainText(exercise.title), "kinds": exercise.kinds,
            "missing": !exercise.hasSolution,
            "failed": exercise.solutionCells.contains { failed.contains(chapter.cells[$0].id) },
          ] as [String: Any]
        },
      ] as [String: Any]
    }
    let context: [String: Any] = [
      "lang": book.project.language, "book": book.project.title, "root": "../",
      "chapters": chapters,
      "hasMath": book.chapters.contains { $0.title.contains(where: Self.isMath) },
    ]
    let assets = try assetContext(hasMath: context["hasMath"] as? Bool == true)
    return try theme.render("solutions", context.merging(assets) { own, _ in own })
  }

  private func neighbour(_ chapter: Chapter, _ source: Chapter) -> [String: Any] {
    [
      "address": address(of: "solutions/" + chapter.id, from: "solutions/" + source.id),
      "title": Inline.plainText(chapter.title), "number": chapter.number ?? "",
    ]
  }

  /// The blocks of a chapter's exercises: each heading and what follows it.
  private static func exerciseBlocks(_ chapter: Chapter) -> [Block] {
    var isInside = false
    return chapter.blocks.filter { block in
      guard case .heading(let heading) = block.kind else { return isInside }
      switch heading.role {
      case .exercise: isInside = true
      case .solution: break
      case .section, .exercises: if heading.level <= 3 { isInside = false }
      }
      return isInside
    }
  }

  /// The names that links reach among some blocks.
  private static func anchors(_ blocks: [Block], _ chapter: Chapter) -> Set<String> {
    var anchors = Set<String>()
    for block in blocks {
      switch block.kind {
      case .heading(let heading): anchors.insert(heading.anchor)
      case .cell(let index): anchors.insert(chapter.cells[index].id)
      case .listing(let index): anchors.insert(chapter.listings[index].id)
      case .table(let table): if let label = table.label { anchors.insert(label.anchor) }
      case .math(_, let label): if let label { anchors.insert(label.anchor) }
      case .figure(let figure): if let label = figure.label { anchors.insert(label.anchor) }
      case .quote(let inner): anchors.formUnion(Self.anchors(inner, chapter))
      case .callout(let callout): anchors.formUnion(Self.anchors(callout.blocks, chapter))
      case .list(let list):
        for item in list.items { anchors.formUnion(Self.anchors(item, chapter)) }
      case .paragraph, .code, .html, .rule: break
      }
    }
    return anchors
  }
}
