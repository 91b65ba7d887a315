extension LabelParser {
  /// A part of a formula up to a stop, which is not consumed.
  mutating func row(_ mode: Mode, until stop: Stop) throws(FormulaProblem) -> [MathNode] {
    guard mode.isMath else {
      return try deeper { parser throws(FormulaProblem) in try parser.words(mode, until: stop) }
    }
    var nodes: [MathNode] = []
    while position < limit, !ends(stop) {
      let character = characters[position]
      switch character {
      case "^", "_": try attachScript(to: &nodes, mode)
      case "'":
        position += 1
        try attach(upper: .symbol("′", .ordinary, .upright), to: &nodes, isPrime: true)
      case "{":
        position += 1
        let inner = try deeper { parser throws(FormulaProblem) in
          try parser.row(mode, until: .brace)
        }
        try close("}", of: "{")
        nodes.append(.row(inner))
      case "}": throw error(.unopened("}"))
      case "&": throw error(.misplacedColumn)
      case "~":
        position += 1
        nodes.append(.space(0.33))
      case "\\":
        if try setStyle(mode, stop, &nodes) { return nodes }
        if setLimits(&nodes) { continue }
        guard let node = try command(mode) else { throw unknown() }
        nodes.append(node)
      default:
        if character.isWhitespace, character != "\t" {
          position += 1
          continue
        }
        nodes.append(try symbol(mode))
      }
    }
    return nodes
  }

  /// The character at the position, or the number that begins there.
  private mutating func symbol(_ mode: Mode) throws(FormulaProblem) -> MathNode {
    let character = characters[position]
    if let value = character.unicodeScalars.first?.value, value < 32 { throw error(.control) }
    let start = position
    position += 1
    if character.isNumber {
      // The point of 3.5 belongs to the number, that of "n = 3." does not.
      while position < limit {
        let isPoint =
          characters[position] == "." && position + 1 < limit && characters[position + 1].isNumber
        guard characters[position].isNumber || isPoint else { break }
        position += 1
      }
    }
    let text = String(characters[start..<position])
    let kind = MathSymbols.kind(of: character)
    if kind == .large { return .large(text) }
    return .symbol(
      character == "-" ? "\u{2212}" : character == "*" ? "∗" : text, kind,
      Self.variant(of: character, mode))
  }

  /// The form of a letter or digit in a mode.
  static func variant(of character: Character, _ mode: Mode) -> MathVariant {
    let isSlanted =
      isNameLetter(character) || MathSymbols.slantedGreek.contains(character)
    guard let variant = mode.variant else {
      return mode.isMath && isSlanted ? .italic : .upright
    }
    return variant == .boldItalic && !isSlanted ? .bold : variant
  }

  // MARK: - Scripts

  private mutating func attachScript(to nodes: inout [MathNode], _ mode: Mode)
    throws(FormulaProblem)
  {
    let isUpper = characters[position] == "^"
    let place = position
    position += 1
    let content = try argument(of: isUpper ? "^" : "_", mode, isScript: true)
    do {
      if isUpper {
        try attach(upper: content, to: &nodes)
      } else {
        try attach(lower: content, to: &nodes)
      }
    } catch {
      var error = error
      error.position -= position - place
      throw error
    }
  }

  private func attach(
    lower: MathNode? = nil, upper: MathNode? = nil, to nodes: inout [MathNode],
    isPrime: Bool = false
  ) throws(FormulaProblem) {
    guard case .scripts(let base, let oldLower, let oldUpper, let limits)? = nodes.last else {
      let base = nodes.popLast() ?? .row([])
      nodes.append(.scripts(base, lower: lower, upper: upper, limits: .automatic))
      return
    }
    var newUpper = upper ?? oldUpper
    if let upper, let oldUpper {
      // Several primes, and an exponent after them, stand side by side.
      guard Self.isPrimes(oldUpper) else { throw error(.doubleScript) }
      newUpper = .row([oldUpper, upper])
    }
    if lower != nil, oldLower != nil { throw error(.doubleScript) }
    nodes[nodes.count - 1] = .scripts(
      base, lower: lower ?? oldLower, upper: newUpper, limits: limits)
  }

  private static func isPrimes(_ node: MathNode) -> Bool {
    switch node {
    case .symbol("′", _, _): true
    case .row(let nodes): nodes.allSatisfy(isPrimes)
    default: false
    }
  }

  /// `\limits` and `\nolimits` say where the scripts of the operator before them stand.
  private mutating func setLimits(_ nodes: inout [MathNode]) -> Bool {
    let name = commandName
    guard name == "limits" || name == "nolimits", let base = nodes.popLast() else { return false }
    position += name.count + 1
    nodes.append(
      .scripts(base, lower: nil, upper: nil, limits: name == "limits" ? .stacked : .beside))
    return true
  }

  /// `\displaystyle` and its like hold up to the end of their row.
  private mutating func setStyle(
    _ mode: Mode, _ stop: Stop, _ nodes: inout [MathNode]
  ) throws(FormulaProblem) -> Bool {
    let name = commandName
    let styles: [String: MathNode.Style] = [
      "displaystyle": .display, "textstyle": .text, "scriptstyle": .script,
      "scriptscriptstyle": .scriptScript,
    ]
    guard let style = styles[name] else { return false }
    position += name.count + 1
    let rest = try deeper { parser throws(FormulaProblem) in try parser.row(mode, until: stop) }
    nodes.append(.styled(style, .row(rest)))
    return true
  }

  // MARK: - Arguments

  /// The name of the command at the position: letters, or a single other character.
  var commandName: String {
    var end = position + 1
    while end < limit, Self.isNameLetter(characters[end]) { end += 1 }
    if end == position + 1, end < limit { end += 1 }
    return String(characters[min(position + 1, end)..<end])
  }

  mutating func skipSpaces() {
    while position < limit, characters[position].isWhitespace { position += 1 }
  }

  /// What a command is about: braces, a command with what it is about, or one character.
  ///
  /// - Parameter isScript: Whether a number with its sign counts as one, as in `10^-3`.
  mutating func argument(
    of name: String, _ mode: Mode, isScript: Bool = false
  ) throws(FormulaProblem) -> MathNode {
    skipSpaces()
    guard position < limit else { throw error(.missingArgument(of: name)) }
    return try deeper { parser throws(FormulaProblem) in
      try parser.argumentContent(of: name, mode, isScript: isScript)
    }
  }

  private mutating func argumentContent(
    of name: String, _ mode: Mode, isScript: Bool
  ) throws(FormulaProblem) -> MathNode {
    let character = characters[position]
    switch character {
    case "{":
      position += 1
      let inner = try row(mode, until: .brace)
      try close("}", of: "{")
      return mode.isMath ? .row(inner) : .words(inner)
    case "}", "&", "^", "_", "$": throw error(.missingArgument(of: name))
    case "\\":
      if ends(.right) || ends(.cell) { throw error(.missingArgument(of: name)) }
      guard let node = try command(mode) else { throw unknown() }
      return node
    case "-", "+", "−":
      guard isScript else { break }
      let sign = try symbol(mode)
      guard position < limit, characters[position].isNumber else { return sign }
      return .row([sign, try symbol(mode)])
    default: break
    }
    if !mode.isMath {
      position += 1
      return .text(String(character), mode.variant ?? .upright)
    }
    if isScript || !character.isNumber { return try symbol(mode) }
    position += 1
    return .symbol(String(character), .ordinary, Self.variant(of: character, mode))
  }

  /// The characters between braces, as they are.
  mutating func rawArgument(of name: String) throws(FormulaProblem) -> String {
    skipSpaces()
    guard sees("{") else { throw error(.missingArgument(of: name)) }
    guard let end = characters[position..<limit].firstIndex(of: "}") else {
      throw error(.unclosed("{"))
    }
    defer { position = end + 1 }
    return String(characters[(position + 1)..<end])
  }

  /// The problem that the command at the position is not known.
  func unknown() -> FormulaProblem {
    let name = commandName
    return error(.unknownCommand(name, nearest: Self.nearest(to: name)))
  }
}
