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
    var grounds: [(bounds: Rect, paint: Paint?)] = []
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
      case .fill(let path, let paint):
        if let bounds = path.bounds { grounds.append((bounds, paint)) }
      case .image(_, let rect), .themedImage(_, _, let rect): grounds.append((rect, nil))
      case .stroke(_, let paint, _): add(.line, paint, on: theme.paper)
      case .symbols(_, _, let paint): add(.points, paint, on: theme.paper)
      case .text(let text, let origin, let angle, let paint):
        let box = text.bounds(at: origin, angle: angle)
        let below = grounds.filter { $0.bounds.contains(Point(x: box.midX, y: box.midY)) }
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
