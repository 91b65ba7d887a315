/// A node of the tree that cmark makes of a text.
struct MarkdownNode {
  /// What a node is.
  enum Kind: Equatable {
    case document
    case quote
    case list(ordered: Bool, start: Int, tight: Bool)
    case item
    case code(info: String, text: String)
    case html(String)
    case paragraph
    case heading(Int)
    case rule
    case text(String)
    case softBreak
    case lineBreak
    case inlineCode(String)
    case inlineHTML(String)
    case emphasis
    case strong
    case link(url: String, title: String)
    case image(url: String, title: String)
  }

  /// What it is.
  var kind: Kind
  /// The first and last line of a block in the text given to cmark, from one.
  var firstLine: Int
  /// See ``firstLine``.
  var lastLine: Int
  /// The column of a block's first byte, from one.
  var column: Int
  /// The nodes inside.
  var children: [MarkdownNode] = []
}

/// A block that holds text, and where: what the passes before the final parse need to know.
struct MarkdownLeaf {
  /// What a leaf holds.
  enum Kind { case paragraph, heading, code, html }

  /// What it holds.
  var kind: Kind
  /// Its lines in the text given to cmark, from zero.
  var lines: ClosedRange<Int>
  /// How many bytes of its first line belong to the containers around it.
  var indent: Int
  /// How many block quotes it is in.
  var quotes: Int
}
