/// A picture, or a matrix of numbers shown as colours.
///
/// A picture holds bytes (one or three for each pixel); a matrix holds numbers and a colour map.
/// Row 0 is at the top. Pixel centres lie at whole coordinates unless `extent` says otherwise.
public struct ImageMark: Codable, Equatable, Sendable {
  /// The height in pixels.
  public var rows: Int
  /// The width in pixels.
  public var columns: Int
  /// The bytes of a picture in base64, row by row: grey (`rows * columns`) or RGB (three times that).
  public var pixels: String?
  /// The numbers of a matrix, row by row. NaN is left blank.
  public var values: Samples?
  /// The map from numbers to colours; nil means viridis.
  public var colorMap: ColorMap?
  /// The number at the lower end of the map; nil means the smallest.
  public var lower: Double?
  /// The number at the upper end of the map; nil means the largest.
  public var upper: Double?
  /// Whether numbers are written into the cells.
  public var showsValues: Bool?
  /// Whether pixels are blended into each other.
  public var smooth: Bool?
  /// Left, right, bottom and top edge in the coordinates of the axes.
  public var extent: [Double]?

  /// Creates a picture or a matrix.
  public init(
    rows: Int, columns: Int, pixels: String? = nil, values: Samples? = nil,
    colorMap: ColorMap? = nil, lower: Double? = nil, upper: Double? = nil,
    showsValues: Bool? = nil, smooth: Bool? = nil, extent: [Double]? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.pixels = pixels
    self.values = values
    self.colorMap = colorMap
    self.lower = lower
    self.upper = upper
    self.showsValues = showsValues
    self.smooth = smooth
    self.extent = extent
  }

  /// The left, right, bottom and top edge in the coordinates of the axes.
  public var edges: (left: Double, right: Double, bottom: Double, top: Double) {
    if let extent, extent.count == 4 { return (extent[0], extent[1], extent[2], extent[3]) }
    return (-0.5, Double(columns) - 0.5, Double(rows) - 0.5, -0.5)
  }
}
