/// A display list: everything a figure draws, in order, before it becomes SVG or pixels.
struct Scene {
  enum Command {
    case fill(Path, Paint)
    case stroke(Path, Paint, Stroke)
    /// An area filled with a pattern, transparent between its strokes.
    case hatch(Path, Hatch, Paint)
    /// The same symbol at many points.
    case symbols(Symbol, at: [Point], Paint)
    /// Text whose box has its upper left corner at a point, turned around that point.
    case text(ShapedText, at: Point, angle: Double, Paint)
    case image(Raster, Rect)
    /// A picture that has a form for light and one for dark pages.
    case themedImage(light: Raster, dark: Raster, Rect)
    case pushClip(Path)
    case popClip
  }

  let width: Double
  let height: Double
  /// How much smaller the scene is shown than it was laid out.
  var shrinkage = 1.0
  private(set) var commands: [Command] = []
  /// The boxes of all texts, for tests of collisions and for keeping labels apart.
  private(set) var textBoxes: [TextBox] = []

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func fill(_ path: Path, _ paint: Paint) {
    if !path.isEmpty { commands.append(.fill(path, paint)) }
  }

  mutating func stroke(_ path: Path, _ paint: Paint, _ stroke: Stroke) {
    if !path.isEmpty { commands.append(.stroke(path, paint, stroke)) }
  }

  mutating func hatch(_ path: Path, _ hatch: Hatch, _ paint: Paint) {
    if !path.isEmpty { commands.append(.hatch(path, hatch, paint)) }
  }

  mutating func symbols(_ symbol: Symbol, at points: [Point], _ paint: Paint) {
    if !points.isEmpty { commands.append(.symbols(symbol, at: points, paint)) }
  }

  mutating func image(_ raster: Raster, in rect: Rect) {
    commands.append(.image(raster, rect))
  }

  mutating func image(light: Raster, dark: Raster, in rect: Rect) {
    commands.append(.themedImage(light: light, dark: dark, rect))
  }

  /// Draws what `body` draws only inside a rectangle.
  mutating func clipped(to rect: Rect, _ body: (inout Scene) -> Void) {
    clipped(to: .rectangle(rect), body)
  }

  /// Draws what `body` draws only inside an outline.
  mutating func clipped(to outline: Path, _ body: (inout Scene) -> Void) {
    commands.append(.pushClip(outline))
    body(&self)
    commands.append(.popClip)
  }

  /// Draws text so that `anchor` of its box lies at a point.
  ///
  /// A turned text is turned by 90 degrees against the clock, or by any other angle around its
  /// anchor.
  mutating func text(
    _ text: ShapedText, at point: Point, anchor: Anchor = .center, angle: Double = 0, _ paint: Paint
  ) {
    guard !text.isEmpty else { return }
    let offset = Point(x: -text.width * anchor.x, y: -text.height * anchor.y)
    let turned = offset.turned(by: angle)
    commands.append(.text(text, at: point + turned, angle: angle, paint))
    textBoxes.append(
      TextBox(
        text: text.source, rect: text.bounds(at: point + turned, angle: angle),
        corners: text.corners(at: point + turned, angle: angle)))
  }

  /// Keeps a raster or text box list of another scene drawn on top of this one.
  mutating func append(_ other: Scene) {
    commands.append(contentsOf: other.commands)
    textBoxes.append(contentsOf: other.textBoxes)
  }
}

/// A text of a figure and the upright rectangle around its ink.
package struct TextBox: Sendable {
  package let text: String
  package let rect: Rect
  /// The corners of the ink, in order.
  let corners: [Point]

  /// Whether the ink of two texts overlaps by more than a tolerance.
  ///
  /// Two rectangles at any angle are apart when a line along an edge of either is between them.
  package func overlaps(_ other: TextBox, tolerance: Double = 0.4) -> Bool {
    guard rect.overlaps(other.rect) else { return false }
    for polygon in [corners, other.corners] {
      for index in 0..<2 {
        let edge = polygon[index + 1] - polygon[index]
        let length = max(edge.length, 1e-9)
        let axis = Point(x: -edge.y / length, y: edge.x / length)
        func reach(_ points: [Point]) -> (Double, Double) {
          let values = points.map { $0.x * axis.x + $0.y * axis.y }
          return (values.min() ?? 0, values.max() ?? 0)
        }
        let (a, b) = (reach(corners), reach(other.corners))
        if a.1 - tolerance <= b.0 || b.1 - tolerance <= a.0 { return false }
      }
    }
    return true
  }
}

/// A place in a text's box: 0 is left or top, 1 is right or bottom.
struct Anchor {
  var x: Double
  var y: Double

  static let center = Anchor(x: 0.5, y: 0.5)
  static let top = Anchor(x: 0.5, y: 0)
  static let bottom = Anchor(x: 0.5, y: 1)
  static let left = Anchor(x: 0, y: 0.5)
  static let right = Anchor(x: 1, y: 0.5)
  static let topLeft = Anchor(x: 0, y: 0)
  static let topRight = Anchor(x: 1, y: 0)
  static let bottomLeft = Anchor(x: 0, y: 1)
  static let bottomRight = Anchor(x: 1, y: 1)
}

/// How a line is drawn.
struct Stroke: Hashable {
  var width: Double
  /// Lengths of dashes and gaps in pixels; empty for a solid line.
  var dashes: [Double] = []
  var roundCaps = false
}

/// A symbol at a data point.
struct Symbol: Equatable {
  enum Kind: Equatable {
    case circle, square
    case filled(Path)
    case stroked(Path)
  }
  var kind: Kind
  var size: Double
  /// The width of the strokes of open symbols.
  var strokeWidth: Double = 1.5
}
