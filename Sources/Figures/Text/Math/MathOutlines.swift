import Records

/// The outlines of signs that are made to measure: roots, tall delimiters, wide accents.
///
/// All lie in a rectangle from the origin, y growing downwards, and have the strokes of the letters
/// beside them whatever their size.
enum MathOutlines {
  // MARK: - Roots

  /// A root: a hook, a thick stroke down, a thin one up, and the bar.
  static func root(
    sign: Double, width: Double, height: Double, rule: Double, thick: Double, hook: Double
  ) -> Path {
    let top = height - hook
    let low = sign * 0.46
    return Path(
      [
        Point(x: 0, y: top + thick * 1.05), Point(x: sign * 0.2, y: top),
        Point(x: low + thick * 0.1, y: height - thick * 1.7), Point(x: sign - rule * 0.55, y: 0),
        Point(x: width, y: 0), Point(x: width, y: rule), Point(x: sign + rule * 0.35, y: rule),
        Point(x: low + thick * 0.3, y: height), Point(x: low - thick * 0.35, y: height),
        Point(x: sign * 0.2 - thick * 0.35, y: top + thick * 0.95),
        Point(x: thick * 0.25, y: top + thick * 1.5),
      ], closed: true)
  }

  // MARK: - Delimiters

  private static let mirrored: [String: String] = [
    ")": "(", "]": "[", "}": "{", "⟩": "⟨", "⌋": "⌊", "⌉": "⌈",
  ]

  /// The width of a delimiter, or nil for one that is stretched.
  static func width(of text: String, height: Double, em: Double) -> Double? {
    let tall = min(height / em, 6)
    switch mirrored[text] ?? text {
    case "(": return (0.2 + 0.035 * tall) * em
    case "[", "⌊", "⌈": return (0.2 + 0.015 * tall) * em
    case "{": return (0.36 + 0.02 * tall) * em
    case "⟨": return (0.2 + 0.035 * tall) * em
    case "|": return 0.07 * em
    case "‖": return 0.25 * em
    case "/", "\\": return min(0.33 * height, 0.8 * em)
    default: return nil
    }
  }

  /// A delimiter's outline.
  static func delimiter(_ text: String, width w: Double, height h: Double, em: Double) -> Path {
    if let other = mirrored[text] {
      return delimiter(other, width: w, height: h, em: em).mapped { Point(x: w - $0.x, y: $0.y) }
    }
    let t = 0.095 * em
    switch text {
    case "(": return parenthesis(w, h, t, bend: min(h / 2, 1.5 * em))
    case "{": return brace(w, h, t, bend: min(h / 4, 0.6 * em))
    case "[": return bracket(w, h, t, upper: true, lower: true)
    case "⌈": return bracket(w, h, t, upper: true, lower: false)
    case "⌊": return bracket(w, h, t, upper: false, lower: true)
    case "⟨":
      let thick = 0.9 * t
      return Path(
        [
          Point(x: w - thick, y: 0), Point(x: 0, y: h / 2), Point(x: w - thick, y: h),
          Point(x: w, y: h), Point(x: thick, y: h / 2), Point(x: w, y: 0),
        ], closed: true)
    case "‖":
      let thick = 0.07 * em
      var path = Path.rectangle(Rect(x: 0, y: 0, width: thick, height: h))
      path.append(.rectangle(Rect(x: w - thick, y: 0, width: thick, height: h)))
      return path
    case "/", "\\":
      let thick = 0.085 * em
      let path = Path(
        [
          Point(x: w - thick, y: 0), Point(x: w, y: 0), Point(x: thick, y: h), Point(x: 0, y: h),
        ], closed: true)
      return text == "/" ? path : path.mapped { Point(x: w - $0.x, y: $0.y) }
    default: return .rectangle(Rect(x: 0, y: 0, width: w, height: h))
    }
  }

  private static func parenthesis(_ w: Double, _ h: Double, _ t: Double, bend b: Double) -> Path {
    var path = Path()
    path.move(w - t * 0.55, 0)
    path.curve((w * 0.3, b * 0.26), (0, b * 0.6), (0, b))
    path.line(0, h - b)
    path.curve((0, h - b * 0.6), (w * 0.3, h - b * 0.26), (w - t * 0.55, h))
    path.line(w, h - t * 0.18)
    path.curve((w * 0.3 + t, h - b * 0.28), (t, h - b * 0.6), (t, h - b))
    path.line(t, b)
    path.curve((t, b * 0.6), (w * 0.3 + t, b * 0.28), (w, t * 0.18))
    path.close()
    return path
  }

  private static func brace(_ w: Double, _ h: Double, _ t: Double, bend r: Double) -> Path {
    let middle = w * 0.48
    let (left, right) = (middle - t / 2, middle + t / 2)
    let tip = t * 0.62
    var path = Path()
    path.move(w, 0)
    path.curve((middle + (w - middle) * 0.15, 0), (left, r * 0.3), (left, r))
    path.line(left, h / 2 - r)
    path.curve((left, h / 2 - r * 0.35), (w * 0.22, h / 2 - tip / 2), (0, h / 2 - tip / 2))
    path.line(0, h / 2 + tip / 2)
    path.curve((w * 0.22, h / 2 + tip / 2), (left, h / 2 + r * 0.35), (left, h / 2 + r))
    path.line(left, h - r)
    path.curve((left, h - r * 0.3), (middle + (w - middle) * 0.15, h), (w, h))
    path.line(w, h - tip)
    path.curve((right + (w - right) * 0.3, h - tip), (right, h - r * 0.55), (right, h - r))
    path.line(right, h / 2 + r)
    path.curve((right, h / 2 + r * 0.45), (w * 0.34, h / 2 + tip * 0.2), (w * 0.24, h / 2))
    path.curve((w * 0.34, h / 2 - tip * 0.2), (right, h / 2 - r * 0.45), (right, h / 2 - r))
    path.line(right, r)
    path.curve((right, r * 0.55), (right + (w - right) * 0.3, tip), (w, tip))
    path.close()
    return path
  }

  private static func bracket(
    _ w: Double, _ h: Double, _ t: Double, upper: Bool, lower: Bool
  ) -> Path {
    let foot = t * 0.8
    var points = [Point(x: 0, y: 0)]
    points +=
      upper ? [Point(x: w, y: 0), Point(x: w, y: foot), Point(x: t, y: foot)] : [Point(x: t, y: 0)]
    points +=
      lower
      ? [Point(x: t, y: h - foot), Point(x: w, y: h - foot), Point(x: w, y: h)]
      : [Point(x: t, y: h)]
    points.append(Point(x: 0, y: h))
    return Path(points, closed: true)
  }

  /// A brace that lies above something, its point upwards.
  static func lyingBrace(width: Double, height: Double, em: Double, upwards: Bool) -> Path {
    brace(height, width, 0.085 * em, bend: min(width / 4, 0.5 * em)).mapped {
      Point(x: $0.y, y: upwards ? $0.x : height - $0.x)
    }
  }
}
