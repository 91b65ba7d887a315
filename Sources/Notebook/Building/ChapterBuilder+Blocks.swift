extension ChapterBuilder {
  /// The blocks that nodes stand for.
  func blocks(_ nodes: [MarkdownNode]) -> [Block] {
    var result: [Block] = []
    for node in nodes {
      let line = position(ofLine: node.firstLine).line
      if case .heading(let level) = node.kind {
        if let heading = heading(node, level: level) {
          result.append(Block(.heading(heading), line: line))
        }
        continue
      }
      noteContent()
      switch node.kind {
      case .paragraph: appendParagraph(node, line: line, to: &result)
      case .quote: result.append(Block(quote(node), line: line))
      case .list(let ordered, let start, let tight):
        let items = node.children.map { blocks($0.children) }
        let list = List(start: ordered ? start : nil, isTight: tight, items: items)
        result.append(Block(.list(list), line: line))
      case .code(let info, let text): result.append(Block(code(node, info, text), line: line))
      case .html(let html): result.append(Block(.html(tokens.restore(html)), line: line))
      case .rule: result.append(Block(.rule, line: line))
      default: result.append(Block(.paragraph(inlines([node])), line: line))
      }
    }
    return result
  }

  // MARK: - Paragraphs

  private func appendParagraph(_ node: MarkdownNode, line: Int, to result: inout [Block]) {
    let pieces = pieces(node.children)
    if let table = pieces.firstIndex(where: Self.isTable) {
      var before = Array(pieces[..<table])
      if case .inline(.softBreak)? = before.last { before.removeLast() }
      if !before.isEmpty { result.append(Block(.paragraph(plain(before)), line: line)) }
      if case .mark(let placed) = pieces[table], case .table(let number) = placed.token {
        result.append(Block(.table(self.table(number)), line: placed.position.line))
      }
      return
    }
    if let kind = formula(pieces) ?? figure(pieces, line: line) {
      result.append(Block(kind, line: line))
    } else if case .table(var table)? = result.last?.kind, table.caption.isEmpty,
      case .inline(.text(let text))? = pieces.first, text.hasPrefix(": ")
    {
      caption(&table, pieces, at: position(ofLine: node.firstLine, column: node.column))
      result[result.count - 1].kind = .table(table)
    } else {
      result.append(Block(.paragraph(plain(pieces)), line: line))
    }
  }

  private static func isTable(_ piece: Piece) -> Bool {
    guard case .mark(let placed) = piece, case .table = placed.token else { return false }
    return true
  }

  /// A formula that is a paragraph's only content, with its label.
  private func formula(_ pieces: [Piece]) -> Block.Kind? {
    let (pieces, attributes) = Self.splitAttributes(pieces)
    guard pieces.count == 1, case .inline(.math(let tex, display: true)) = pieces[0] else {
      return nil
    }
    return .math(tex, label: attributes.flatMap { label($0, expected: .equation, title: "") })
  }

  /// An image that is a paragraph's only content and has a label.
  private func figure(_ pieces: [Piece], line: Int) -> Block.Kind? {
    let (pieces, attributes) = Self.splitAttributes(pieces)
    guard let attributes, case .attributes(let values) = attributes.token, pieces.count == 1,
      case .inline(.image(let destination, let title, let caption)) = pieces[0]
    else { return nil }
    let text = Inline.plainText(caption)
    let width = values.values["width"].flatMap(Self.cssLength)
    return .figure(
      Figure(
        destination: destination, alternative: title.isEmpty ? text : title, caption: caption,
        width: width, label: label(attributes, expected: .figure, title: text)))
  }

  /// A length that is safe to put into a style.
  static func cssLength(_ text: String) -> String? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard Double(digits) != nil,
      ["%", "px", "em", "rem", "ch", "cm", "in", "pt"].contains(
        String(text.dropFirst(digits.count)))
    else { return nil }
    return text
  }

  /// The pieces without the attributes at their end, if there are some, and white space before them.
  static func splitAttributes(_ pieces: [Piece]) -> ([Piece], PlacedToken?) {
    var pieces = pieces
    if case .inline(.text(let text))? = pieces.last, text.trimmed.isEmpty { pieces.removeLast() }
    guard case .mark(let placed)? = pieces.last, case .attributes = placed.token else {
      return (pieces, nil)
    }
    pieces.removeLast()
    if case .inline(.softBreak)? = pieces.last { pieces.removeLast() }
    if case .inline(.text(let text))? = pieces.last {
      let kept = text.utf8.reversed().drop { $0.isBlank }.reversed()
      pieces.removeLast()
      if !kept.isEmpty { pieces.append(.inline(.text(String(decoding: kept, as: UTF8.self)))) }
    }
    return (pieces, placed)
  }

  /// Registers the label in attributes, which must be of the kind that its place asks for.
  func label(_ placed: PlacedToken, expected: LabelKind, title: String, number: String? = nil)
    -> Label?
  {
    guard case .attributes(let attributes) = placed.token else { return nil }
    return label(
      attributes.label, expected: expected, title: title, number: number, at: placed.position,
      length: placed.source.utf8.count)
  }

  /// Registers a label by name.
  func label(
    _ name: String, expected: LabelKind, title: String, number: String? = nil,
    at position: SourcePosition, length: Int
  ) -> Label? {
    guard LabelKind(label: name) == expected else {
      diagnostics.error(
        "a label here starts with '\(expected.rawValue)-'", at: position, length: length)
      return nil
    }
    let label = Label(
      name: name, kind: expected,
      number: expected == .section ? number : (number ?? nextNumber(expected)), title: title,
      anchor: name, position: position)
    register(label)
    return label
  }

  // MARK: - Tables and quotes

  private func table(_ number: Int) -> Table {
    let shape = tables[number]
    let columns = shape.alignments.count
    let cells = tableCells[number] ?? [:]
    func row(_ row: Int) -> [[Inline]] {
      (0..<columns).map { column in
        cells[row * columns + column].map { inlines($0.children) } ?? []
      }
    }
    return Table(
      alignments: shape.alignments, header: row(0),
      rows: shape.rows > 0 ? (1...shape.rows).map(row) : [], caption: [])
  }

  private func caption(_ table: inout Table, _ pieces: [Piece], at position: SourcePosition) {
    var (pieces, attributes) = Self.splitAttributes(pieces)
    if case .inline(.text(let text))? = pieces.first {
      pieces[0] = .inline(.text(String(text.dropFirst(2))))
    }
    table.caption = plain(pieces)
    table.label = attributes.flatMap {
      label($0, expected: .table, title: Inline.plainText(table.caption))
    }
  }

  /// A block quote, or a callout if it starts with `[!NOTE]`.
  private func quote(_ node: MarkdownNode) -> Block.Kind {
    guard let first = node.children.first, first.kind == .paragraph else {
      return .quote(blocks(node.children))
    }
    let line = first.children.prefix { $0.kind != .softBreak && $0.kind != .lineBreak }
    let text = line.prefix { if case .text = $0.kind { true } else { false } }
      .map { if case .text(let text) = $0.kind { text } else { "" } }.joined()
    guard text.hasPrefix("[!"), let close = text.firstIndex(of: "]") else {
      return .quote(blocks(node.children))
    }
    let name = text[text.index(text.startIndex, offsetBy: 2)..<close]
    guard let kind = Callout.Kind(rawValue: name.lowercased()) else {
      warnOfCallout(String(name), node)
      return .quote(blocks(node.children))
    }
    // The mark takes the text nodes `[`, `!NOTE` and `]`; what follows on the line is a title.
    var titleNodes = Array(line)
    var left = text.distance(from: text.startIndex, to: close) + 1
    while left > 0, case .text(let part)? = titleNodes.first?.kind {
      titleNodes.removeFirst()
      if part.count > left {
        let rest = String(part.dropFirst(left))
        if !rest.isEmpty { titleNodes.insert(Self.textNode(rest, like: first), at: 0) }
      }
      left -= part.count
    }
    if case .text(let part)? = titleNodes.first?.kind, part.first == " " {
      titleNodes[0].kind = .text(String(part.drop { $0 == " " }))
    }
    let title = inlines(titleNodes)
    var rest = node.children
    rest[0].children = Array(first.children.dropFirst(line.count + 1))
    if rest[0].children.isEmpty { rest.removeFirst() }
    return .callout(Callout(kind: kind, title: title, blocks: blocks(rest)))
  }

  private static func textNode(_ text: String, like node: MarkdownNode) -> MarkdownNode {
    MarkdownNode(
      kind: .text(text), firstLine: node.firstLine, lastLine: node.lastLine, column: node.column)
  }

  private func warnOfCallout(_ name: String, _ node: MarkdownNode) {
    let known = Callout.Kind.allCases.map(\.rawValue)
    guard let nearest = nearestName(to: name, among: known) else { return }
    diagnostics.warning(
      "'\(name)' is no kind of callout", at: position(ofLine: node.firstLine, column: node.column),
      length: name.utf8.count + 5, explanation: "did you mean '\(nearest.uppercased())'?")
  }
}
