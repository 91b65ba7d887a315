import Glibc
public import Records

extension ImageMark {
  /// A matrix shown as colours.
  ///
  /// - Parameters:
  ///   - range: The numbers at the ends of the map; nil takes the smallest and the largest.
  ///   - x: The left and the right edge in the coordinates of the axis; nil counts columns.
  ///   - y: The lower and the upper edge; nil counts rows from the top.
  ///   - smooth: Whether cells are blended into each other; nil does so where they are smaller than
  ///     pixels.
  public init(
    matrix: some PlotGrid, colorMap: ColorMap? = nil, range: ClosedRange<Double>? = nil,
    showsValues: Bool = false, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    smooth: Bool? = nil
  ) {
    let grid = matrix.plotGrid
    PlotCheck.run("heatmap") { () throws(PlotError) in
      try PlotCheck.notEmpty("the matrix", grid.values)
    }
    self.init(
      rows: grid.rows, columns: grid.columns, values: Samples(grid.values), colorMap: colorMap,
      lower: range?.lowerBound, upper: range?.upperBound, showsValues: showsValues ? true : nil,
      smooth: smooth, extent: Self.extent(x, y, rows: grid.rows, columns: grid.columns))
  }

  private static func extent(
    _ x: ClosedRange<Double>?, _ y: ClosedRange<Double>?, rows: Int, columns: Int
  ) -> [Double]? {
    if x == nil, y == nil { return nil }
    return [
      x?.lowerBound ?? -0.5, x?.upperBound ?? Double(columns) - 0.5,
      y?.lowerBound ?? Double(rows) - 0.5, y?.upperBound ?? -0.5,
    ]
  }

  /// A picture.
  ///
  /// - Parameters:
  ///   - x: The left and the right edge in the coordinates of the axis; nil counts pixels.
  ///   - y: The lower and the upper edge; nil counts pixels from the top.
  ///   - smooth: Whether pixels are blended into each other.
  public init(
    picture: some PlotPicture, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil,
    smooth: Bool? = nil
  ) {
    let picture = picture.plotPicture
    PlotCheck.run("image") { () throws(PlotError) in
      if picture.rows * picture.columns == 0 { throw .empty("the picture") }
    }
    self.init(
      rows: picture.rows, columns: picture.columns, pixels: picture.base64, smooth: smooth,
      extent: Self.extent(x, y, rows: picture.rows, columns: picture.columns))
  }
}

extension ContourMark {
  /// Lines or areas of equal height over a grid; row i of `z` belongs to `y[i]`.
  ///
  /// - Parameter levels: The heights; nil chooses about eight round ones.
  public init(
    _ x: some PlotData, _ y: some PlotData, _ z: some PlotGrid, levels: [Double]? = nil,
    filled: Bool = false, showsLevels: Bool = false, colorMap: ColorMap? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    let (xs, ys, grid) = (x.plotValues, y.plotValues, z.plotGrid)
    PlotCheck.run("contour") { () throws(PlotError) in
      try PlotCheck.notEmpty("z", grid.values)
      if xs.count != grid.columns || ys.count != grid.rows {
        throw .lengths(
          "x and the columns of z, y and its rows", [xs.count, grid.columns, ys.count, grid.rows])
      }
    }
    self.init(
      x: Samples(xs), y: Samples(ys), z: Samples(grid.values),
      levels: Samples(levels?.sorted() ?? RoundLevels.over(grid.values, about: 8, filled: filled)),
      filled: filled ? true : nil, showsLevels: showsLevels ? true : nil, colorMap: colorMap,
      style: style)
  }
}

extension QuiverMark {
  /// Arrows at points. Without a scale the longest is as long as arrows lie apart.
  ///
  /// - Parameters:
  ///   - values: Numbers that become colours, one for each arrow.
  ///   - range: The numbers at the ends of the map; nil takes the smallest and the largest.
  public init(
    _ x: some PlotData, _ y: some PlotData, _ u: some PlotData, _ v: some PlotData,
    values: (any PlotData)? = nil, colorMap: ColorMap? = nil, range: ClosedRange<Double>? = nil,
    scale: Double? = nil, name: String? = nil, style: MarkStyle = MarkStyle()
  ) {
    let columns = [x.plotValues, y.plotValues, u.plotValues, v.plotValues]
    let colors = values?.plotValues
    PlotCheck.run("quiver") { () throws(PlotError) in
      try PlotCheck.sameLengths("x, y, u and v", columns)
      if let colors { try PlotCheck.sameLengths("x and values", [columns[0], colors]) }
      try PlotCheck.notEmpty("x", columns[0])
    }
    self.init(
      name: name, x: Samples(columns[0]), y: Samples(columns[1]), u: Samples(columns[2]),
      v: Samples(columns[3]), values: colors.map { Samples($0) }, colorMap: colorMap,
      lower: range?.lowerBound, upper: range?.upperBound, scale: scale, style: style)
  }
}

extension SurfaceMark {
  /// A surface over a grid; row i of `z` belongs to `y[i]`.
  public init(
    _ x: some PlotData, _ y: some PlotData, _ z: some PlotGrid, wireframe: Bool = false,
    name: String? = nil, colorMap: ColorMap? = nil, style: MarkStyle = MarkStyle()
  ) {
    let (xs, ys, grid) = (x.plotValues, y.plotValues, z.plotGrid)
    PlotCheck.run("surface") { () throws(PlotError) in
      try PlotCheck.notEmpty("z", grid.values)
      if xs.count != grid.columns || ys.count != grid.rows {
        throw .lengths(
          "x and the columns of z, y and its rows", [xs.count, grid.columns, ys.count, grid.rows])
      }
    }
    self.init(
      name: name, x: Samples(xs), y: Samples(ys), z: Samples(grid.values),
      wireframe: wireframe ? true : nil, colorMap: colorMap, style: style)
  }
}

extension Line3DMark {
  /// A curve or points in space.
  public init(
    _ x: some PlotData, _ y: some PlotData, _ z: some PlotData, name: String? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    let columns = [x.plotValues, y.plotValues, z.plotValues]
    PlotCheck.run("plot") { () throws(PlotError) in
      try PlotCheck.sameLengths("x, y and z", columns)
      try PlotCheck.notEmpty("x", columns[0])
    }
    self.init(
      name: name, x: Samples(columns[0]), y: Samples(columns[1]), z: Samples(columns[2]),
      style: style)
  }
}

/// Round numbers for the levels of contours.
enum RoundLevels {
  /// About `count` multiples of 1, 2, 2.5 or 5 times a power of ten within the values' range; levels
  /// of areas also enclose it.
  static func over(_ values: [Double], about count: Int, filled: Bool) -> [Double] {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low else {
      let level = finite.first ?? 0
      return filled ? [level - 1, level + 1] : [level]
    }
    let raw = (high - low) / Double(count)
    let power = pow(10, log10(raw).rounded(.down))
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= raw * 0.999 } ?? 10) * power
    let first = (low / step).rounded(filled ? .down : .up)
    let last = (high / step).rounded(filled ? .up : .down)
    return stride(from: first, through: last, by: 1).map { Samples.rounded($0 * step) }
  }
}
