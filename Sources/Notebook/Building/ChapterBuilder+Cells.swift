extension ChapterBuilder {
  /// Reads a code block: a cell if its language is `swift`, a listing if it is `swift-text`.
  func code(_ node: MarkdownNode, _ info: String, _ text: String) -> Block.Kind {
    let info = tokens.restore(info)
    let text = tokens.restore(text)
    checkFence(node)
    var language = info.split { $0 == " " || $0 == "\t" }.first.map(String.init) ?? ""
    if language == "{swift}" { language = "swift" }
    guard !isFragment, language == "swift" || language == "swift-text" else {
      return .code(info: info, text: text)
    }
    var cell = cell(node, text)
    if language == "swift-text" {
      cell.options.eval = false
      cell.id = cell.options.label ?? "listing-\(chapter.listings.count + 1)"
    } else {
      cell.id = cell.options.label ?? "cell-\(chapter.cells.count + 1)"
      cell.exercise = inSolution ? exercise : nil
    }
    nameCell(&cell, node)
    if language == "swift-text" {
      chapter.listings.append(cell)
      return .listing(chapter.listings.count - 1)
    }
    chapter.cells.append(cell)
    if let exercise = cell.exercise {
      chapter.exercises[exercise].solutionCells.append(chapter.cells.count - 1)
    }
    return .cell(chapter.cells.count - 1)
  }

  private func cell(_ node: MarkdownNode, _ text: String) -> Cell {
    let fence = position(ofLine: node.firstLine, column: node.column)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    var options = options
    let count = options.applyLines(
      of: lines, firstLine: fence.line + 1, indent: fence.column - 1, diagnostics: diagnostics)
    return Cell(
      id: "", code: lines.dropFirst(count).joined(separator: "\n"),
      firstLine: fence.line + 1 + count, indent: fence.column - 1, optionLines: count,
      fenceLines: fence.line...max(fence.line, position(ofLine: node.lastLine).line),
      options: options, exercise: nil, caption: [], label: nil)
  }

  /// Checks a cell's name, and gives it number and caption.
  private func nameCell(_ cell: inout Cell, _ node: MarkdownNode) {
    let fence = position(ofLine: node.firstLine, column: node.column)
    let place = optionPlace("label", cell, fence)
    if let label = cell.options.label, !Self.isName(label) {
      diagnostics.error(
        "'\(label)' can't be a label", at: place, length: label.utf8.count,
        explanation: "a label is made of letters, digits, '-', '_', '.' and ':', starts with a "
          + "letter, and is not one we give: cell-1, inline-1, listing-1")
      cell.options.label = nil
      cell.id = "cell-\(chapter.cells.count + 1)"
    }
    if let first = cellNames[cell.id], cell.options.label != nil {
      if LabelKind(label: cell.id) == nil {
        diagnostics.error(
          "label '\(cell.id)' is used twice", at: place, length: cell.id.utf8.count,
          notes: [.init("first used here", at: first)])
      }
      cell.id = "cell-\(chapter.cells.count + 1)"
    }
    cellNames[cell.id] = place
    let kind = cell.options.label.flatMap(LabelKind.init(label:))
    let captions: [(String, String?, LabelKind)] = [
      ("fig-cap", cell.options.figCap, .figure), ("tbl-cap", cell.options.tblCap, .table),
      ("lst-cap", cell.options.lstCap, .listing),
    ]
    let caption = captions.first { $0.1 != nil }
    if let key = caption?.0, let text = caption?.1 {
      cell.caption = inlines(ofText: text, at: optionPlace(key, cell, fence))
    }
    guard let kind = kind ?? caption?.2 else { return }
    guard kind == .figure || kind == .table || kind == .listing else {
      diagnostics.error(
        "a cell's label can't start with '\(kind.rawValue)-'", at: place,
        length: cell.id.utf8.count, explanation: "cells are figures, tables or listings")
      return
    }
    let label = Label(
      name: cell.options.label ?? cell.id, kind: kind, number: nextNumber(kind),
      title: Inline.plainText(cell.caption), anchor: cell.id, position: place)
    cell.label = label
    if cell.options.label != nil, LabelKind(label: label.name) != nil { register(label) }
  }

  private static func isName(_ label: String) -> Bool {
    guard let first = label.utf8.first, first.isLetter, label.utf8.count <= 100,
      label.utf8.allSatisfy(\.isLabel)
    else { return false }
    for prefix in ["cell-", "inline-", "listing-"] where label.hasPrefix(prefix) {
      if label.dropFirst(prefix.count).allSatisfy(\.isNumber) { return false }
    }
    return true
  }

  /// Where the value of an option stands.
  private func optionPlace(_ key: String, _ cell: Cell, _ fence: SourcePosition) -> SourcePosition {
    for number in (cell.firstLine - cell.optionLines)..<cell.firstLine {
      let line = source.line(number)
      guard let colon = line.firstIndex(of: ":"),
        String(line[..<colon].drop { $0 != "|" }.dropFirst()).trimmed == key
      else { continue }
      let value = line[line.index(after: colon)...].prefix { $0 == " " || $0 == "\"" || $0 == "'" }
      return SourcePosition(
        line: number, column: line[...colon].utf8.count + value.utf8.count + 1)
    }
    return fence
  }

  /// Reports a fence that is never closed: CommonMark lets it run to the end of the file.
  private func checkFence(_ node: MarkdownNode) {
    let first = position(ofLine: node.firstLine, column: node.column)
    guard source.lines.indices.contains(first.line - 1) else { return }
    let opening = source.lines[first.line - 1].dropFirst(first.column - 1).drop { $0.isBlank }
    guard let mark = opening.first, mark == Ascii.backtick || mark == UInt8(ascii: "~") else {
      return
    }
    let length = opening.prefix { $0 == mark }.count
    guard length >= 3 else { return }
    let last = position(ofLine: node.lastLine).line
    if last > first.line, source.lines.indices.contains(last - 1) {
      let closing = source.lines[last - 1].drop { $0.isBlank || $0 == Ascii.greater }
      let run = closing.prefix { $0 == mark }.count
      if run >= length, closing.dropFirst(run).isBlankLine { return }
    }
    diagnostics.error(
      "this fence is never closed", at: first, length: length,
      explanation: "a line of \(length) or more '\(mark == Ascii.backtick ? "`" : "~")' closes it")
  }
}
