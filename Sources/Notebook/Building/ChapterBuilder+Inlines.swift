/// A part of a paragraph while it is built: text, or a mark that belongs to the block around it.
enum Piece {
  case inline(Inline)
  case mark(PlacedToken)
}

extension ChapterBuilder {
  /// The running text of a node; marks that belong to no block become text and errors.
  func inlines(_ nodes: [MarkdownNode]) -> [Inline] { plain(pieces(nodes)) }

  /// The running text of a string that is no part of the document: a title, a caption.
  ///
  /// - Parameter position: Where the text starts in the file.
  func inlines(ofText text: String, at position: SourcePosition) -> [Inline] {
    guard let mark = tokens.placeholder(.literal, source: "", at: position) else {
      return [.text(text)]
    }
    let flat = Array(text.split(whereSeparator: \.isNewline).joined(separator: " ").utf8)
    var lines = [
      Manuscript.Line(
        bytes: mark + flat, number: position.line, shift: position.column - 1 - mark.count)
    ]
    Manuscript.replaceInlines(&lines, 0..<1, indent: mark.count, quotes: 0, tokens)
    let paragraph = CommonMark.parse(lines[0].bytes).root.children.first
    return Self.withoutHTML(inlines(paragraph?.children ?? []))
  }

  /// Raw HTML has no place in titles and captions; it is shown as what it is.
  private static func withoutHTML(_ inlines: [Inline]) -> [Inline] {
    inlines.map { inline in
      switch inline {
      case .html(let html): .text(html)
      case .emphasis(let inner): .emphasis(withoutHTML(inner))
      case .strong(let inner): .strong(withoutHTML(inner))
      case .link(let destination, let title, let inner):
        .link(destination: destination, title: title, withoutHTML(inner))
      case .image(let destination, let title, let inner):
        .image(destination: destination, title: title, withoutHTML(inner))
      default: inline
      }
    }
  }

  /// Pieces as running text.
  func plain(_ pieces: [Piece]) -> [Inline] {
    var result: [Inline] = []
    for piece in pieces {
      switch piece {
      case .inline(let inline): Self.append(inline, to: &result)
      case .mark(let placed):
        if case .attributes(let attributes) = placed.token {
          diagnostics.error(
            "label '\(attributes.label)' belongs to nothing", at: placed.position,
            length: placed.source.utf8.count,
            explanation: "a label stands at the end of a heading, after a formula in '$$', after "
              + "an image that is alone, or at the end of a table's caption")
        }
        Self.append(.text(placed.source), to: &result)
      }
    }
    return result
  }

  /// The parts of a node's text.
  func pieces(_ nodes: [MarkdownNode]) -> [Piece] {
    var result: [Piece] = []
    for node in nodes {
      func add(_ inline: Inline) { Self.append(inline, to: &result) }
      switch node.kind {
      case .text(let text): appendText(text, to: &result)
      case .softBreak: add(.softBreak)
      case .lineBreak: add(.lineBreak)
      case .inlineCode(let code): add(.code(tokens.restore(code)))
      case .inlineHTML(let html): add(.html(tokens.restore(html)))
      case .emphasis: add(.emphasis(inlines(node.children)))
      case .strong: add(.strong(inlines(node.children)))
      case .link(let url, let title):
        let destination = tokens.restore(url)
        noteFile(destination, .chapter, node)
        add(
          .link(destination: destination, title: tokens.restore(title), inlines(node.children)))
      case .image(let url, let title):
        let destination = tokens.restore(url)
        noteFile(destination, .image, node)
        add(
          .image(destination: destination, title: tokens.restore(title), inlines(node.children)))
      default: add(.text(Self.flatText(node)))
      }
    }
    return result
  }

  private func appendText(_ text: String, to result: inout [Piece]) {
    guard TokenTable.mayHoldPlaceholders(text.utf8) else {
      return Self.append(.text(text), to: &result)
    }
    var run = String.UnicodeScalarView()
    func flush() {
      if !run.isEmpty { Self.append(.text(String(run)), to: &result) }
      run = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      if scalar == TokenTable.continuation {
        flush()
        if case .inline(.softBreak)? = result.last { result.removeLast() }
      } else if let placed = tokens.token(for: scalar) {
        flush()
        if let inline = inline(placed) {
          Self.append(inline, to: &result)
        } else {
          result.append(.mark(placed))
        }
      } else {
        run.append(scalar)
      }
    }
    flush()
  }

  /// What a token means in running text, or nil if it belongs to the block around it.
  private func inline(_ placed: PlacedToken) -> Inline? {
    switch placed.token {
    case .math(let tex, let display): return .math(tokens.restore(tex), display: display)
    case .expression(let code):
      let id = "inline-\(chapter.expressions.count + 1)"
      chapter.expressions.append(
        InlineExpression(
          id: id, code: tokens.restore(code), position: placed.position,
          length: placed.source.utf8.count, cellsBefore: chapter.cells.count))
      return .expression(chapter.expressions.count - 1)
    case .reference(let label):
      chapter.references.append(Reference(label: label, position: placed.position))
      return .reference(chapter.references.count - 1)
    case .footnote(let name): return footnote(name, placed)
    case .literal: return .text(placed.source)
    case .tableCell, .footnoteBody: return .text("")
    case .attributes, .table: return nil
    }
  }

  private func footnote(_ name: String, _ placed: PlacedToken) -> Inline {
    guard footnoteNodes[name] != nil else {
      diagnostics.error(
        "there is no footnote '\(name)'", at: placed.position, length: placed.source.utf8.count,
        explanation: nearestName(to: name, among: footnoteDefinitions.map(\.name))
          .map { "did you mean '\($0)'?" } ?? "define it on a line of its own: '[^\(name)]: text'")
      return .text(placed.source)
    }
    let index = footnoteIndices[name] ?? chapter.footnotes.count
    if index == chapter.footnotes.count {
      footnoteIndices[name] = index
      chapter.footnotes.append(Footnote(name: name, blocks: [], references: 0))
    }
    chapter.footnotes[index].references += 1
    return .footnote(index, occurrence: chapter.footnotes[index].references)
  }

  /// Remembers a file of ours that a link or image names.
  private func noteFile(
    _ destination: String, _ kind: Chapter.FileReference.Kind, _ node: MarkdownNode
  ) {
    let path = destination.prefix { $0 != "#" && $0 != "?" }
    guard !path.isEmpty, !path.contains(":"), !path.hasPrefix("/"), !path.hasPrefix("\\"),
      kind == .image || path.hasSuffix(".md")
    else { return }
    let position = place(of: destination, near: node)
    chapter.files.append(.init(kind: kind, path: String(path), position: position))
  }

  /// Where a link's destination stands: cmark knows the line of the paragraph, the text the rest.
  private func place(of text: String, near node: MarkdownNode) -> SourcePosition {
    let start = position(ofLine: max(1, node.firstLine))
    let wanted = Array(text.utf8)
    for number in start.line..<(start.line + 40) where source.lines.indices.contains(number - 1) {
      if let offset = source.lines[number - 1].offset(of: wanted) {
        return SourcePosition(line: number, column: offset + 1)
      }
    }
    return start
  }

  private static func append(_ inline: Inline, to result: inout [Inline]) {
    if case .text("") = inline { return }
    if case .text(let text) = inline, case .text(let before)? = result.last {
      result[result.count - 1] = .text(before + text)
    } else {
      result.append(inline)
    }
  }

  private static func append(_ inline: Inline, to result: inout [Piece]) {
    if case .text("") = inline { return }
    if case .text(let text) = inline, case .inline(.text(let before))? = result.last {
      result[result.count - 1] = .inline(.text(before + text))
    } else {
      result.append(.inline(inline))
    }
  }

  /// The literal text of a node that was flattened because it is nested too deeply.
  private static func flatText(_ node: MarkdownNode) -> String {
    switch node.kind {
    case .code(_, let text), .html(let text): text
    default: node.children.map(flatText).joined()
    }
  }
}

extension [UInt8] {
  /// Where a piece first occurs.
  func offset(of piece: [UInt8]) -> Int? {
    guard !piece.isEmpty, piece.count <= count else { return nil }
    return (0...(count - piece.count)).first {
      self[$0] == piece[0] && self[$0..<($0 + piece.count)].elementsEqual(piece)
    }
  }
}
