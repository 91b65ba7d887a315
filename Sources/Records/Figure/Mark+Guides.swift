/// A straight line across the panel.
public struct RuleMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// Where the line stands.
  public var position: Double
  /// Whether the line is vertical.
  public var vertical: Bool
  /// Where the line starts along its own direction; nil means the edge.
  public var from: Double?
  /// Where the line ends along its own direction; nil means the edge.
  public var to: Double?
  /// Colour, dash.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, position: Double, vertical: Bool = false, from: Double? = nil,
    to: Double? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.position = position
    self.vertical = vertical
    self.from = from
    self.to = to
    self.style = style
  }
}

/// A filled strip across the panel.
public struct SpanMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// Where the strip starts.
  public var from: Double
  /// Where the strip ends.
  public var to: Double
  /// Whether the strip is vertical, so that `from` and `to` are horizontal coordinates.
  public var vertical: Bool
  /// Colour, opacity.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, from: Double, to: Double, vertical: Bool = false,
    style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.vertical = vertical
    self.style = style
  }
}

/// Text at a point.
public struct TextMark: Codable, Equatable, Sendable {
  /// The text, in the figure's mini markup.
  public var text: String
  /// The horizontal coordinate.
  public var x: Double
  /// The vertical coordinate.
  public var y: Double
  /// Which part of the text lies at the point; nil means its centre.
  public var anchor: Anchor?
  /// The font size in CSS pixels.
  public var size: Double?
  /// Whether the text stands in a box of its colour.
  public var boxed: Bool?
  /// Colour.
  public var style: MarkStyle

  /// Which part of a text lies at its point.
  public enum Anchor: String, Codable, Sendable, CaseIterable {
    /// The middle, the middle of an edge, or a corner.
    case center, left, right, top, bottom, topLeft, topRight, bottomLeft, bottomRight
  }

  /// Creates the mark.
  public init(
    text: String, x: Double, y: Double, anchor: Anchor? = nil, size: Double? = nil,
    boxed: Bool? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.anchor = anchor
    self.size = size
    self.boxed = boxed
    self.style = style
  }
}

/// An arrow, with text at its tail if there is any.
public struct ArrowMark: Codable, Equatable, Sendable {
  /// The text at the tail.
  public var text: String?
  /// The horizontal coordinate of the tail.
  public var fromX: Double
  /// The vertical coordinate of the tail.
  public var fromY: Double
  /// The horizontal coordinate of the head.
  public var toX: Double
  /// The vertical coordinate of the head.
  public var toY: Double
  /// Colour, width.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    text: String? = nil, fromX: Double, fromY: Double, toX: Double, toY: Double,
    style: MarkStyle = MarkStyle()
  ) {
    self.text = text
    self.fromX = fromX
    self.fromY = fromY
    self.toX = toX
    self.toY = toY
    self.style = style
  }
}

/// A rectangle or an ellipse.
public struct ShapeMark: Codable, Equatable, Sendable {
  /// Which of them.
  public var shape: Shape
  /// A label at the upper left corner, as for a bounding box.
  public var name: String?
  /// The smaller horizontal coordinate.
  public var x: Double
  /// The smaller vertical coordinate.
  public var y: Double
  /// The width.
  public var width: Double
  /// The height.
  public var height: Double
  /// Whether it is filled.
  public var filled: Bool?
  /// Colour, dash, opacity.
  public var style: MarkStyle

  /// The outlines that there are.
  public enum Shape: String, Codable, Sendable {
    /// A rectangle, or the ellipse in it.
    case rectangle, ellipse
  }

  /// Creates the mark.
  public init(
    shape: Shape = .rectangle, name: String? = nil, x: Double, y: Double, width: Double,
    height: Double, filled: Bool? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.shape = shape
    self.name = name
    self.x = x
    self.y = y
    self.width = width
    self.height = height
    self.filled = filled
    self.style = style
  }
}
