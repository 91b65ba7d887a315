import Records

/// A set part of a formula: outlines around a point on the baseline, y growing downwards.
struct MathBox {
  var width = 0.0
  /// How far the ink reaches above the baseline; negative where it lies below.
  var ascent = 0.0
  /// How far the ink reaches below the baseline; negative where it lies above.
  var descent = 0.0
  var glyphs: [ShapedText.PlacedGlyph] = []
  /// The rectangle around the ink, nil where there is none.
  var ink: Rect?
  /// How far the ink leans out beyond the width, which scripts above it have to respect.
  var italic = 0.0
  /// How far right of the middle of the ink an accent belongs.
  var skew = 0.0
  /// Whether it is one character, to which scripts come close.
  var isCharacter = false

  var height: Double { ascent + descent }

  /// Nothing, as wide as a space.
  static func space(_ width: Double) -> MathBox { MathBox(width: width) }

  /// An outline whose upper left corner lies at a place above the baseline.
  init(_ glyph: Glyph, width: Double, ascent: Double, height: Double) {
    self.width = width
    self.ascent = ascent
    descent = height - ascent
    glyphs = [.init(glyph: glyph, x: 0, y: -ascent)]
    ink = Rect(x: 0, y: -ascent, width: width, height: height)
  }

  init(width: Double = 0) { self.width = width }

  /// Puts another box into this one, moved by `x` and, downwards, by `y`; the width stays.
  mutating func place(_ other: MathBox, x: Double, y: Double = 0) {
    for placed in other.glyphs {
      glyphs.append(.init(glyph: placed.glyph, x: placed.x + x, y: placed.y + y))
    }
    guard let otherInk = other.ink else { return }
    let moved = Rect(
      x: otherInk.x + x, y: otherInk.y + y, width: otherInk.width, height: otherInk.height)
    if let ink {
      self.ink = ink.union(moved)
      ascent = max(ascent, other.ascent - y)
      descent = max(descent, other.descent + y)
    } else {
      ink = moved
      ascent = other.ascent - y
      descent = other.descent + y
    }
  }

  /// Adds a box at the right.
  mutating func append(_ other: MathBox) {
    place(other, x: width)
    width += other.width
  }
}

/// Lengths of a font, as shares of its size, that decide how formulas are set.
struct MathMetrics {
  /// The height of a small letter without ascender, and of a capital.
  var xHeight: Double
  var capHeight: Double
  /// The height of the middle of a minus sign: fractions and matrices are centred there.
  var axis: Double
  /// How far a line of text reaches above and below its baseline.
  var lineAscent: Double
  var lineDescent: Double

  /// The thickness of fraction bars and roots.
  static let rule = 0.065
}

extension MathNode.Style {
  /// The size of the font against that of the text.
  var factor: Double {
    switch self {
    case .display, .text: 1
    case .script: 0.72
    case .scriptScript: 0.56
    }
  }

  /// The style of what stands raised or lowered.
  var script: MathNode.Style {
    switch self {
    case .display, .text: .script
    case .script, .scriptScript: .scriptScript
    }
  }

  /// The style of the parts of a fraction.
  var part: MathNode.Style {
    switch self {
    case .display: .text
    case .text: .script
    case .script, .scriptScript: .scriptScript
    }
  }
}
