public import Notebook
public import Records

/// A chapter as Markdown, with the figures it refers to.
public struct MarkdownExport: Sendable {
  /// The Markdown.
  public var text: String
  /// The figures as SVG, by the path that ``text`` names them with.
  public var figures: [String: String]
}

extension Weaver {
  /// A chapter and its outputs as GitHub Flavored Markdown.
  public func markdown(_ chapter: Chapter, _ record: ChapterRecord?) -> MarkdownExport {
    let records = Dictionary(
      (record?.cells ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var export = MarkdownExport(text: "", figures: [:])
    var pieces: [String] = []
    for part in MarkdownSource.parts(of: chapter, record, weaver: self) {
      switch part {
      case .text(let text): pieces.append(text)
      case .listing(let cell): pieces.append(Self.fence(shownCode(cell), "swift"))
      case .cell(let cell):
        if cell.options.echo { pieces.append(Self.fence(cell.code, "swift")) }
        guard cell.options.output != .none else { continue }
        for output in records[cell.id]?.outputs ?? [] {
          pieces.append(markdown(output, cell, chapter, &export))
        }
      }
    }
    export.text = pieces.joined(separator: "\n")
    return export
  }

  private func markdown(
    _ output: Output, _ cell: Cell, _ chapter: Chapter, _ export: inout MarkdownExport
  ) -> String {
    switch output {
    case .text(let text):
      if cell.options.output == .asis, text.stream == .stdout { return text.text + "\n" }
      return Self.fence(text.text, "text")
    case .value(let value): return Self.fence(value.text, "text")
    case .tensor(let tensor): return Self.fence(tensor.text, "text")
    case .table(let table): return Self.pipeTable(table) + "\n"
    case .failure(let failure):
      var text = failure.message
      if let position = failure.position {
        let place = chapter.position(line: position.line, column: position.column, in: cell)
        text = "\(chapter.path):\(place.line):\(place.column): \(text)"
      }
      return Self.fence(text, "text")
    case .figure(let figure):
      let alternative = cell.options.figAlt ?? Inline.plainText(cell.caption)
      let name = chapter.id.split(separator: "/").last.map(String.init) ?? chapter.id
      let path = "\(name)_files/\(cell.id)-\(export.figures.count + 1).svg"
      let request = FigureRequest(
        width: cell.options.figWidth, height: cell.options.figHeight, alternative: alternative,
        prefix: "f-")
      guard let svg = try? draw(figure, request) else {
        return Self.fence("This figure can't be drawn.", "text")
      }
      export.figures[path] = svg
      let caption = cell.label.map { "\n*\($0.text). \(Inline.plainText(cell.caption))*\n" } ?? ""
      let safe = alternative.filter { $0 != "[" && $0 != "]" && $0 != "\n" && $0 != "\\" }
      return "![\(safe)](\(path))\n" + caption
    }
  }

  /// A fence long enough for what is in it.
  private static func fence(_ text: String, _ language: String) -> String {
    var length = 3
    for line in text.split(separator: "\n") {
      length = max(length, line.drop { $0 == " " }.prefix { $0 == "`" }.count + 1)
    }
    let marks = String(repeating: "`", count: length)
    let end = text.hasSuffix("\n") || text.isEmpty ? "" : "\n"
    return "\(marks)\(language)\n\(text)\(end)\(marks)\n"
  }

  /// A table of a cell as a pipe table.
  static func pipeTable(_ table: TableOutput) -> String {
    func escaped(_ text: String) -> String {
      var result = ""
      for character in text {
        if "|\\`*_<>[]".contains(character) { result.append("\\") }
        result.append(character.isNewline ? " " : character)
      }
      return result
    }
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let hasIndex = table.index != nil
    var lines = [row((hasIndex ? [""] : []) + table.columns.map { escaped($0.name) })]
    lines.append(
      row((hasIndex ? ["---"] : []) + table.columns.map { $0.kind == .number ? "---:" : "---" }))
    for (number, cells) in table.rows.enumerated() {
      let name = table.index.map { [number < $0.count ? escaped($0[number]) : ""] } ?? []
      lines.append(row(name + cells.map { $0.map(escaped) ?? "—" }))
      if table.gapAfter == number + 1 {
        lines.append(row(Array(repeating: "⋮", count: table.columns.count + (hasIndex ? 1 : 0))))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
