extension LabelText {
  /// The text as it is read aloud or stands in a list: fractions with a slash, scripts after `^` and
  /// `_`, characters instead of commands, one line.
  package var plain: String {
    lines.map { line in line.map(\.plain).joined() }.joined(separator: " ")
  }
}

extension MathNode {
  /// The node as plain text.
  package var plain: String {
    switch self {
    case .text(let words, _): return words
    case .symbol(let text, let kind, let variant):
      let text = variant == .doubleStruck ? Self.doubleStruck(text) : text
      switch kind {
      case .binary, .relation: return " \(text) "
      case .punctuation: return "\(text) "
      default: return text
      }
    case .function(let name, _): return name
    case .large(let text), .delimiter(let text, _, _): return text == "." ? "" : text
    case .row(let nodes): return Self.joined(nodes)
    case .words(let nodes): return nodes.map(\.plain).joined()
    case .scripts(let base, let lower, let upper, _):
      return base.enclosed + Self.script("_", lower) + Self.script("^", upper)
    case .fraction(let upper, let lower, let hasBar, _):
      return upper.factor + (hasBar ? "/" : " over ") + lower.factor
    case .root(let radicand, let degree): return Self.root(radicand, degree)
    case .accent(let accent, let base): return Self.accented(accent, base)
    case .fenced(let left, let parts, let separators, let right):
      var text = left == "." ? "" : left
      for (index, part) in parts.enumerated() {
        text += part.plain.trimmed
        if index < separators.count { text += " \(separators[index]) " }
      }
      return text + (right == "." ? "" : right)
    case .grid(let grid):
      let rows = grid.rows.map { row in
        row.map(\.plain.trimmed).filter { !$0.isEmpty }.joined(separator: ", ")
      }
      let text = rows.joined(separator: "; ")
      return (grid.left == "." ? "" : grid.left) + text + (grid.right == "." ? "" : grid.right)
    case .space(let width): return width > 0.2 ? " " : ""
    case .styled(_, let node): return node.plain
    case .stacked(let base, let above, let below):
      return base.plain.trimmed + Self.script("_", below) + Self.script("^", above)
    }
  }

  /// Parts side by side, with one space where two meet and none at a sign.
  private static func joined(_ nodes: [MathNode]) -> String {
    var text = ""
    var previous: MathNode?
    for node in nodes {
      var part = node.plain
      if case .symbol(let sign, .binary, _) = node, previous?.takesSign ?? true { part = sign }
      if case .function = node.base, let last = text.last, last.isLetter || last.isNumber {
        part = " " + part
      }
      if case .function = previous?.base, let first = part.first, first.isLetter || first.isNumber {
        part = " " + part
      }
      if case .large = previous?.base { part = " " + part }
      if case .fraction = previous, part.first != ")" { part = " " + part }
      switch node.base {
      case .large, .fraction: if text.last?.isPlainBreak == false { part = " " + part }
      default: break
      }
      if text.last == " " || text.isEmpty { part = String(part.drop { $0 == " " }) }
      text += part
      previous = node
    }
    return text.trimmed
  }

  /// What scripts belong to.
  private var base: MathNode {
    if case .scripts(let base, _, _, _) = self { return base.base }
    return self
  }

  /// Whether a plus or minus after this is a sign and no sum.
  private var takesSign: Bool {
    switch self {
    case .symbol(_, let kind, _): ![.ordinary, .closing, .inner].contains(kind)
    case .large, .function: true
    default: false
    }
  }

  /// The text with parentheses around it where it has parts.
  private var enclosed: String {
    let text = plain.trimmed
    return text.contains(where: { $0 == " " || $0 == "/" }) && !isFenced ? "(\(text))" : text
  }

  /// The text as one side of a fraction: in parentheses unless it is a name, a number or enclosed.
  private var factor: String {
    let text = plain.trimmed
    let isName = text.allSatisfy { $0.isLetter } || text.allSatisfy { $0.isNumber || $0 == "." }
    return text.count == 1 || isName || isFenced || isScripted ? text : "(\(text))"
  }

  /// Whether it is one thing with scripts, and no product.
  private var isScripted: Bool {
    switch self {
    case .scripts: true
    case .row(let nodes), .words(let nodes): nodes.count == 1 && nodes[0].isScripted
    case .root, .accent: true
    default: false
    }
  }

  private var isFenced: Bool {
    switch self {
    case .fenced(let left, _, _, let right): left != "." && right != "."
    case .grid(let grid): grid.left != "." && grid.right != "."
    case .row(let nodes), .words(let nodes): nodes.count == 1 && nodes[0].isFenced
    case .function: true
    default: false
    }
  }

  private static func script(_ mark: String, _ node: MathNode?) -> String {
    guard let text = node?.plain.trimmed, !text.isEmpty else { return "" }
    if text.allSatisfy({ $0 == "′" }) { return text }
    let isShort = text.count == 1 || text.allSatisfy { $0.isNumber || $0.isLetter }
    return mark + (isShort ? text : "(\(text))")
  }

  private static func root(_ radicand: MathNode, _ degree: MathNode?) -> String {
    let inner = radicand.plain.trimmed
    let body = inner.count == 1 || inner.allSatisfy(\.isNumber) ? inner : "(\(inner))"
    switch degree?.plain.trimmed {
    case nil, "": return "√" + body
    case "3": return "∛" + body
    case "4": return "∜" + body
    case let degree?: return "root \(degree) of \(body)"
    }
  }

  private static func accented(_ accent: Accent, _ base: MathNode) -> String {
    let text = base.plain.trimmed
    // Over more than one letter a combining mark would sit on the last one.
    guard text.count == 1, let mark = marks[accent] else { return text }
    return text + mark
  }

  private static let marks: [Accent: String] = [
    .hat: "\u{302}", .widehat: "\u{302}", .bar: "\u{304}", .overline: "\u{304}",
    .tilde: "\u{303}", .widetilde: "\u{303}", .vec: "\u{20D7}", .overrightarrow: "\u{20D7}",
    .dot: "\u{307}", .ddot: "\u{308}", .check: "\u{30C}", .breve: "\u{306}", .acute: "\u{301}",
    .grave: "\u{300}", .mathring: "\u{30A}", .underline: "\u{332}",
  ]

  /// Capital letters in their double-struck form, which is how sets of numbers are known.
  package static func doubleStruck(_ text: String) -> String {
    let early: [Character: String] = [
      "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
    ]
    var result = ""
    for character in text {
      if let letter = early[character] {
        result += letter
      } else if character.isASCII, let value = character.unicodeScalars.first?.value,
        let start: UInt32 = character.isUppercase
          ? 0x1D538 &- 65
          : character.isLowercase
            ? 0x1D552 &- 97
            : character.isNumber
              ? 0x1D7D8 &- 48 : nil, let scalar = Unicode.Scalar(start + value)
      {
        result.unicodeScalars.append(scalar)
      } else {
        result.append(character)
      }
    }
    return result
  }
}

extension Character {
  /// Whether what follows needs no space to be told apart.
  fileprivate var isPlainBreak: Bool { " ([{⟨⌊⌈|‖+−±".contains(self) }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
