internal import Notebook
internal import Records

/// Writes the text of a chapter as HTML.
///
/// CommonMark comes out as cmark itself writes it; cells, outputs and the rest in the theme's classes.
struct BodyRenderer {
  let chapter: Chapter
  let weaver: Weaver
  /// The records of the cells, by id.
  let records: [String: CellRecord]
  /// The page that is written, by its path without ending: the chapter's own, or its solutions.
  var pageID: String
  /// The names on this page that links reach, where it is not the chapter's own.
  var localAnchors: Set<String>?
  /// Whether headings get anchors and code its frame; plain is what cmark writes.
  let isDecorated: Bool
  var html = HTMLBuffer()
  /// The headings so far, for the table of contents.
  var contents: [ContentsEntry] = []
  var hasMath = false
  var figures = 0
  /// What the ids of figures begin with, before their number.
  var figurePrefix = "fig"
  /// The cells whose first figure, the one with the label, has been written.
  var figuresShown = Set<String>()
  /// By how many levels headings are raised, so that none is skipped below the title.
  var headingShift = 0
  /// The notes that the text so far refers to.
  var usedFootnotes = Set<Int>()
  /// Whether raw HTML is the author's; that of an output is shown as text.
  var isTrusted = true
  /// The open `<details>` of a solution, if the reader is in one.
  var isInSolution = false
  /// Whether what is read now is left out: a solution in the edition for students.
  var isHidden = false

  init(chapter: Chapter, weaver: Weaver, record: ChapterRecord?, isDecorated: Bool = true) {
    self.chapter = chapter
    self.weaver = weaver
    self.isDecorated = isDecorated
    pageID = chapter.id
    records = Dictionary(
      (record?.cells ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A line of the table of contents.
  struct ContentsEntry {
    var level: Int
    var anchor: String
    var html: String
  }

  /// Writes all of the chapter's text.
  mutating func chapterBody() {
    blocks(chapter.blocks)
    closeSolution()
    footnotes()
  }

  /// Ends the solution that is open.
  mutating func closeSolution() {
    if isInSolution {
      html.newLine()
      html.raw(weaver.options.solutions == .fold ? "</details>\n" : "</div>\n")
    }
    isInSolution = false
    isHidden = false
  }

  /// Writes the chapter's notes.
  mutating func footnotes() {
    guard !usedFootnotes.isEmpty else { return }
    html.newLine()
    html.raw("<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n")
    for (index, note) in chapter.footnotes.enumerated() where usedFootnotes.contains(index) {
      let number = index + 1
      html.raw("<li id=\"fn-\(number)\" value=\"\(number)\">")
      var blocks = note.blocks
      var last: [Inline]?
      if case .paragraph(let text)? = blocks.last?.kind {
        last = text
        blocks.removeLast()
      }
      self.blocks(blocks)
      html.newLine()
      html.raw("<p>")
      inlines(last ?? [])
      for occurrence in 1...max(1, note.references) {
        let suffix = occurrence == 1 ? "" : "-\(occurrence)"
        html.raw(
          " <a class=\"back\" href=\"#fnref-\(number)\(suffix)\" "
            + "aria-label=\"Back to reference \(number)\(suffix)\">↩</a>")
      }
      html.raw("</p>\n</li>\n")
    }
    html.raw("</ol>\n</section>\n")
  }
}
