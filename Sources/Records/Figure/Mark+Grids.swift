/// Lines or areas of equal height.
public struct ContourMark: Codable, Equatable, Sendable {
  /// The horizontal coordinates of the grid's columns.
  public var x: Samples
  /// The vertical coordinates of the grid's rows.
  public var y: Samples
  /// The heights, row by row.
  public var z: Samples
  /// The heights at which lines are drawn or areas meet.
  public var levels: Samples
  /// Whether areas are filled.
  public var filled: Bool?
  /// Whether lines carry their height.
  public var showsLevels: Bool?
  /// The map for the levels; nil draws lines in the series' colour.
  public var colorMap: ColorMap?
  /// Colour, width.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    x: Samples, y: Samples, z: Samples, levels: Samples, filled: Bool? = nil,
    showsLevels: Bool? = nil, colorMap: ColorMap? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.x = x
    self.y = y
    self.z = z
    self.levels = levels
    self.filled = filled
    self.showsLevels = showsLevels
    self.colorMap = colorMap
    self.style = style
  }
}

/// A field of arrows.
public struct QuiverMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The horizontal coordinates of the tails.
  public var x: Samples
  /// The vertical coordinates of the tails.
  public var y: Samples
  /// The horizontal components.
  public var u: Samples
  /// The vertical components.
  public var v: Samples
  /// Numbers that a colour map turns into colours, one for each arrow.
  public var values: Samples?
  /// The map for `values`.
  public var colorMap: ColorMap?
  /// The value at the lower end of the map; nil means the smallest.
  public var lower: Double?
  /// The value at the upper end of the map; nil means the largest.
  public var upper: Double?
  /// How long an arrow of length one is, in units of the horizontal axis; nil fits them.
  public var scale: Double?
  /// Colour, width.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, u: Samples, v: Samples, values: Samples? = nil,
    colorMap: ColorMap? = nil, lower: Double? = nil, upper: Double? = nil, scale: Double? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.u = u
    self.v = v
    self.values = values
    self.colorMap = colorMap
    self.lower = lower
    self.upper = upper
    self.scale = scale
    self.style = style
  }
}

/// A surface over a grid, in three dimensions.
public struct SurfaceMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The coordinates of the grid's columns.
  public var x: Samples
  /// The coordinates of the grid's rows.
  public var y: Samples
  /// The heights, row by row.
  public var z: Samples
  /// Whether only the mesh is drawn.
  public var wireframe: Bool?
  /// The map for the heights.
  public var colorMap: ColorMap?
  /// Colour, width, opacity.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, z: Samples, wireframe: Bool? = nil,
    colorMap: ColorMap? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.z = z
    self.wireframe = wireframe
    self.colorMap = colorMap
    self.style = style
  }
}

/// A curve or points in three dimensions.
public struct Line3DMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The first coordinates.
  public var x: Samples
  /// The second coordinates.
  public var y: Samples
  /// The third coordinates.
  public var z: Samples
  /// Colour, dash, marker.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, x: Samples, y: Samples, z: Samples, style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.x = x
    self.y = y
    self.z = z
    self.style = style
  }
}
