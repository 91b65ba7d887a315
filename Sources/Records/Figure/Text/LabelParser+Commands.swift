extension LabelParser {
  /// What the command at the position stands for, or nil where it is not known.
  mutating func command(_ mode: Mode) throws(FormulaProblem) -> MathNode? {
    let name = commandName
    let start = position
    func known(_ parser: inout LabelParser) { parser.position = start + 1 + name.count }
    if let symbol = MathSymbols.named[name] {
      known(&self)
      return node(for: symbol, mode)
    }
    if let space = MathSymbols.spaces[name] {
      known(&self)
      return .space(space)
    }
    if MathSymbols.functions.contains(name) {
      known(&self)
      return .function(name, hasLimits: false)
    }
    if let text = MathSymbols.limitFunctions[name] {
      known(&self)
      return .function(text, hasLimits: true)
    }
    if let accent = MathNode.Accent(rawValue: name) {
      known(&self)
      return .accent(accent, try argument(of: name, mode))
    }
    if let variant = Self.variants[name] {
      known(&self)
      return try argument(of: name, Mode(isMath: mode.isMath, variant: variant))
    }
    if let variant = Self.textVariants[name] {
      known(&self)
      return try argument(of: name, Mode(isMath: false, variant: variant))
    }
    if let (size, kind) = Self.sizes[name] {
      known(&self)
      return .delimiter(try delimiter(after: name), size: size, kind)
    }
    if name.count == 1, "{}$%#&_|".contains(name) {
      known(&self)
      guard let delimiter = MathSymbols.delimiter("\\" + name) else {
        return .symbol(name, .ordinary, .upright)
      }
      return .symbol(delimiter.text, delimiter.kind, .upright)
    }
    if ["\\", "end", "right", "middle", "cr"].contains(name) {
      if !mode.isMath, formulaStart == nil { return nil }
      throw error(
        name == "\\" || name == "cr" ? .misplacedColumn : .unopened("\\" + name))
    }
    guard Self.structures.contains(name) else { return nil }
    known(&self)
    return try structure(name, mode)
  }

  private func node(for symbol: MathSymbols.Symbol, _ mode: Mode) -> MathNode {
    if symbol.kind == .large { return .large(symbol.text) }
    let variant = symbol.text.first.map { Self.variant(of: $0, mode) } ?? .upright
    return mode.isMath
      ? .symbol(symbol.text, symbol.kind, variant) : .text(symbol.text, mode.variant ?? .upright)
  }

  private mutating func structure(_ name: String, _ mode: Mode) throws(FormulaProblem) -> MathNode {
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac":
      let upper = try argument(of: name, mode)
      let style: MathNode.Style? = name == "frac" ? nil : name == "tfrac" ? .text : .display
      return .fraction(upper, try argument(of: name, mode), hasBar: true, style: style)
    case "binom":
      let upper = try argument(of: name, mode)
      let lower = try argument(of: name, mode)
      return .fenced(
        left: "(", [.fraction(upper, lower, hasBar: false, style: nil)], separators: [], right: ")")
    case "sqrt":
      var degree: MathNode?
      skipSpaces()
      if sees("[") {
        position += 1
        degree = .row(
          try deeper { parser throws(FormulaProblem) in try parser.row(mode, until: .bracket) })
        try close("]", of: "[")
      }
      return .root(try argument(of: name, mode), degree: degree)
    case "left": return try fenced(mode)
    case "begin": return try grid(mode)
    case "operatorname":
      let hasLimits = sees("*")
      if hasLimits { position += 1 }
      let content = try argument(of: name, Mode(isMath: false, variant: .upright))
      return .function(content.plain, hasLimits: hasLimits)
    case "overset", "stackrel":
      let above = try argument(of: name, mode)
      return .stacked(try argument(of: name, mode), above: above, below: nil)
    case "underset":
      let below = try argument(of: name, mode)
      return .stacked(try argument(of: name, mode), above: nil, below: below)
    case "bmod": return .symbol("mod", .binary, .upright)
    default:
      // \pmod
      let content = try argument(of: name, mode)
      return .row([
        .space(1), .symbol("(", .opening, .upright), .text("mod", .upright), .space(0.33), content,
        .symbol(")", .closing, .upright),
      ])
    }
  }

  private static let structures: Set<String> = [
    "frac", "dfrac", "tfrac", "cfrac", "binom", "sqrt", "left", "begin", "operatorname", "overset",
    "stackrel", "underset", "bmod", "pmod",
  ]

  private static let variants: [String: MathVariant] = [
    "mathbf": .bold, "mathrm": .upright, "mathit": .italic, "mathcal": .calligraphic,
    "mathbb": .doubleStruck, "mathscr": .script, "mathfrak": .fraktur, "mathtt": .typewriter,
    "mathsf": .upright, "boldsymbol": .boldItalic, "bm": .boldItalic,
  ]

  private static let textVariants: [String: MathVariant] = [
    "text": .upright, "textrm": .upright, "mbox": .upright, "textbf": .bold, "textit": .italic,
    "emph": .italic, "texttt": .typewriter,
  ]

  private static let sizes: [String: (Int, MathClass)] = {
    var sizes: [String: (Int, MathClass)] = [:]
    for (size, name) in ["big", "Big", "bigg", "Bigg"].enumerated() {
      for (ending, kind) in [
        ("", MathClass.ordinary), ("l", .opening), ("r", .closing), ("m", .relation),
      ] {
        sizes[name + ending] = (size + 1, kind)
      }
    }
    return sizes
  }()

  // MARK: - Delimiters

  /// The delimiter that a command names.
  private mutating func delimiter(after name: String) throws(FormulaProblem) -> String {
    skipSpaces()
    guard position < limit else { throw error(.noDelimiter(after: name)) }
    var text = String(characters[position])
    if text == "\\" { text += commandName }
    guard let delimiter = MathSymbols.delimiter(text) else {
      throw error(.noDelimiter(after: name))
    }
    position += text.count
    return delimiter.text
  }

  private mutating func fenced(_ mode: Mode) throws(FormulaProblem) -> MathNode {
    let left = try delimiter(after: "left")
    var parts: [MathNode] = []
    var separators: [String] = []
    while true {
      let part = try deeper { parser throws(FormulaProblem) in
        try parser.row(mode, until: .right)
      }
      parts.append(mode.isMath ? .row(part) : .words(part))
      guard position < limit else { throw error(.unclosed("\\left")) }
      if sees("\\middle") {
        position += 7
        separators.append(try delimiter(after: "middle"))
      } else {
        position += 6
        return .fenced(
          left: left, parts, separators: separators, right: try delimiter(after: "right"))
      }
    }
  }

  // MARK: - Unknown names

  /// The known command whose name differs least, if it differs little.
  static func nearest(to name: String) -> String? {
    var names = Array(MathSymbols.named.keys)
    names += MathSymbols.functions
    names += MathSymbols.limitFunctions.keys
    names += MathNode.Accent.allCases.map(\.rawValue)
    names += structures
    names += variants.keys
    names += textVariants.keys
    let bound = name.count <= 3 ? 1 : 2
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() where abs(candidate.count - name.count) <= bound {
      let distance = distance(Array(name), Array(candidate))
      if distance <= bound, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// How many letters have to be put in, taken out, changed, or swapped with their neighbour.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, rows[i - 1][j - 1] + 1)
        }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
