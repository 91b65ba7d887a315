/// How a mark is drawn. Whatever is nil follows the mark's place among the series of its panel.
public struct MarkStyle: Codable, Equatable, Sendable {
  /// The pattern of a line.
  public enum Dash: String, Codable, Sendable, CaseIterable {
    /// One stroke, dashes, dots, or dashes and dots in turn.
    case solid, dashed, dotted, dashDot
    /// No line at all: only markers.
    case none
  }

  /// The symbol at each point.
  public enum Marker: String, Codable, Sendable, CaseIterable {
    /// Closed symbols, filled.
    case circle, square, diamond, triangle, triangleDown, star
    /// Open symbols, made of strokes.
    case plus, cross
    /// A small dot.
    case point
  }

  /// The colour: a CSS name, `#rrggbb`, one of Matplotlib's letters, or `C0` to `C7` for the colours
  /// of the series.
  public var color: String?
  /// The pattern of lines.
  public var dash: Dash?
  /// The width of lines in CSS pixels.
  public var width: Double?
  /// The symbol at each point.
  public var marker: Marker?
  /// The diameter of symbols in CSS pixels.
  public var markerSize: Double?
  /// How opaque it is, from 0 to 1.
  public var opacity: Double?
  /// The pattern of an area: one or more of ``hatchCharacters``, where repeating one makes its
  /// strokes denser, as in `"//"` or `"x."`.
  public var hatch: String?

  /// What a hatch is made of: rising and falling strokes, upright and level ones, both of either
  /// kind (`x`, `+`), dots, small and large rings, and stars.
  public static let hatchCharacters = "/\\|-x+.oO*"

  /// Creates a style.
  public init(
    color: String? = nil, dash: Dash? = nil, width: Double? = nil, marker: Marker? = nil,
    markerSize: Double? = nil, opacity: Double? = nil, hatch: String? = nil
  ) {
    self.color = color
    self.dash = dash
    self.width = width
    self.marker = marker
    self.markerSize = markerSize
    self.opacity = opacity
    self.hatch = hatch
  }
}

/// A map from numbers to colours.
public enum ColorMap: String, Codable, Sendable, CaseIterable {
  /// Sequential maps that are even to the eye and survive grey printing.
  case viridis, magma, inferno, plasma, cividis
  /// Black to white, and white to black.
  case gray, reversedGray
  /// Light to dark in one hue.
  case reds, blues, greens
  /// Two hues with a light middle, for values with a sign.
  case coolwarm, redBlue
}
