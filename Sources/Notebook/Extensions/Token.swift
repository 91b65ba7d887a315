/// A piece of text that Markdown must not look into.
enum Token: Equatable {
  /// A formula without its dollar signs.
  case math(String, display: Bool)
  /// An inline expression without its marks.
  case expression(String)
  /// `@fig-sine`, without the `@`.
  case reference(String)
  /// `[^note]`, the name alone.
  case footnote(String)
  /// `{#fig-sine width=60%}`.
  case attributes(Attributes)
  /// A pipe table, by its number.
  case table(Int)
  /// The start of a cell's paragraph before the document proper.
  case tableCell(table: Int, row: Int, column: Int)
  /// The start of a footnote's text before the document proper.
  case footnoteBody(String)
  /// A character of the source that would be mistaken for one of our placeholders.
  case literal
}

/// What stands in braces after a heading, formula, image or caption.
struct Attributes: Equatable {
  /// The label, without `#`.
  var label: String
  /// The other settings, by name.
  var values: [String: String] = [:]
}

/// A token and where it was found.
struct PlacedToken {
  /// The token.
  var token: Token
  /// The text it stands for.
  var source: String
  /// Its place in the file.
  var position: SourcePosition
}

/// Gives out placeholders: characters for private use, one a token, that Markdown treats as letters.
///
/// A formula such as `$a_1 * b_2$` would be taken apart by the rules for emphasis. It is replaced by
/// one character before parsing and put back into the tree afterwards.
final class TokenTable {
  /// Stands at the start of a line whose text belongs to the placeholder before it.
  static let continuation: Unicode.Scalar = "\u{10FFFD}"
  /// ``continuation`` in UTF-8.
  static let continuationBytes = Array(String(Character(continuation)).utf8)

  private static let plane: UInt32 = 0xFFFE
  private static let first: [UInt32] = [0xF0000, 0x100000]
  private(set) var tokens: [PlacedToken] = []
  private var literals: [String: [UInt8]] = [:]

  /// The placeholder for a token, or nil when all are used up (some 131 000 in a file).
  func placeholder(_ token: Token, source: String, at position: SourcePosition) -> [UInt8]? {
    if token == .literal, let known = literals[source] { return known }
    let index = UInt32(tokens.count)
    guard index < 2 * Self.plane - 1,
      let scalar = Unicode.Scalar(Self.first[Int(index / Self.plane)] + index % Self.plane)
    else { return nil }
    tokens.append(PlacedToken(token: token, source: source, position: position))
    let bytes = Array(String(Character(scalar)).utf8)
    if token == .literal { literals[source] = bytes }
    return bytes
  }

  /// Whether all placeholders are used up.
  var isFull: Bool { tokens.count >= 2 * Int(Self.plane) - 1 }

  /// The token that a character stands for.
  func token(for scalar: Unicode.Scalar) -> PlacedToken? {
    guard scalar.value >= 0xF0000, scalar != Self.continuation else { return nil }
    let plane = scalar.value >= 0x100000 ? 1 : 0
    let index = Int(scalar.value - Self.first[plane]) + plane * Int(Self.plane)
    return tokens.indices.contains(index) ? tokens[index] : nil
  }

  /// The text with every placeholder replaced by what it stands for.
  func restore(_ text: String) -> String {
    guard Self.mayHoldPlaceholders(text.utf8) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let placed = token(for: scalar) {
        result.append(contentsOf: placed.source.unicodeScalars)
      } else if scalar != Self.continuation {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether there is a byte that starts a character of planes 12 to 16.
  static func mayHoldPlaceholders(_ bytes: some Sequence<UInt8>) -> Bool {
    bytes.contains { $0 == 0xF3 || $0 == 0xF4 }
  }
}
