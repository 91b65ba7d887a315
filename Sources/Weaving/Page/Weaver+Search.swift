internal import Notebook

extension Weaver {
  /// What the search of a page looks through: a script, because a page on disk may not read files.
  ///
  /// One entry a section: `p` its page, `a` its anchor, `t` its title, `c` its chapter, `x` its text.
  func searchIndex() -> String {
    var script = Array("window.weftSearch = [\n".utf8)
    for chapter in book.chapters {
      for entry in SearchIndexer.entries(of: chapter) {
        let fields = [
          ("{\"p\":\"", Array((chapter.id + ".html").utf8)),
          ("\",\"a\":\"", Array(entry.anchor.utf8)),
          ("\",\"t\":\"", Array(entry.title.utf8)), ("\",\"c\":\"", Array(chapter.heading.utf8)),
          ("\",\"x\":\"", entry.text),
        ]
        for (name, value) in fields {
          script += Array(name.utf8)
          Self.appendJavaScript(value, to: &script)
        }
        script += Array("\"},\n".utf8)
      }
    }
    return String(decoding: script, as: UTF8.self) + "];\n"
  }

  /// Adds a text as it stands between quotes in JavaScript that is part of a page.
  private static func appendJavaScript(_ text: [UInt8], to script: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    for (index, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): script += [UInt8(ascii: "\\"), byte]
      case 0..<32, 127, UInt8(ascii: "<"):
        script += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      case 0xA8, 0xA9:
        // Two line ends of Unicode that older engines do not allow in quotes.
        if index >= 2, text[index - 2] == 0xE2, text[index - 1] == 0x80 {
          script.removeLast(2)
          script.append(32)
        } else {
          script.append(byte)
        }
      default: script.append(byte)
      }
    }
  }
}

/// Takes a chapter apart into what its sections say.
struct SearchIndexer {
  /// A section.
  struct Entry {
    var anchor: String
    var title: String
    var text: [UInt8]
  }

  private var entries: [Entry]
  private let chapter: Chapter

  /// The sections of a chapter. The text of solutions is left out, since they are to be found by
  /// thinking.
  static func entries(of chapter: Chapter) -> [Entry] {
    var indexer = SearchIndexer(
      entries: [Entry(anchor: "", title: Inline.plainText(chapter.title), text: [])],
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
    let last = entries.count - 1
    var isAfterBlank = true
    if let end = entries[last].text.last, end != 32 { entries[last].text.append(32) }
    for byte in text.utf8 {
      let isBlank = byte == 32 || (9...13).contains(byte)
      if !isBlank { entries[last].text.append(byte) }
      if isBlank, !isAfterBlank { entries[last].text.append(32) }
      isAfterBlank = isBlank
    }
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
        entries.append(Entry(anchor: heading.anchor, title: title, text: []))
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
