import Records

/// Sets formulas and words with scripts into boxes, by the rules of TeX for sizes, shifts and spaces.
///
/// Lengths that TeX takes from a font of formulas are shares of the size that suit the letters of a
/// sans-serif font, which are taller; the height of the axis and of letters is measured.
struct MathTypesetter {
  let engine: TextEngine
  /// The size of the text around the formula.
  let size: Double
  let bold: Bool

  var metrics: MathMetrics { engine.metrics }

  /// The size of the font in a style.
  func em(_ style: MathNode.Style) -> Double { size * style.factor }

  /// A line of running text.
  func line(_ nodes: [MathNode]) -> MathBox { set(.words(nodes), .text) }

  /// A node in a style.
  func set(_ node: MathNode, _ style: MathNode.Style) -> MathBox {
    switch node {
    case .text(let words, let variant):
      var box = run(words, variant, style)
      // Scripts come as close to a word as they would to its last letter.
      box.isCharacter = true
      return box
    case .symbol(let text, _, let variant):
      var box = run(text, variant, style)
      box.isCharacter = true
      if variant == .italic || variant == .boldItalic {
        // Slanted letters lean over what is raised behind them; their tops lie right of the middle.
        if let ink = box.ink { box.italic = max(0, ink.maxX - box.width) }
        box.skew = 0.09 * box.ascent
      }
      return box
    case .function(let name, _): return run(name, .upright, style)
    case .large(let text): return large(text, style)
    case .row(let nodes): return row(nodes, style)
    case .words(let nodes):
      var box = MathBox()
      for node in nodes { box.append(set(node, style)) }
      if nodes.count == 1, case .text = nodes[0] { box.isCharacter = true }
      return box
    case .scripts(let base, let lower, let upper, let limits):
      return scripts(base, lower, upper, limits, style)
    case .fraction(let upper, let lower, let hasBar, let own):
      return fraction(upper, lower, hasBar, own ?? style)
    case .root(let radicand, let degree): return root(radicand, degree, style)
    case .accent(let sign, let base): return accent(sign, base, style)
    case .fenced(let left, let parts, let separators, let right):
      return fenced(left, parts, separators, right, style)
    case .delimiter(let text, let count, _):
      return delimiter(text, height: (0.55 + 0.6 * Double(count)) * em(style), style)
    case .grid(let grid): return self.grid(grid, style)
    case .space(let width): return .space(width * em(style))
    case .styled(let own, let node): return set(node, own)
    case .stacked(let base, let above, let below):
      return stack(set(base, style), above: above, below: below, style)
    }
  }

  /// Characters of one form.
  func run(_ text: String, _ variant: MathVariant, _ style: MathNode.Style) -> MathBox {
    engine.run(text, RunFont(size: em(style), variant: variant, bold: bold))
  }

  // MARK: - Rows

  /// Parts side by side, with spaces by the parts they play.
  private func row(_ nodes: [MathNode], _ style: MathNode.Style) -> MathBox {
    if nodes.count == 1 { return set(nodes[0], style) }
    let kinds = Self.kinds(nodes)
    var box = MathBox()
    var previous: MathClass?
    for (node, kind) in zip(nodes, kinds) {
      if let kind {
        if let previous {
          box.width += Self.space(previous, kind, tight: style.factor < 1) * em(style)
        }
        previous = kind
      }
      box.append(set(node, style))
    }
    return box
  }

  /// The part that each node plays, nil for spaces; a sign that joins nothing is an ordinary one.
  private static func kinds(_ nodes: [MathNode]) -> [MathClass?] {
    var kinds = nodes.map(\.kind)
    var previous: MathClass?
    var previousIndex = 0
    for index in kinds.indices {
      guard let kind = kinds[index] else { continue }
      switch kind {
      case .binary
      where previous.map { [.binary, .large, .relation, .opening, .punctuation].contains($0) }
        ?? true:
        kinds[index] = .ordinary
      case .relation, .closing, .punctuation:
        if previous == .binary { kinds[previousIndex] = .ordinary }
      default: break
      }
      previous = kinds[index]
      previousIndex = index
    }
    if previous == .binary { kinds[previousIndex] = .ordinary }
    return kinds
  }

  /// The space between two parts, as a share of the size: TeX's table, where 0 is none, 1 thin, 2 and
  /// 3 wider, and what is negative is left out of scripts.
  private static func space(_ left: MathClass, _ right: MathClass, tight: Bool) -> Double {
    let entry = table[left.rawValue][right.rawValue]
    if entry < 0, tight { return 0 }
    return [0, 3.0 / 18, 4.0 / 18, 5.0 / 18][abs(entry)]
  }

  private static let table: [[Int]] = [
    [0, 1, -2, -3, 0, 0, 0, -1], [1, 1, 0, -3, 0, 0, 0, -1], [-2, -2, 0, 0, -2, 0, 0, -2],
    [-3, -3, 0, 0, -3, 0, 0, -3], [0, 0, 0, 0, 0, 0, 0, 0], [0, 1, -2, -3, 0, 0, 0, -1],
    [-1, -1, 0, -1, -1, -1, -1, -1], [-1, 1, -2, -3, -1, 0, -1, -1],
  ]
}

extension MathNode {
  /// The part that a node plays in its row; nil for spaces.
  var kind: MathClass? {
    switch self {
    case .symbol(_, let kind, _), .delimiter(_, _, let kind): kind
    case .function, .large: .large
    case .scripts(let base, _, _, _), .stacked(let base, _, _): base.kind ?? .ordinary
    case .fraction, .fenced: .inner
    case .space: nil
    case .text, .row, .words, .root, .accent, .grid, .styled: .ordinary
    }
  }
}
