internal import Foundation
internal import Notebook

extension Weaver {
  /// What the search of a page looks through: a script, because a page on disk may not read files.
  ///
  /// One entry a section: `p` its page, `a` its anchor, `t` its title, `c` its chapter, `x` its text.
  func searchIndex() -> String {
    var script = "window.weftSearch = [\n"
    for chapter in book.chapters {
      for entry in SearchIndexer.entries(of: chapter) {
        let fields = [
          ("p", chapter.id + ".html"), ("a", entry.anchor), ("t", entry.title),
          ("c", chapter.heading), ("x", entry.text),
        ]
        let line = fields.map { "\"\($0)\":\(Self.javaScript($1))" }.joined(separator: ",")
        script += "{\(line)},\n"
      }
    }
    return script + "];\n"
  }

  /// A text as JavaScript reads it.
  private static func javaScript(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "<", "\u{2028}", "\u{2029}", "\0"..<" ", "\u{7F}":
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Takes a chapter apart into what its sections say.
struct SearchIndexer {
  /// A section.
  struct Entry {
    var anchor: String
    var title: String
    var text: String
  }

  private var entries: [Entry]
  private let chapter: Chapter

  /// The sections of a chapter. The text of solutions is left out, since they are to be found by
  /// thinking.
  static func entries(of chapter: Chapter) -> [Entry] {
    var indexer = SearchIndexer(
      entries: [Entry(anchor: "", title: Inline.plainText(chapter.title), text: "")],
      chapter: chapter)
    if let summary = chapter.summary { indexer.add(summary) }
    indexer.visit(chapter.blocks)
    return indexer.entries
  }

  private init(entries: [Entry], chapter: Chapter) {
    self.entries = entries
    self.chapter = chapter
  }

  private mutating func add(_ text: String) {
    guard !text.isEmpty else { return }
    let last = entries.count - 1
    if !entries[last].text.isEmpty { entries[last].text += " " }
    entries[last].text += text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func visit(_ blocks: [Block]) {
    var isSolution = false
    for block in blocks {
      if case .heading(let heading) = block.kind {
        if case .solution = heading.role {
          isSolution = true
          continue
        }
        if heading.level <= 4 { isSolution = false }
        if isSolution { continue }
        var title = Inline.plainText(heading.text)
        if case .exercise(let index) = heading.role {
          title = "Exercise \(chapter.exercises[index].number) \(title)"
        }
        entries.append(Entry(anchor: heading.anchor, title: title, text: ""))
      } else if !isSolution {
        visit(block)
      }
    }
  }

  private mutating func visit(_ block: Block) {
    switch block.kind {
    case .paragraph(let text): add(Inline.plainText(text))
    case .quote(let inner): visit(inner)
    case .callout(let callout):
      add(Inline.plainText(callout.title))
      visit(callout.blocks)
    case .list(let list): for item in list.items { visit(item) }
    case .code(_, let text): add(text)
    case .cell(let index):
      let cell = chapter.cells[index]
      if cell.options.include, cell.options.echo { add(cell.code) }
      add(Inline.plainText(cell.caption))
    case .listing(let index): add(chapter.listings[index].code)
    case .table(let table):
      add(Inline.plainText(table.caption))
      for row in [table.header] + table.rows {
        add(row.map(Inline.plainText).joined(separator: " "))
      }
    case .math(let tex, _): add(tex)
    case .figure(let figure): add(Inline.plainText(figure.caption))
    case .heading, .html, .rule: break
    }
  }
}
