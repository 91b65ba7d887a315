internal import Records

/// The pattern of an area: families of strokes and of dots, repeated in tiles that start at the
/// figure's corner.
package struct Hatch: Hashable, Sendable {
  /// The width and height of a tile: the distance of strokes that are asked for once.
  static let tile = 12.0

  private var rising = 0
  private var falling = 0
  private var upright = 0
  private var level = 0
  private var points = 0
  private var smallRings = 0
  private var largeRings = 0
  private var stars = 0

  /// Reads a hatch such as `//` or `x.`; nil where no character of it is known.
  package init?(_ text: String?) {
    for character in text ?? "" {
      switch character {
      case "/": rising += 1
      case "\\": falling += 1
      case "|": upright += 1
      case "-": level += 1
      case "x":
        rising += 1
        falling += 1
      case "+":
        upright += 1
        level += 1
      case ".": points += 1
      case "o": smallRings += 1
      case "O": largeRings += 1
      case "*": stars += 1
      default: break
      }
    }
    // More strokes than there are pixels would only be a fill.
    for count in [
      \Hatch.rising, \.falling, \.upright, \.level, \.points, \.smallRings, \.largeRings, \.stars,
    ] {
      self[keyPath: count] = min(self[keyPath: count], 6)
    }
    if families == 0 { return nil }
  }

  private var families: Int {
    rising + falling + upright + level + points + smallRings + largeRings + stars
  }

  /// Dense strokes are finer.
  var stroke: Stroke {
    let densest = max(rising, falling, upright, level, smallRings, largeRings)
    return Stroke(width: densest > 2 ? 0.8 : 1.1)
  }

  /// The strokes and rings that are seen in a rectangle.
  func strokes(over rect: Rect) -> Path {
    var path = Path()
    let size = Self.tile
    /// The places of `count` lines a tile between two coordinates.
    func places(_ count: Int, from low: Double, to high: Double) -> [Double] {
      guard count > 0 else { return [] }
      let step = size / Double(count)
      return stride(from: ((low / step - 0.5).rounded(.up) + 0.5) * step, through: high, by: step)
        .map { $0 }
    }
    // Strokes reach beyond the rectangle, so that their ends do not show.
    let outer = rect.inset(by: -2)
    for x in places(upright, from: outer.x, to: outer.maxX) {
      path.append(.segment(Point(x: x, y: outer.y), Point(x: x, y: outer.maxY)))
    }
    for y in places(level, from: outer.y, to: outer.maxY) {
      path.append(.segment(Point(x: outer.x, y: y), Point(x: outer.maxX, y: y)))
    }
    for sum in places(rising, from: outer.x + outer.y, to: outer.maxX + outer.maxY) {
      path.append(
        .segment(
          Point(x: sum - outer.maxY, y: outer.maxY), Point(x: sum - outer.y, y: outer.y)))
    }
    for difference in places(falling, from: outer.y - outer.maxX, to: outer.maxY - outer.x) {
      path.append(
        .segment(
          Point(x: outer.y - difference, y: outer.y),
          Point(x: outer.maxY - difference, y: outer.maxY)))
    }
    for (count, share) in [(smallRings, 0.14), (largeRings, 0.23)] {
      for center in centers(count, over: rect) {
        path.append(Self.circle(center, radius: max(0.7, size / Double(count) * share)))
      }
    }
    return path
  }

  /// The dots and stars that are seen in a rectangle.
  func dots(over rect: Rect) -> Path {
    var path = Path()
    for center in centers(points, over: rect) {
      path.append(Self.circle(center, radius: points > 2 ? 0.7 : 1.1))
    }
    for center in centers(stars, over: rect) {
      let size = max(2, Self.tile / Double(stars) * 0.38)
      if case .filled(let star) = Look.symbol(.star, size: size).kind {
        path.append(star.moved(by: center))
      }
    }
    return path
  }

  /// The middles of dots: those of a chess board's white fields, `count` to a tile's side.
  private func centers(_ count: Int, over rect: Rect) -> [Point] {
    guard count > 0 else { return [] }
    let step = Self.tile / Double(count)
    let outer = rect.inset(by: -step / 2)
    var centers: [Point] = []
    for row in Int((outer.y / step).rounded(.down))...Int((outer.maxY / step).rounded(.up)) {
      for column in Int((outer.x / step).rounded(.down))...Int((outer.maxX / step).rounded(.up)) {
        for share in [0.25, 0.75] {
          let center = Point(
            x: (Double(column) + share) * step, y: (Double(row) + share) * step)
          if outer.contains(center) { centers.append(center) }
        }
      }
    }
    return centers
  }

  private static func circle(_ center: Point, radius: Double) -> Path {
    .ellipse(
      in: Rect(
        x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius))
  }

  /// The colour of strokes on an area: paper or ink on a strong one, on a faint one its own colour,
  /// moved until it stands out 3 to 1 from what is seen of the area on each page.
  package static func colors(
    over color: (light: RGB, dark: RGB), opacity: Double
  ) -> (light: RGB, dark: RGB) {
    let paint = paint(over: Paint(light: color.light, dark: color.dark), opacity: opacity)
    return (paint.light, paint.dark)
  }

  static func paint(over paint: Paint, opacity: Double) -> Paint {
    func seen(_ theme: FigureTheme) -> RGB {
      theme.paper.mixed(with: paint.color(in: theme), opacity)
    }
    if opacity < 0.6 {
      let light = paint.light.standingOut(from: seen(.light), ratio: 3)
      let dark = paint.dark.standingOut(from: seen(.dark), ratio: 3)
      // The page's variable would bring back the paler colour.
      let isSame = light == paint.light && dark == paint.dark
      return Paint(light: light, dark: dark, variable: isSame ? paint.variable : nil)
    }
    // Paper first, so that series beside each other have the same strokes.
    func isPaper(_ theme: FigureTheme) -> Bool {
      let contrast = seen(theme).contrast(with: theme.paper)
      return contrast >= 3 || contrast >= seen(theme).contrast(with: Paint.ink.color(in: theme))
    }
    switch (isPaper(.light), isPaper(.dark)) {
    case (true, true): return .paper
    case (false, false): return .ink
    case (let light, let dark):
      return Paint(
        light: (light ? Paint.paper : .ink).light, dark: (dark ? Paint.paper : .ink).dark)
    }
  }
}

extension Scene {
  /// Fills an area in a mark's colour and with its hatch.
  ///
  /// - Parameter opacity: How opaque the colour is where the style says nothing; nil for a hatch on
  ///   nothing.
  mutating func area(_ path: Path, _ look: Look, opacity: Double?) {
    let shown = opacity.map { look.opacity ?? $0 } ?? 0
    if shown > 0 { fill(path, look.paint.opacity(shown)) }
    if let hatch = look.hatch {
      self.hatch(path, hatch, Hatch.paint(over: look.paint, opacity: shown))
    }
  }
}
