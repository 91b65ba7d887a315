/// How well something in a figure can be seen, for tests.
package struct DrawnContrast: Sendable {
  /// What is looked at.
  package enum Kind: Equatable, Sendable {
    case text(String)
    case line, points
  }

  package let kind: Kind
  package let theme: FigureTheme
  /// The contrast with what lies behind it.
  package let ratio: Double
  /// Whether it is a grid line, which only guides the eye.
  package let isGrid: Bool
}

extension Scene {
  /// The contrast of all texts, lines and points, each as it is seen through its opacity.
  ///
  /// Texts are compared with the areas they lie on, everything else with the page. Texts on pictures
  /// are left out.
  func contrasts(on theme: FigureTheme) -> [DrawnContrast] {
    var grounds: [(outline: Path, paint: Paint?)] = []
    var found: [DrawnContrast] = []
    func add(_ kind: DrawnContrast.Kind, _ paint: Paint, on ground: RGB) {
      let seen = paint.color(in: theme).over(ground, opacity: paint.opacity)
      found.append(
        DrawnContrast(
          kind: kind, theme: theme, ratio: seen.contrast(with: ground),
          isGrid: paint.opacity(1) == .grid))
    }
    for command in commands {
      switch command {
      case .fill(let path, let paint): grounds.append((path, paint))
      case .image(_, let rect), .themedImage(_, _, let rect):
        grounds.append((.rectangle(rect), nil))
      // Lines in the page's colour part areas from each other.
      case .stroke(_, let paint, _) where paint.opacity(1) == .paper: break
      case .stroke(_, let paint, _): add(.line, paint, on: theme.paper)
      case .symbols(_, _, let paint): add(.points, paint, on: theme.paper)
      case .text(let text, let origin, let angle, let paint):
        let box = text.bounds(at: origin, angle: angle)
        let below = grounds.filter { $0.outline.encloses(Point(x: box.midX, y: box.midY)) }
        guard below.allSatisfy({ $0.paint != nil }) else { continue }
        let ground = below.reduce(theme.paper) { color, item in
          guard let paint = item.paint else { return color }
          return paint.color(in: theme).over(color, opacity: paint.opacity)
        }
        add(.text(text.source), paint, on: ground)
      default: break
      }
    }
    return found
  }
}

extension Path {
  /// Whether a point lies inside, by the number of edges to its right; curves count as chords of
  /// their eighths.
  fileprivate func encloses(_ point: Point) -> Bool {
    var (isInside, start, last) = (false, Point(x: 0, y: 0), Point(x: 0, y: 0))
    func edge(to next: Point) {
      if (last.y > point.y) != (next.y > point.y) {
        let share = (point.y - last.y) / (next.y - last.y)
        if last.x + share * (next.x - last.x) > point.x { isInside.toggle() }
      }
      last = next
    }
    for element in elements {
      switch element {
      case .move(let next):
        edge(to: start)
        (start, last) = (next, next)
      case .line(let next): edge(to: next)
      case .curve(let a, let b, let end):
        let from = last
        for eighth in 1...8 {
          let t = Double(eighth) / 8
          // De Casteljau's construction.
          func between(_ p: Point, _ q: Point) -> Point { p * (1 - t) + q * t }
          let (first, middle, third) = (between(from, a), between(a, b), between(b, end))
          edge(to: between(between(first, middle), between(middle, third)))
        }
      case .close: edge(to: start)
      }
    }
    edge(to: start)
    return isInside
  }
}
