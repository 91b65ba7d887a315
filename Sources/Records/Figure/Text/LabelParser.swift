/// Reads running text with scripts, commands and formulas between dollar signs.
///
/// Formulas are read by the rest of the parser. Inside of them a mistake is a ``FormulaProblem``;
/// outside what has no meaning stands as it is.
struct LabelParser {
  /// How letters are read.
  struct Mode {
    /// Whether spaces mean nothing and letters are italic.
    var isMath: Bool
    /// The form of letters that a command such as `\mathbf` asked for.
    var variant: MathVariant?
  }

  /// What ends a row.
  enum Stop: Equatable {
    /// The end of the text or formula, or of its line.
    case end, line
    /// A closing brace or bracket.
    case brace, bracket
    /// `\right` or `\middle`.
    case right
    /// `&`, `\\` or `\end`.
    case cell
  }

  let characters: [Character]
  var position = 0
  /// Where the formula or the text ends.
  var limit: Int
  /// The spaces at which a line may be broken.
  var breaks: Set<Int> = []
  /// The first problem of a formula.
  private(set) var problem: FormulaProblem?
  /// Where the formula begins that is being read; nil outside of formulas.
  var formulaStart: Int?
  private var depth = 0

  init(_ characters: [Character]) {
    self.characters = characters
    limit = characters.count
  }

  /// The nodes up to the next line feed outside of formulas.
  mutating func line() -> [MathNode] {
    // Outside of formulas nothing is a mistake.
    (try? words(Mode(isMath: false), until: .line)) ?? []
  }

  func error(_ kind: FormulaProblem.Kind, at place: Int? = nil) -> FormulaProblem {
    let start = formulaStart ?? 0
    // The closing dollar signs belong to the formula.
    var end = limit
    while formulaStart != nil, end < characters.count, characters[end] == "$", end < limit + 2 {
      end += 1
    }
    return FormulaProblem(
      kind: kind, formula: String(characters[start..<end]),
      position: (place ?? position) - start + 1)
  }

  mutating func deeper<Result>(
    _ body: (inout LabelParser) throws(FormulaProblem) -> Result
  ) throws(FormulaProblem) -> Result {
    guard depth < 60 else { throw error(.tooDeep) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// Whether something begins at the position.
  func sees(_ text: String) -> Bool {
    var place = position
    for character in text {
      guard place < limit, characters[place] == character else { return false }
      place += 1
    }
    return true
  }

  /// Whether a row ends here.
  func ends(_ stop: Stop) -> Bool {
    switch stop {
    case .end: false
    case .line: characters[position] == "\n"
    case .brace: characters[position] == "}"
    case .bracket: characters[position] == "]"
    case .right: sees("\\right") && !continues(6) || sees("\\middle") && !continues(7)
    case .cell:
      characters[position] == "&" || sees("\\\\") || sees("\\cr") && !continues(3)
        || sees("\\end{")
    }
  }

  /// Whether a command's name goes on after so many characters, as `\rightarrow` after `\right`.
  private func continues(_ count: Int) -> Bool {
    position + count < limit && Self.isNameLetter(characters[position + count])
  }

  static func isNameLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  // MARK: - Running text

  /// Running text up to a stop, which is not consumed.
  mutating func words(_ mode: Mode, until stop: Stop) throws(FormulaProblem) -> [MathNode] {
    var text = RunningText(variant: mode.variant ?? .upright)
    while position < limit, !ends(stop) {
      let character = characters[position]
      switch character {
      case "$" where stop == .line:
        if let formula = formula() {
          text.append(formula)
        } else {
          text.append(character)
          position += 1
        }
      case "\\": try wordCommand(mode, &text)
      case "^" where !text.isEmpty && position + 1 < limit:
        position += 1
        text.attach(upper: .words(try script(mode)))
      case "_" where isSubscript(after: text):
        position += 1
        text.attach(lower: .words(try script(mode)))
      case "}" where stop != .line && stop != .end: throw error(.unopened("}"))
      case "{" where stop == .brace:
        position += 1
        let inner = try words(mode, until: .brace)
        try close("}", of: "{")
        text.append(.words(inner))
      default:
        if character == " ", stop == .line { breaks.insert(position) }
        if let value = character.unicodeScalars.first?.value, value < 32 {
          // Control characters are no text.
          if formulaStart != nil { throw error(.control) }
        } else {
          text.append(character)
        }
        position += 1
      }
    }
    return text.nodes
  }

  private mutating func wordCommand(
    _ mode: Mode, _ text: inout RunningText
  ) throws(FormulaProblem) {
    let start = position
    if start + 1 < limit, "^_$\\{}%&#".contains(characters[start + 1]) {
      text.append(characters[start + 1])
      position += 2
      return
    }
    do {
      if let node = try command(mode) {
        text.append(node)
        return
      }
    } catch {
      if formulaStart != nil { throw error }
    }
    position = start + 1
    text.append("\\")
  }

  /// An underscore lowers what follows in front of a brace, or after a single letter or sign.
  private func isSubscript(after text: RunningText) -> Bool {
    guard !text.isEmpty, position + 1 < limit else { return false }
    let next = characters[position + 1]
    if next == "{" { return true }
    guard text.lettersBefore <= 1, next.isLetter || next.isNumber || next == "\\" else {
      return false
    }
    // `x_train` is a name; `x_i`, `W_1` and `x_12` are not.
    return !(next.isLetter && position + 2 < limit && characters[position + 2].isLetter)
  }

  /// What a script of running text raises or lowers: braces, a number with its sign, a command, or
  /// one character.
  private mutating func script(_ mode: Mode) throws(FormulaProblem) -> [MathNode] {
    var nodes: [MathNode]
    let variant = mode.variant ?? .upright
    if sees("{") {
      position += 1
      nodes = try deeper { parser throws(FormulaProblem) in
        try parser.words(mode, until: .brace)
      }
      // An author's forgotten brace ends with the text.
      if position < limit { position += 1 }
    } else {
      var text = RunningText(variant: variant)
      if "-+−".contains(characters[position]), position + 1 < limit {
        text.append(characters[position])
        position += 1
      }
      if characters[position] == "\\" {
        try wordCommand(mode, &text)
      } else if characters[position].isNumber {
        while position < limit, characters[position].isNumber {
          text.append(characters[position])
          position += 1
        }
      } else {
        text.append(characters[position])
        position += 1
      }
      nodes = text.nodes
    }
    return nodes.map { node in
      if case .text(let words, let variant) = node {
        return .text(String(words.map { $0 == "-" ? "\u{2212}" : $0 }), variant)
      }
      return node
    }
  }

  /// Consumes what closes something.
  mutating func close(_ text: String, of opening: String) throws(FormulaProblem) {
    guard sees(text) else { throw error(.unclosed(opening)) }
    position += text.count
  }

  // MARK: - Dollar signs

  /// The formula that the dollar sign at the position opens, or nil where it is money.
  private mutating func formula() -> MathNode? {
    let marks = position + 1 < limit && characters[position + 1] == "$" ? 2 : 1
    let start = position + marks
    // A tab is the beginning of a command that Swift has read as its own.
    guard start < limit, !characters[start].isWhitespace || characters[start] == "\t",
      let end = closing(from: start, marks)
    else { return nil }
    var inner = self
    inner.position = start
    inner.limit = end
    inner.formulaStart = position
    defer { position = end + marks }
    do {
      let row = MathNode.row(try inner.row(Mode(isMath: true), until: .end))
      return marks == 2 ? .styled(.display, row) : row
    } catch {
      if problem == nil { problem = error }
      return .text(String(characters[position..<(end + marks)]), .upright)
    }
  }

  /// Where the formula ends that starts at a position.
  private func closing(from start: Int, _ marks: Int) -> Int? {
    var place = start
    while place < limit {
      if characters[place] == "\\" {
        place += 2
        continue
      }
      if characters[place] == "$" {
        if marks == 2 {
          guard place + 1 < limit, characters[place + 1] == "$" else { return nil }
          return place > start ? place : nil
        }
        let isMoney =
          characters[place - 1].isWhitespace
          || place + 1 < limit && characters[place + 1].isNumber
        if !isMoney { return place > start ? place : nil }
      }
      place += 1
    }
    return nil
  }
}

/// Running text while it is read: characters become runs, scripts go to the character before them.
private struct RunningText {
  let variant: MathVariant
  private(set) var nodes: [MathNode] = []
  /// How many letters stand directly before the end.
  private(set) var lettersBefore = 0

  init(variant: MathVariant) { self.variant = variant }

  var isEmpty: Bool { nodes.isEmpty }

  mutating func append(_ character: Character) {
    lettersBefore = character.isLetter ? lettersBefore + 1 : 0
    extend(String(character))
  }

  mutating func append(_ node: MathNode) {
    lettersBefore = 0
    guard case .text(let words, let form) = node, form == variant else {
      nodes.append(node)
      return
    }
    if words.count == 1, words.first?.isLetter == true { lettersBefore = 1 }
    extend(words)
  }

  private mutating func extend(_ words: String) {
    if case .text(let before, variant) = nodes.last {
      nodes[nodes.count - 1] = .text(before + words, variant)
    } else {
      nodes.append(.text(words, variant))
    }
  }

  mutating func attach(lower: MathNode? = nil, upper: MathNode? = nil) {
    lettersBefore = 0
    if case .scripts(let base, let oldLower, let oldUpper, let limits)? = nodes.last,
      lower == nil || oldLower == nil, upper == nil || oldUpper == nil
    {
      nodes[nodes.count - 1] = .scripts(
        base, lower: lower ?? oldLower, upper: upper ?? oldUpper, limits: limits)
      return
    }
    nodes.append(.scripts(takeBase(), lower: lower, upper: upper, limits: .automatic))
  }

  /// What a script belongs to: the last character, or the number that ends with it.
  private mutating func takeBase() -> MathNode {
    guard let last = nodes.popLast() else { return .words([]) }
    guard case .text(let words, let form) = last, words.count > 1 else { return last }
    var count = 1
    if words.last?.isNumber == true { count = words.reversed().prefix { $0.isNumber }.count }
    if count < words.count { nodes.append(.text(String(words.dropLast(count)), form)) }
    return .text(String(words.suffix(count)), form)
  }
}
