internal import Foundation
internal import Notebook
internal import Records

/// A chapter as plain Markdown, cut at its cells: what both exports are made of.
///
/// Inline expressions are replaced by their values and references by what they say; labels in braces
/// go. Everything else is the author's text, line by line.
struct MarkdownSource {
  /// A part of the chapter.
  enum Part {
    /// Lines of Markdown.
    case text(String)
    /// A cell.
    case cell(Cell)
    /// Swift that is only shown.
    case listing(Cell)
  }

  private let chapter: Chapter
  private let weaver: Weaver
  private let records: [String: CellRecord]

  /// The parts of a chapter, in order; the first is its title.
  static func parts(of chapter: Chapter, _ record: ChapterRecord?, weaver: Weaver) -> [Part] {
    let records = Dictionary(
      (record?.cells ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return MarkdownSource(chapter: chapter, weaver: weaver, records: records).parts()
  }

  private func parts() -> [Part] {
    var title = "# \(chapter.heading)\n"
    if let summary = chapter.summary { title += "\n\(summary)\n" }
    var parts: [Part] = [.text(title)]
    let replacements = replacements()
    let hidden = hiddenLines()
    var starts: [Int: Part] = [:]
    for cell in chapter.cells { starts[cell.fenceLines.lowerBound] = .cell(cell) }
    for cell in chapter.listings { starts[cell.fenceLines.lowerBound] = .listing(cell) }
    var text: [String] = []
    func flush() {
      let joined = text.joined(separator: "\n").trimmingBlankLines
      if !joined.isEmpty { parts.append(.text(joined + "\n")) }
      text = []
    }
    var number = firstLine()
    while number <= chapter.lines.count {
      switch starts[number] {
      case .cell(let cell)?, .listing(let cell)?:
        if !hidden.contains(number), cell.options.include {
          flush()
          if let part = starts[number] { parts.append(part) }
        }
        number = cell.fenceLines.upperBound + 1
      default:
        if !hidden.contains(number) {
          text.append(replaced(chapter.lines[number - 1], replacements[number] ?? []))
        }
        number += 1
      }
    }
    flush()
    return parts
  }

  /// The first line after front matter and title.
  private func firstLine() -> Int {
    var number = 1
    if chapter.lines.first?.hasPrefix("---") == true, let first = chapter.blocks.first?.line,
      let end = chapter.lines.indices.dropFirst().first(where: {
        chapter.lines[$0].hasPrefix("---") || chapter.lines[$0].hasPrefix("...")
      }), end + 1 < first
    {
      number = end + 2
    }
    while number <= chapter.lines.count, chapter.lines[number - 1].allSatisfy(\.isWhitespace) {
      number += 1
    }
    if number <= chapter.lines.count, chapter.lines[number - 1].hasPrefix("# ") { number += 1 }
    return number
  }

  /// A piece of a line and what takes its place.
  private typealias Replacement = (column: Int, length: Int, text: String)

  private func replacements() -> [Int: [Replacement]] {
    var result: [Int: [Replacement]] = [:]
    for expression in chapter.expressions {
      let outputs = records[expression.id]?.outputs
      let value = outputs.map { $0.map(\.inlineText).joined(separator: " ") }
      let place = expression.position
      result[place.line, default: []].append(
        (place.column, expression.length, value ?? "`\(expression.code)`"))
    }
    for reference in chapter.references {
      guard let target = weaver.book.target(reference.label, from: chapter) else { continue }
      let place = reference.position
      result[place.line, default: []].append(
        (place.column, reference.label.utf8.count + 1, target.label.text))
    }
    return result
  }

  private func replaced(_ line: String, _ replacements: [Replacement]) -> String {
    var bytes = Array(line.utf8)
    for replacement in replacements.sorted(by: { $0.column > $1.column }) {
      let start = replacement.column - 1
      let end = start + replacement.length
      guard start >= 0, end <= bytes.count else { continue }
      bytes.replaceSubrange(start..<end, with: Array(replacement.text.utf8))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let names = chapter.labels.map(\.name)
    guard text.contains("{#"), let label = names.first(where: { text.contains("{#\($0)") }),
      let open = text.range(of: "{#\(label)"),
      let close = text[open.lowerBound...].firstIndex(of: "}")
    else { return text }
    let before = text[..<open.lowerBound]
    let kept = before.isEmpty ? before : before.dropLast(before.last == " " ? 1 : 0)
    return String(kept) + text[text.index(after: close)...]
  }

  /// The lines of solutions, where the edition leaves them out.
  private func hiddenLines() -> Set<Int> {
    guard weaver.options.solutions == .hide else { return [] }
    var hidden = Set<Int>()
    var start: Int?
    for block in chapter.blocks {
      guard case .heading(let heading) = block.kind, heading.level <= 4 else { continue }
      if let begun = start { hidden.formUnion(begun..<block.line) }
      start = nil
      if case .solution = heading.role { start = block.line }
    }
    if let start, start <= chapter.lines.count { hidden.formUnion(start...chapter.lines.count) }
    return hidden
  }
}

extension String {
  /// The text without empty lines at its ends.
  fileprivate var trimmingBlankLines: String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)[...]
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
