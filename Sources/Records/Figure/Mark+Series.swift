/// A line through points. A point with a NaN coordinate is a gap.
public struct LineMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The horizontal coordinates.
  public var x: Samples
  /// The vertical coordinates.
  public var y: Samples
  /// Numbers that a colour map turns into colours along the line, one for each point.
  public var values: Samples?
  /// The map for `values`.
  public var colorMap: ColorMap?
  /// The value at the lower end of the map; nil means the smallest.
  public var lower: Double?
  /// The value at the upper end of the map; nil means the largest.
  public var upper: Double?
  /// Colour, dash, marker.
  public var style: MarkStyle
  /// How the line steps from point to point; nil means straight.
  public var step: Step?
  /// Whether the second vertical axis counts.
  public var onSecondAxis: Bool?
  /// How many points there were, where the line was simplified to what can be seen.
  public var pointCount: Int?
  /// Which extreme value to point out.
  public var marksBest: Best?

  /// Where a stepped line changes its value.
  public enum Step: String, Codable, Sendable {
    /// Before, after, or in the middle between two points.
    case before, after, middle
  }

  /// An extreme value to point out.
  public enum Best: String, Codable, Sendable {
    /// The smallest or the largest value.
    case lowest, highest
  }

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, values: Samples? = nil, colorMap: ColorMap? = nil,
    lower: Double? = nil, upper: Double? = nil, style: MarkStyle = MarkStyle(), step: Step? = nil,
    onSecondAxis: Bool? = nil, pointCount: Int? = nil, marksBest: Best? = nil
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.values = values
    self.colorMap = colorMap
    self.lower = lower
    self.upper = upper
    self.style = style
    self.step = step
    self.onSecondAxis = onSecondAxis
    self.pointCount = pointCount
    self.marksBest = marksBest
  }
}

/// Points with sizes and colours.
public struct ScatterMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The horizontal coordinates.
  public var x: Samples
  /// The vertical coordinates.
  public var y: Samples
  /// The diameters in CSS pixels, one for each point.
  public var sizes: Samples?
  /// Numbers that a colour map turns into colours, one for each point.
  public var values: Samples?
  /// The map for `values`.
  public var colorMap: ColorMap?
  /// The value at the lower end of the map; nil means the smallest.
  public var lower: Double?
  /// The value at the upper end of the map; nil means the largest.
  public var upper: Double?
  /// Colour, marker, size.
  public var style: MarkStyle
  /// Whether the second vertical axis counts.
  public var onSecondAxis: Bool?
  /// How many points there were, where some lay on top of others and were left out.
  public var pointCount: Int?

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, sizes: Samples? = nil, values: Samples? = nil,
    colorMap: ColorMap? = nil, lower: Double? = nil, upper: Double? = nil,
    style: MarkStyle = MarkStyle(), onSecondAxis: Bool? = nil, pointCount: Int? = nil
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.sizes = sizes
    self.values = values
    self.colorMap = colorMap
    self.lower = lower
    self.upper = upper
    self.style = style
    self.onSecondAxis = onSecondAxis
    self.pointCount = pointCount
  }
}

/// Vertical stems from a base line to points.
public struct StemMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The horizontal coordinates.
  public var x: Samples
  /// The vertical coordinates.
  public var y: Samples
  /// Where the stems start.
  public var base: Double
  /// Colour, marker.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, base: Double = 0, style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.base = base
    self.style = style
  }
}

/// The area between two curves.
public struct BandMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The horizontal coordinates.
  public var x: Samples
  /// One edge.
  public var lower: Samples
  /// The other edge.
  public var upper: Samples
  /// Colour, opacity.
  public var style: MarkStyle
  /// Whether the second vertical axis counts.
  public var onSecondAxis: Bool?

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, lower: Samples, upper: Samples, style: MarkStyle = MarkStyle(),
    onSecondAxis: Bool? = nil
  ) {
    self.name = name
    self.x = x
    self.lower = lower
    self.upper = upper
    self.style = style
    self.onSecondAxis = onSecondAxis
  }
}

/// Points with error bars.
public struct ErrorBarMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The horizontal coordinates.
  public var x: Samples
  /// The vertical coordinates.
  public var y: Samples
  /// How far the bars reach down, one for each point.
  public var below: Samples
  /// How far the bars reach up, one for each point.
  public var above: Samples
  /// How far bars reach to the left.
  public var before: Samples?
  /// How far bars reach to the right.
  public var after: Samples?
  /// Colour, marker, dash of the connecting line (`none` by default).
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, below: Samples, above: Samples,
    before: Samples? = nil, after: Samples? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.below = below
    self.above = above
    self.before = before
    self.after = after
    self.style = style
  }
}
