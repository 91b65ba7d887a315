/// Turns a file's text into a chapter.
///
/// The work is spread over this class's extensions: blocks, inlines, cells, headings.
final class ChapterBuilder {
  var chapter: Chapter
  let options: CellOptions
  let source: SourceText
  let diagnostics: DiagnosticBag
  let tokens = TokenTable()

  /// The places of the lines that cmark read.
  var lines: [Manuscript.Line] = []
  var tables: [TableShape] = []
  /// The cells of the tables: for each table, paragraphs by row and column.
  var tableCells: [Int: [Int: MarkdownNode]] = [:]
  var footnoteDefinitions: [(name: String, position: SourcePosition)] = []
  var footnoteNodes: [String: [MarkdownNode]] = [:]
  var footnoteIndices: [String: Int] = [:]

  var anchors = Set<String>()
  var labelPositions: [String: SourcePosition] = [:]
  var cellNames: [String: SourcePosition] = [:]
  var counters: [LabelKind: Int] = [:]
  var sectionCount = 0
  var usedFirstHeading = false
  var hasTitle = false
  /// The exercise whose statement or solution is being read.
  var exercise: Int?
  var inSolution = false
  /// Whether this is Markdown without cells, title and exercises.
  var isFragment = false

  init(chapter: Chapter, options: CellOptions, source: SourceText, diagnostics: DiagnosticBag) {
    self.chapter = chapter
    self.options = options
    self.source = source
    self.diagnostics = diagnostics
  }

  /// Reads the text after the front matter.
  func build(_ manuscript: inout Manuscript, title: String?) -> Chapter {
    let root = parse(&manuscript)
    if let title {
      chapter.title = inlines(ofText: title, at: SourcePosition(line: 1))
      hasTitle = true
    }
    chapter.blocks = blocks(sortedOut(root.children))
    buildFootnotes()
    finishExercises()
    if chapter.title.isEmpty {
      chapter.title = [.text(chapter.id.split(separator: "/").last.map(String.init) ?? "")]
    }
    nameChapter()
    return chapter
  }

  /// Runs the passes over the text and parses what they leave.
  private func parse(_ manuscript: inout Manuscript) -> MarkdownNode {
    manuscript.protectLiterals(tokens)
    var outline = CommonMark.outline(manuscript.text)
    if manuscript.body.contains(where: { $0.bytes.contains(Ascii.caret) }) {
      footnoteDefinitions = manuscript.extractFootnotes(
        tokens, outline: outline, diagnostics: diagnostics)
      if !footnoteDefinitions.isEmpty { outline = CommonMark.outline(manuscript.text) }
    }
    let count = tokens.tokens.count
    manuscript.protectDisplayMath(tokens, outline: outline, diagnostics: diagnostics)
    if tokens.tokens.count > count { outline = CommonMark.outline(manuscript.text) }
    tables = manuscript.protectInlines(tokens, outline: outline)
    lines = manuscript.lines
    let (root, tooDeep) = CommonMark.parse(manuscript.text)
    if tokens.isFull {
      diagnostics.error(
        "too many formulas, references and table cells for one chapter",
        at: SourcePosition(line: 1), explanation: "131 000 are understood; the rest stays as it is")
    }
    if let tooDeep {
      diagnostics.error(
        "nested more than \(CommonMark.depthLimit) levels deep", at: position(ofLine: tooDeep),
        explanation: "what is deeper is read as plain text")
    }
    return root
  }

  /// Gives the chapter the label of its file's name, `sec-autograd`, unless it has one of its own.
  private func nameChapter() {
    let file = chapter.id.split(separator: "/").last ?? ""
    let name = "sec-" + file.drop { $0.isNumber || $0 == "-" }
    guard !isFragment, labelPositions[name] == nil, !chapter.labels.contains(where: \.isChapter),
      name.utf8.count > 4, name.utf8.allSatisfy(\.isLabel)
    else { return }
    var label = Label(
      name: name, kind: .section, number: chapter.number, title: Inline.plainText(chapter.title),
      anchor: name, position: SourcePosition(line: 1))
    label.isChapter = true
    register(label)
  }

  /// Puts table cells and footnotes aside; the rest is the document.
  private func sortedOut(_ nodes: [MarkdownNode]) -> [MarkdownNode] {
    var index = 0
    scan: while index < nodes.count {
      let node = nodes[index]
      switch leadingToken(node) {
      case .tableCell(let table, let row, let column):
        let columns = tables[table].alignments.count
        tableCells[table, default: [:]][row * columns + column] = node
      case .footnoteBody(let name):
        footnoteNodes[name] = Array(node.children.dropFirst())
      default: break scan
      }
      index += 1
    }
    return Array(nodes[index...])
  }

  /// The token at the very start of a block's text.
  private func leadingToken(_ node: MarkdownNode) -> Token? {
    var node = node
    if node.kind == .quote, let first = node.children.first { node = first }
    guard node.kind == .paragraph, let first = node.children.first,
      case .text(let text) = first.kind, let scalar = text.unicodeScalars.first
    else { return nil }
    return tokens.token(for: scalar)?.token
  }

  private func buildFootnotes() {
    // Notes can refer to further notes, which are then appended while this runs.
    var index = 0
    while index < chapter.footnotes.count {
      let name = chapter.footnotes[index].name
      chapter.footnotes[index].blocks = blocks(footnoteNodes[name] ?? [])
      index += 1
    }
    for definition in footnoteDefinitions where footnoteIndices[definition.name] == nil {
      diagnostics.warning(
        "footnote '\(definition.name)' is never used", at: definition.position)
    }
  }

  /// The place in the file of a line that cmark read.
  func position(ofLine line: Int, column: Int = 1) -> SourcePosition {
    guard lines.indices.contains(line - 1) else { return SourcePosition(line: max(1, line)) }
    return lines[line - 1].position(column - 1)
  }

  /// The next number for a kind of label: `2.5.3`.
  func nextNumber(_ kind: LabelKind) -> String {
    counters[kind, default: 0] += 1
    let count = "\(counters[kind, default: 0])"
    return chapter.number.map { "\($0).\(count)" } ?? count
  }

  /// Makes a label known, unless its name is taken.
  func register(_ label: Label) {
    if let first = labelPositions[label.name] {
      diagnostics.error(
        "label '\(label.name)' is used twice", at: label.position, length: label.name.utf8.count,
        notes: [.init("first used here", at: first)])
      return
    }
    labelPositions[label.name] = label.position
    anchors.insert(label.anchor)
    chapter.labels.append(label)
  }

  /// A name for links to a heading, unique in the chapter.
  func anchor(for text: String) -> String {
    var slug = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || character == "-" || character == "_" {
        slug.append(character)
      } else if character.isWhitespace {
        slug.append("-")
      }
    }
    slug = String(slug.prefix(80))
    if slug.isEmpty { slug = "section" }
    var name = slug
    var count = 1
    while anchors.contains(name) {
      name = "\(slug)-\(count)"
      count += 1
    }
    anchors.insert(name)
    return name
  }
}
