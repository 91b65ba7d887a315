internal import CCMark

/// The only place that calls cmark.
package enum CommonMark {
  /// How deep blocks and inlines may nest; what is deeper is flattened into its parent.
  ///
  /// A text of `>` alone can nest as deep as it is long, and the tree is walked recursively.
  static let depthLimit = 100

  /// Parses a text. Deeper nesting than ``depthLimit`` is flattened; `tooDeep` says where it began.
  static func parse(_ text: [UInt8]) -> (root: MarkdownNode, tooDeep: Int?) {
    var stack = [MarkdownNode(kind: .document, firstLine: 1, lastLine: 1, column: 1)]
    var depth = 0
    var tooDeep: Int?
    walk(text) { node, entering in
      let leaf = isLeaf(node)
      if !entering {
        if depth <= depthLimit, let done = stack.popLast(), !stack.isEmpty {
          stack[stack.count - 1].children.append(done)
        }
        depth -= 1
        return
      }
      if leaf {
        stack[stack.count - 1].children.append(convert(node))
        return
      }
      depth += 1
      guard depth <= depthLimit else {
        tooDeep = tooDeep ?? Int(cmark_node_get_start_line(node))
        return
      }
      stack.append(convert(node))
    }
    return (stack[0].children.first ?? stack[0], tooDeep)
  }

  /// The blocks that hold text, in order.
  static func outline(_ text: [UInt8]) -> [MarkdownLeaf] {
    var leaves: [MarkdownLeaf] = []
    var quotes = 0
    walk(text) { node, entering in
      let kind: MarkdownLeaf.Kind
      switch cmark_node_get_type(node) {
      case CMARK_NODE_BLOCK_QUOTE:
        quotes += entering ? 1 : -1
        return
      case CMARK_NODE_PARAGRAPH: kind = .paragraph
      case CMARK_NODE_HEADING: kind = .heading
      case CMARK_NODE_CODE_BLOCK: kind = .code
      case CMARK_NODE_HTML_BLOCK: kind = .html
      default: return
      }
      guard entering else { return }
      let first = max(1, Int(cmark_node_get_start_line(node)))
      let last = max(first, Int(cmark_node_get_end_line(node)))
      let indent = max(0, Int(cmark_node_get_start_column(node)) - 1)
      leaves.append(
        MarkdownLeaf(kind: kind, lines: (first - 1)...(last - 1), indent: indent, quotes: quotes))
    }
    return leaves
  }

  /// The HTML that cmark itself makes of a text: what ours is measured against.
  ///
  /// - Parameter isSmart: Whether straight quotes become curly and hyphens and dots become dashes
  ///   and ellipses, as in our pages; the specification's own examples keep them.
  package static func referenceHTML(_ text: [UInt8], isSmart: Bool = false) -> String {
    text.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard
        let html = cmark_markdown_to_html(
          start, buffer.count, isSmart ? CMARK_OPT_UNSAFE | CMARK_OPT_SMART : CMARK_OPT_UNSAFE)
      else {
        return ""
      }
      defer { cmark_get_default_mem_allocator().pointee.free(html) }
      return String(cString: html)
    }
  }

  /// Visits the nodes of a text, containers twice.
  private static func walk(_ text: [UInt8], _ visit: (OpaquePointer, Bool) -> Void) {
    text.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let document = cmark_parse_document(start, buffer.count, CMARK_OPT_SMART) else {
        return
      }
      defer { cmark_node_free(document) }
      guard let iterator = cmark_iter_new(document) else { return }
      defer { cmark_iter_free(iterator) }
      while true {
        let event = cmark_iter_next(iterator)
        guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
        visit(node, event == CMARK_EVENT_ENTER)
      }
    }
  }

  /// Whether cmark visits a node only once.
  private static func isLeaf(_ node: OpaquePointer) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_TEXT,
      CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      return true
    default: return false
    }
  }

  private static func convert(_ node: OpaquePointer) -> MarkdownNode {
    func string(_ pointer: UnsafePointer<CChar>?) -> String {
      pointer.map { String(cString: $0) } ?? ""
    }
    let literal = { string(cmark_node_get_literal(node)) }
    let kind: MarkdownNode.Kind
    switch cmark_node_get_type(node) {
    case CMARK_NODE_BLOCK_QUOTE: kind = .quote
    case CMARK_NODE_LIST:
      kind = .list(
        ordered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        start: Int(cmark_node_get_list_start(node)), tight: cmark_node_get_list_tight(node) != 0)
    case CMARK_NODE_ITEM: kind = .item
    case CMARK_NODE_CODE_BLOCK:
      kind = .code(info: string(cmark_node_get_fence_info(node)), text: literal())
    case CMARK_NODE_HTML_BLOCK: kind = .html(literal())
    case CMARK_NODE_PARAGRAPH: kind = .paragraph
    case CMARK_NODE_HEADING: kind = .heading(Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_THEMATIC_BREAK: kind = .rule
    case CMARK_NODE_TEXT: kind = .text(literal())
    case CMARK_NODE_SOFTBREAK: kind = .softBreak
    case CMARK_NODE_LINEBREAK: kind = .lineBreak
    case CMARK_NODE_CODE: kind = .inlineCode(literal())
    case CMARK_NODE_HTML_INLINE: kind = .inlineHTML(literal())
    case CMARK_NODE_EMPH: kind = .emphasis
    case CMARK_NODE_STRONG: kind = .strong
    case CMARK_NODE_LINK:
      kind = .link(url: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    case CMARK_NODE_IMAGE:
      kind = .image(
        url: string(cmark_node_get_url(node)), title: string(cmark_node_get_title(node)))
    default: kind = .document
    }
    return MarkdownNode(
      kind: kind, firstLine: Int(cmark_node_get_start_line(node)),
      lastLine: Int(cmark_node_get_end_line(node)),
      column: Int(cmark_node_get_start_column(node)))
  }
}
