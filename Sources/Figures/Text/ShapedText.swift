/// Text after shaping: its size and the outlines of its glyphs, relative to the box's upper left.
struct ShapedText {
  /// A glyph and where its origin lies.
  struct PlacedGlyph {
    var glyph: Glyph
    var x: Double
    var y: Double
  }

  /// The text as its author wrote it.
  let source: String
  let width: Double
  let height: Double
  /// How far the first line's baseline lies below the top.
  let baseline: Double
  /// The rectangle around what is inked.
  let ink: Rect
  let glyphs: [PlacedGlyph]

  var isEmpty: Bool { glyphs.isEmpty }

  static let empty = ShapedText(
    source: "", width: 0, height: 0, baseline: 0, ink: Rect(x: 0, y: 0, width: 0, height: 0),
    glyphs: [])

  /// The corners of the ink, in order, when the box's upper left lies at `origin`.
  func corners(at origin: Point, angle: Double) -> [Point] {
    [
      Point(x: ink.x, y: ink.y), Point(x: ink.maxX, y: ink.y), Point(x: ink.maxX, y: ink.maxY),
      Point(x: ink.x, y: ink.maxY),
    ].map { origin + $0.turned(by: angle) }
  }

  /// The upright rectangle around the ink when the box's upper left lies at `origin`.
  func bounds(at origin: Point, angle: Double) -> Rect {
    let corners = corners(at: origin, angle: angle)
    let xs = corners.map(\.x)
    let ys = corners.map(\.y)
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    return Rect(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
  }
}

/// The outline of a glyph at one size. Identity stands for equality: the engine makes one per glyph.
final class Glyph: Sendable {
  let outline: Path

  init(outline: Path) { self.outline = outline }
}

/// The measures of a text that was set.
package struct TextShape: Sendable {
  package let width: Double
  package let height: Double
  /// How far the first line's baseline lies below the top.
  package let baseline: Double
  /// The rectangle around what is inked.
  package let ink: Rect
  /// The rectangle of each outline, in the order in which they were set.
  package let outlines: [Rect]
}

/// How text looks.
struct Font: Hashable {
  /// The size in CSS pixels.
  var size: Double
  var bold = false
}
