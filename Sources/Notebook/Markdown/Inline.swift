/// A piece of running text.
public indirect enum Inline: Equatable, Sendable {
  /// Plain text.
  case text(String)
  /// A line end in the source.
  case softBreak
  /// A line end that shows.
  case lineBreak
  /// Code, verbatim.
  case code(String)
  /// A piece of raw HTML the author wrote.
  case html(String)
  /// Emphasis.
  case emphasis([Inline])
  /// Strong emphasis.
  case strong([Inline])
  /// A link.
  case link(destination: String, title: String, [Inline])
  /// An image; the text is its alternative text, or its caption where it stands alone.
  case image(destination: String, title: String, [Inline])
  /// A formula in TeX.
  case math(String, display: Bool)
  /// An inline expression, by its index in ``Chapter/expressions``.
  case expression(Int)
  /// A cross-reference such as `@fig-sine`, by its index in ``Chapter/references``.
  case reference(Int)
  /// A reference to a footnote, by its index in ``Chapter/footnotes`` and which reference to it
  /// this is, from one.
  case footnote(Int, occurrence: Int)

  /// The text without its marks, for titles, alternative text and search.
  public static func plainText(_ inlines: [Inline]) -> String {
    var result = ""
    for inline in inlines { inline.appendPlainText(to: &result) }
    return result
  }

  private func appendPlainText(to result: inout String) {
    switch self {
    case .text(let text), .code(let text), .math(let text, _): result += text
    case .softBreak, .lineBreak: result += " "
    case .emphasis(let inner), .strong(let inner), .link(_, _, let inner), .image(_, _, let inner):
      for inline in inner { inline.appendPlainText(to: &result) }
    case .html, .expression, .reference, .footnote: break
    }
  }
}
