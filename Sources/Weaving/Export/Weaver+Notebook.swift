internal import Foundation
public import Notebook
public import Records

extension Weaver {
  /// A chapter and its outputs as a Jupyter notebook, format 4.5.
  public func notebook(_ chapter: Chapter, _ record: ChapterRecord?) throws -> String {
    let records = Dictionary(
      (record?.cells ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var cells: [[String: Any]] = []
    var count = 0
    for part in MarkdownSource.parts(of: chapter, record, weaver: self) {
      switch part {
      case .text(let text):
        cells.append(markdownCell(text, number: cells.count + 1))
      case .listing(let cell):
        cells.append(markdownCell("```swift\n\(shownCode(cell))\n```", number: cells.count + 1))
      case .cell(let cell):
        count += 1
        let outputs = (records[cell.id]?.outputs ?? []).map { notebookOutput($0, cell, chapter) }
        let hasRun = !outputs.isEmpty || records[cell.id]?.status == .passed
        cells.append([
          "cell_type": "code", "id": Self.notebookID(cell.id),
          "execution_count": hasRun ? count as Any : NSNull(),
          "metadata": cell.options.echo ? [:] : ["jupyter": ["source_hidden": true]],
          "source": Self.lines(cell.code),
          "outputs": cell.options.output == .none ? [] : outputs,
        ])
      }
    }
    let notebook: [String: Any] = [
      "cells": cells, "nbformat": 4, "nbformat_minor": 5,
      "metadata": [
        "kernelspec": ["display_name": "Swift (Weft)", "language": "swift", "name": "weft"],
        "language_info": [
          "name": "swift", "file_extension": ".swift", "mimetype": "text/x-swift",
        ],
        "title": Inline.plainText(chapter.title),
      ],
    ]
    let data = try JSONSerialization.data(
      withJSONObject: notebook, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  private func markdownCell(_ text: String, number: Int) -> [String: Any] {
    [
      "cell_type": "markdown", "id": "text-\(number)", "metadata": [String: Any](),
      "source": Self.lines(text),
    ]
  }

  /// The code that a listing shows.
  func shownCode(_ cell: Cell) -> String {
    guard let source = cell.options.source else { return cell.code }
    return (try? quotedSource(source).get()) ?? "// \(source)"
  }

  private func notebookOutput(_ output: Output, _ cell: Cell, _ chapter: Chapter) -> [String: Any] {
    switch output {
    case .text(let text):
      return ["output_type": "stream", "name": text.stream.rawValue, "text": Self.lines(text.text)]
    case .value(let value):
      var data: [String: Any] = ["text/plain": Self.lines(value.text)]
      if let html = value.html { data["text/html"] = Self.lines(HTMLSanitizer.sanitized(html)) }
      return Self.display(data)
    case .tensor(let tensor): return Self.display(["text/plain": Self.lines(tensor.text)])
    case .table(let table):
      let markdown = Self.pipeTable(table)
      return Self.display([
        "text/plain": Self.lines(markdown), "text/markdown": Self.lines(markdown),
      ])
    case .figure(let figure):
      let alternative = cell.options.figAlt ?? Inline.plainText(cell.caption)
      let request = FigureRequest(
        width: cell.options.figWidth, height: cell.options.figHeight, alternative: alternative,
        prefix: "\(Self.notebookID(cell.id))-")
      let text = alternative.isEmpty ? "Figure" : alternative
      guard let svg = try? draw(figure, request) else {
        return Self.display(["text/plain": [text]])
      }
      return Self.display(["image/svg+xml": Self.lines(svg), "text/plain": [text]])
    case .failure(let failure):
      var trace = [failure.message]
      if let position = failure.position {
        let place = chapter.position(line: position.line, column: position.column, in: cell)
        trace.append("\(chapter.path):\(place.line):\(place.column)")
      }
      if let hint = failure.hint { trace.append(hint) }
      return [
        "output_type": "error", "ename": failure.kind.rawValue, "evalue": failure.message,
        "traceback": trace,
      ]
    }
  }

  private static func display(_ data: [String: Any]) -> [String: Any] {
    ["output_type": "display_data", "data": data, "metadata": [String: Any]()]
  }

  /// A text as notebooks store it: lines with their ends.
  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0) + "\n"
    }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return lines
  }

  /// A cell's id with only the characters that notebooks allow, at most 64.
  private static func notebookID(_ id: String) -> String {
    let safe = id.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" ? $0 : "_" }
    return String(safe.prefix(64))
  }
}
