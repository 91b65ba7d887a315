/// The mini markup of texts in figures, turned into Pango's.
///
/// - `x^2`, `e^{-x}`, `10^-3` raise; `x_i`, `W_1`, `x_{ij}` lower. An underscore after a word of
///   several letters stays an underscore, so that `train_loss` needs no care.
/// - `\alpha`, `\sum`, `\leq` and their like are the characters they name.
/// - Between dollar signs single Latin letters are italic and a hyphen is a minus sign.
/// - A backslash before `^`, `_`, `$` or `\` takes away their meaning.
struct TextMarkup {
  private let characters: [Character]
  private var position = 0
  private var inMath = false
  private var output = ""
  /// How many letters stand directly before `position`.
  private var lettersBefore = 0

  private init(_ text: String) { characters = Array(text) }

  /// Pango markup for a text.
  static func pango(_ text: String) -> String {
    var parser = TextMarkup(text)
    // A lone dollar sign is money.
    let dollars = parser.characters.count { $0 == "$" }
    parser.run(hasMath: dollars % 2 == 0)
    return parser.output
  }

  private mutating func run(hasMath: Bool) {
    while position < characters.count {
      let character = characters[position]
      switch character {
      case "$" where hasMath:
        inMath.toggle()
        position += 1
        lettersBefore = 0
      case "\\": command()
      case "^" where !output.isEmpty: script("sup")
      case "_" where !output.isEmpty && isSubscript: script("sub")
      default:
        emit(character)
        position += 1
      }
    }
  }

  /// An underscore lowers what follows in front of a brace, or after a single letter or sign.
  private var isSubscript: Bool {
    guard position + 1 < characters.count else { return false }
    let next = characters[position + 1]
    if next == "{" { return true }
    return lettersBefore <= 1 && (next.isLetter || next.isNumber) && !inWord(after: position + 1)
  }

  private func inWord(after index: Int) -> Bool {
    // `x_train` is a name; `x_i`, `W_1` and `x_12` are not.
    guard characters[index].isLetter, index + 1 < characters.count else { return false }
    return characters[index + 1].isLetter
  }

  private mutating func script(_ tag: String) {
    let start = position + 1
    guard start < characters.count else {
      emit(characters[position])
      position += 1
      return
    }
    var content = ""
    var end = start
    if characters[start] == "{" {
      end = start + 1
      while end < characters.count, characters[end] != "}" { end += 1 }
      content = String(characters[(start + 1)..<end])
      end = min(end + 1, characters.count)
    } else {
      if "-+−".contains(characters[end]) { end += 1 }
      if end < characters.count, characters[end] == "\\" {
        end += 1
        while end < characters.count, characters[end].isLetter { end += 1 }
      } else if end < characters.count, characters[end].isNumber {
        while end < characters.count, characters[end].isNumber { end += 1 }
      } else if end < characters.count {
        end += 1
      }
      content = String(characters[start..<end])
    }
    var inner = TextMarkup(content)
    inner.inMath = inMath
    inner.run(hasMath: false)
    let body = inner.output.replacingHyphens()
    output += "<\(tag)>\(body)</\(tag)>"
    position = end
    lettersBefore = 0
  }

  private mutating func command() {
    var end = position + 1
    while end < characters.count, characters[end].isASCII, characters[end].isLetter { end += 1 }
    let name = String(characters[(position + 1)..<end])
    if let symbol = Self.symbols[name] {
      output += symbol
      position = end
      lettersBefore = 1
    } else if end == position + 1, end < characters.count, "^_$\\{}".contains(characters[end]) {
      emit(characters[end])
      position = end + 1
    } else {
      emit("\\")
      position += 1
    }
  }

  private mutating func emit(_ character: Character) {
    lettersBefore = character.isLetter ? lettersBefore + 1 : 0
    switch character {
    case "&": output += "&amp;"
    case "<": output += "&lt;"
    case ">": output += "&gt;"
    case "-" where inMath: output += "\u{2212}"
    default:
      // Control characters other than line feeds are no valid markup.
      if let value = character.unicodeScalars.first?.value, value < 32, character != "\n" { return }
      if inMath, character.isASCII, character.isLetter {
        output += "<i>\(character)</i>"
      } else {
        output.append(character)
      }
    }
  }

  private static let symbols: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "sum": "∑", "prod": "∏",
    "int": "∫", "partial": "∂", "nabla": "∇", "infty": "∞", "leq": "≤", "geq": "≥", "neq": "≠",
    "approx": "≈", "times": "×", "cdot": "·", "pm": "±", "to": "→", "sqrt": "√", "in": "∈",
    "ell": "ℓ", "degree": "°",
  ]
}

extension String {
  /// The text with hyphens turned into minus signs.
  fileprivate func replacingHyphens() -> String {
    String(map { $0 == "-" ? "\u{2212}" : $0 })
  }
}
