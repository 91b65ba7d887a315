import Records

extension MathOutlines {
  /// The size of an accent over ink and a box of given widths.
  static func size(
    _ accent: MathNode.Accent, over ink: Double, _ box: Double, _ em: Double
  ) -> (width: Double, height: Double) {
    let wide = max(ink, 0.3 * em)
    switch accent {
    case .hat, .check: return (0.4 * em, 0.17 * em)
    case .tilde: return (0.44 * em, 0.14 * em)
    case .breve: return (0.38 * em, 0.14 * em)
    case .acute, .grave: return (0.22 * em, 0.18 * em)
    case .mathring: return (0.22 * em, 0.22 * em)
    case .bar: return (min(max(ink * 0.92, 0.34 * em), 0.6 * em), 0.065 * em)
    case .vec: return (max(min(ink, 0.7 * em), 0.5 * em), 0.24 * em)
    case .dot: return (0.125 * em, 0.125 * em)
    case .ddot: return (0.36 * em, 0.125 * em)
    case .widehat: return (max(wide, 0.4 * em), min(0.15 * em + 0.05 * wide, 0.28 * em))
    case .widetilde: return (max(wide, 0.44 * em), min(0.13 * em + 0.035 * wide, 0.22 * em))
    case .overline, .underline: return (max(ink, box * 0.96), 0.065 * em)
    case .overrightarrow: return (max(wide, 0.5 * em), 0.24 * em)
    case .overbrace, .underbrace: return (max(wide, 0.9 * em), 0.3 * em)
    }
  }

  /// An accent's outline.
  static func accent(
    _ accent: MathNode.Accent, width w: Double, height h: Double, em: Double
  ) -> Path {
    let t = 0.075 * em
    switch accent {
    case .hat, .widehat: return hat(w, h, t)
    case .check: return hat(w, h, t).mapped { Point(x: $0.x, y: h - $0.y) }
    case .tilde, .widetilde: return tilde(w, h)
    case .bar, .overline, .underline: return .rectangle(Rect(x: 0, y: 0, width: w, height: h))
    case .vec, .overrightarrow: return arrow(w, h, 0.06 * em)
    case .dot: return .ellipse(in: Rect(x: 0, y: 0, width: w, height: h))
    case .ddot:
      var path = Path.ellipse(in: Rect(x: 0, y: 0, width: h, height: h))
      path.append(.ellipse(in: Rect(x: w - h, y: 0, width: h, height: h)))
      return path
    case .mathring:
      var path = Path.ellipse(in: Rect(x: 0, y: 0, width: w, height: h))
      // The hole turns the other way.
      path.append(
        Path.ellipse(in: Rect(x: t, y: t, width: w - 2 * t, height: h - 2 * t)).mapped {
          Point(x: w - $0.x, y: $0.y)
        })
      return path
    case .breve:
      var path = Path()
      path.move(0, 0)
      path.curve((w * 0.1, h * 1.34), (w * 0.9, h * 1.34), (w, 0))
      path.line(w - t, 0)
      path.curve((w * 0.8, h * 0.8), (w * 0.2, h * 0.8), (t, 0))
      path.close()
      return path
    case .acute: return stroke(w, h, t)
    case .grave: return stroke(w, h, t).mapped { Point(x: w - $0.x, y: $0.y) }
    case .overbrace: return lyingBrace(width: w, height: h, em: em, upwards: true)
    case .underbrace: return lyingBrace(width: w, height: h, em: em, upwards: false)
    }
  }

  private static func hat(_ w: Double, _ h: Double, _ t: Double) -> Path {
    Path(
      [
        Point(x: 0, y: h), Point(x: w / 2 - t * 0.55, y: 0), Point(x: w / 2 + t * 0.55, y: 0),
        Point(x: w, y: h), Point(x: w - t * 1.2, y: h), Point(x: w / 2, y: t),
        Point(x: t * 1.2, y: h),
      ], closed: true)
  }

  private static func tilde(_ w: Double, _ h: Double) -> Path {
    var path = Path()
    path.move(0, h * 0.86)
    path.curve((w * 0.06, h * 0.22), (w * 0.17, 0), (w * 0.29, 0))
    path.curve((w * 0.45, 0), (w * 0.57, h * 0.52), (w * 0.71, h * 0.52))
    path.curve((w * 0.79, h * 0.52), (w * 0.84, h * 0.38), (w * 0.87, h * 0.08))
    path.line(w, h * 0.14)
    path.curve((w * 0.94, h * 0.78), (w * 0.83, h), (w * 0.71, h))
    path.curve((w * 0.55, h), (w * 0.43, h * 0.48), (w * 0.29, h * 0.48))
    path.curve((w * 0.21, h * 0.48), (w * 0.16, h * 0.62), (w * 0.13, h * 0.92))
    path.close()
    return path
  }

  private static func arrow(_ w: Double, _ h: Double, _ t: Double) -> Path {
    let middle = h / 2
    let head = h * 0.62
    return Path(
      [
        Point(x: 0, y: middle - t / 2), Point(x: w - t * 1.2, y: middle - t / 2),
        Point(x: w - head, y: h * 0.08), Point(x: w - head + t * 0.9, y: 0),
        Point(x: w, y: middle), Point(x: w - head + t * 0.9, y: h),
        Point(x: w - head, y: h * 0.92), Point(x: w - t * 1.2, y: middle + t / 2),
        Point(x: 0, y: middle + t / 2),
      ], closed: true)
  }

  private static func stroke(_ w: Double, _ h: Double, _ t: Double) -> Path {
    Path(
      [
        Point(x: 0, y: h), Point(x: w - t * 1.5, y: 0), Point(x: w, y: 0), Point(x: t, y: h),
      ], closed: true)
  }
}
