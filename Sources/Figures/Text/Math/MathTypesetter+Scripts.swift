import Records

extension MathTypesetter {
  /// A large operator, centred on the axis.
  func large(_ text: String, _ style: MathNode.Style) -> MathBox {
    let isIntegral = MathNode.integrals.contains(text)
    let scale =
      style == .display ? (isIntegral ? 1.9 : 1.45) : style == .text ? (isIntegral ? 1.35 : 1.1) : 1
    let drawn = engine.run(
      text, RunFont(size: em(style) * scale, variant: .upright, bold: bold))
    var box = MathBox(width: drawn.width)
    let middle = (drawn.ascent - drawn.descent) / 2
    box.place(drawn, x: 0, y: middle - metrics.axis * em(style))
    return box
  }

  /// Something with a subscript, a superscript or both.
  func scripts(
    _ base: MathNode, _ lower: MathNode?, _ upper: MathNode?, _ limits: MathNode.Limits,
    _ style: MathNode.Style
  ) -> MathBox {
    if limits == .stacked || limits == .automatic && base.takesLimits {
      return stack(set(base, style), above: upper, below: lower, style)
    }
    let em = em(style)
    let nucleus = set(base, style)
    var box = nucleus
    // Primes are raised already.
    let isPrime = upper?.isPrimes == true
    let above = upper.map { set($0, isPrime ? style : style.script) }
    let below = lower.map { set($0, style.script) }
    let smaller = self.em(style.script)
    let isLarge = if case .large = base { true } else { false }
    // From something tall scripts hang at a distance from its ends, from a letter at one from its
    // baseline.
    var up = nucleus.isCharacter ? 0 : nucleus.ascent - 0.34 * smaller
    var down = nucleus.isCharacter ? 0 : nucleus.descent + 0.1 * smaller
    if isPrime {
      up = nucleus.isCharacter ? 0.04 * em : nucleus.ascent - metrics.capHeight * em
    } else if let above {
      up = max(up, (style == .display ? 0.42 : 0.38) * em, above.descent + metrics.xHeight * em / 4)
    }
    if let below {
      down = max(down, (above == nil ? 0.16 : 0.23) * em)
      if above == nil { down = max(down, below.ascent - 0.8 * metrics.xHeight * em) }
    }
    if let above, let below, !isPrime {
      let gap = (up - above.descent) - (below.ascent - down)
      if gap < 0.14 * em { down += 0.14 * em - gap }
      let lift = 0.7 * metrics.xHeight * em - (up - above.descent)
      if lift > 0 {
        up += lift
        down -= lift
      }
    }
    var right = nucleus.width
    if let above {
      let x = nucleus.width + nucleus.italic * (isPrime ? 0.6 : 1) + (isPrime ? 0 : 0.03 * em)
      box.place(above, x: x, y: -up)
      right = max(right, x + above.width)
    }
    if let below {
      // An integral leans over its lower limit.
      let x = nucleus.width + (isLarge ? -0.08 : 0.02) * em
      box.place(below, x: x, y: down)
      right = max(right, x + below.width)
    }
    box.width = right + 0.05 * em
    box.italic = 0
    box.isCharacter = false
    return box
  }

  /// Something small above and below something else.
  func stack(
    _ base: MathBox, above upper: MathNode?, below lower: MathNode?, _ style: MathNode.Style
  ) -> MathBox {
    let em = em(style)
    let above = upper.map { set($0, style.script) }
    let below = lower.map { set($0, style.script) }
    let width = max(base.width, above?.width ?? 0, below?.width ?? 0)
    var box = MathBox(width: width)
    box.place(base, x: (width - base.width) / 2)
    if let above {
      box.place(
        above, x: (width - above.width) / 2,
        y: -(base.ascent + max(0.1 * em, 0.16 * em - above.descent) + above.descent))
    }
    if let below {
      box.place(
        below, x: (width - below.width) / 2, y: base.descent + 0.12 * em + below.ascent)
    }
    return box
  }
}

extension MathNode {
  /// Integrals, whose limits stand beside them.
  static let integrals: Set<String> = ["∫", "∬", "∭", "∮"]

  /// Whether there is nothing but primes.
  fileprivate var isPrimes: Bool {
    switch self {
    case .symbol("′", _, _): true
    case .row(let nodes): !nodes.isEmpty && nodes.allSatisfy(\.isPrimes)
    default: false
    }
  }

  /// Whether scripts belong above and below.
  fileprivate var takesLimits: Bool {
    switch self {
    case .large(let text): !Self.integrals.contains(text)
    case .function(_, let hasLimits): hasLimits
    case .accent(let accent, _): accent == .overbrace || accent == .underbrace
    default: false
    }
  }
}
