internal import SwiftIDEUtils
internal import SwiftParser
internal import SwiftSyntax

/// Colours Swift code by what its parser makes of it.
enum SwiftHighlighter {
  /// Writes code as HTML, each piece in a `span` of its class.
  static func highlight(_ code: String, into html: inout HTMLBuffer) {
    let bytes = Array(code.utf8)
    // The parser takes time and stack in proportion; what is longer is no code to read.
    guard bytes.count < 200_000, nesting(bytes) < 200 else { return html.text(code) }
    let tree = Parser.parse(source: code)
    var offset = 0
    for piece in tree.classifications {
      let start = piece.range.lowerBound.utf8Offset
      let end = min(piece.range.upperBound.utf8Offset, bytes.count)
      guard start >= offset, end > start else { continue }
      html.text(String(decoding: bytes[offset..<start], as: UTF8.self))
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      if let name = className(piece.kind) {
        html.raw("<span class=\"\(name)\">")
        html.text(text)
        html.raw("</span>")
      } else {
        html.text(text)
      }
      offset = end
    }
    html.text(String(decoding: bytes[offset...], as: UTF8.self))
  }

  private static func className(_ kind: SyntaxClassification) -> String? {
    switch kind {
    case .keyword, .ifConfigDirective: "k"
    case .type: "t"
    case .stringLiteral, .regexLiteral: "s"
    case .integerLiteral, .floatLiteral: "n"
    case .lineComment, .blockComment: "c"
    case .docLineComment, .docBlockComment: "c d"
    case .attribute: "a"
    case .dollarIdentifier, .argumentLabel: "l"
    default: nil
    }
  }

  /// How deep brackets nest, at most.
  private static func nesting(_ code: [UInt8]) -> Int {
    var depth = 0
    var deepest = 0
    for byte in code {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"):
        depth = max(0, depth - 1)
      default: break
      }
      deepest = max(deepest, depth)
    }
    return deepest
  }
}
