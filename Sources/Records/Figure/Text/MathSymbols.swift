/// The commands that stand for one character, and the parts that characters play.
enum MathSymbols {
  struct Symbol {
    var text: String
    var kind: MathClass
  }

  /// Symbols by the name of their command.
  static let named: [String: Symbol] = {
    var symbols: [String: Symbol] = [:]
    for (kind, table) in tables {
      var words = table.split(whereSeparator: { $0 == " " || $0 == "\n" })[...]
      while let name = words.popFirst(), let text = words.popFirst() {
        symbols[String(name)] = Symbol(text: String(text), kind: kind)
      }
    }
    return symbols
  }()

  /// Lower-case Greek letters, which formulas set in italics.
  static let slantedGreek: Set<Character> = Set("αβγδεϵζηθϑικϰλμνξπϖρϱσςτυφϕχψω")

  /// The part that a character plays which stands for itself.
  static func kind(of character: Character) -> MathClass {
    switch character {
    case "+", "-", "−", "*", "±", "×", "·", "÷", "∘", "∪", "∩": .binary
    case "=", "<", ">", ":", "≤", "≥", "≠", "≈", "→", "←", "∈", "∼", "∝", "⇒", "↦": .relation
    case "(", "[": .opening
    case ")", "]", "!", "?": .closing
    case ",", ";": .punctuation
    case "∑", "∏", "∫": .large
    default: .ordinary
    }
  }

  /// Delimiters by the character or command that names them.
  static func delimiter(_ name: String) -> (text: String, kind: MathClass)? {
    switch name {
    case "(", "[": return (name, .opening)
    case ")", "]": return (name, .closing)
    case "|", "/", ".": return (name, .ordinary)
    case "<": return ("⟨", .opening)
    case ">": return ("⟩", .closing)
    default:
      guard name.first == "\\" else { return nil }
      let command = String(name.dropFirst())
      switch command {
      case "{": return ("{", .opening)
      case "}": return ("}", .closing)
      case "|": return ("‖", .ordinary)
      default:
        guard let symbol = named[command], fences.contains(symbol.text) else { return nil }
        return (symbol.text, symbol.kind)
      }
    }
  }

  private static let fences: Set<String> = [
    "{", "}", "[", "]", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "|", "‖", "\\", "↑", "↓", "↕",
  ]

  /// Functions with limits beside them, as `log`, and below them, as `max`.
  static let functions: Set<String> = [
    "sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh",
    "coth", "exp", "log", "ln", "lg", "dim", "ker", "deg", "arg", "hom",
  ]
  static let limitFunctions: [String: String] = [
    "lim": "lim", "limsup": "lim sup", "liminf": "lim inf", "max": "max", "min": "min",
    "sup": "sup", "inf": "inf", "det": "det", "gcd": "gcd", "Pr": "Pr", "argmax": "arg max",
    "argmin": "arg min",
  ]

  /// Spaces in units of the font's size.
  static let spaces: [String: Double] = [
    ",": 3.0 / 18, "thinspace": 3.0 / 18, ":": 4.0 / 18, ">": 4.0 / 18, "medspace": 4.0 / 18,
    ";": 5.0 / 18, "thickspace": 5.0 / 18, "!": -3.0 / 18, "negthinspace": -3.0 / 18, " ": 0.33,
    "quad": 1, "qquad": 2, "enspace": 0.5,
  ]

  private static let tables: [(MathClass, String)] = [
    (
      .ordinary,
      """
      alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
      kappa κ varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ
      varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
      Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
      infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ emptyset ∅ varnothing ∅
      hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ angle ∠ degree ° prime ′ top ⊤ bot ⊥ dagger † ddagger ‡
      checkmark ✓ square □ triangle △ vert | Vert ‖ backslash \\ pounds £ S § wp ℘ flat ♭ sharp ♯
      natural ♮ vdots ⋮
      """
    ),
    (
      .binary,
      """
      pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet ∙ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙
      cap ∩ cup ∪ setminus ∖ wedge ∧ land ∧ vee ∨ lor ∨ sqcup ⊔ sqcap ⊓ uplus ⊎ amalg ⨿ wr ≀
      """
    ),
    (
      .relation,
      """
      leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝ ll ≪ gg ≫
      in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ mid ∣ parallel ∥ perp ⊥ asymp ≍
      prec ≺ succ ≻ preceq ⪯ succeq ⪰ models ⊨ vdash ⊢ dashv ⊣ doteq ≐ triangleq ≜ coloneqq ≔
      to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐
      Leftrightarrow ⇔ implies ⟹ iff ⟺ mapsto ↦ longrightarrow ⟶ longleftarrow ⟵ uparrow ↑
      downarrow ↓ updownarrow ↕ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ hookrightarrow ↪
      rightleftharpoons ⇌ leqslant ⩽ geqslant ⩾ lesssim ≲ gtrsim ≳
      """
    ),
    (.opening, "langle ⟨ lfloor ⌊ lceil ⌈ lbrace { lbrack [ lvert | lVert ‖"),
    (.closing, "rangle ⟩ rfloor ⌋ rceil ⌉ rbrace } rbrack ] rvert | rVert ‖"),
    (.punctuation, "colon :"),
    (.inner, "ldots … dots … cdots ⋯ ddots ⋱"),
    (
      .large,
      """
      sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂
      bigodot ⨀ bigvee ⋁ bigwedge ⋀
      """
    ),
  ]
}
