public import Records

/// A matrix shown as colours, with a colour bar.
///
/// - Parameters:
///   - rowNames: What stands beside the rows instead of their numbers.
///   - range: The numbers at the ends of the map.
///   - showsValues: Whether numbers are written into the cells.
public func heatmap(
  _ matrix: some PlotGrid, xLabel: String? = nil, yLabel: String? = nil, title: String? = nil,
  rowNames: [String] = [], columnNames: [String] = [], colorMap: ColorMap = .viridis,
  range: ClosedRange<Double>? = nil, showsValues: Bool = false, colorBar: String = "",
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let mark = ImageMark(
    matrix: matrix, colorMap: colorMap, range: range, showsValues: showsValues)
  var panel = Panel(
    marks: [.image(mark)], title: title, xLabel: xLabel, yLabel: yLabel, colorBar: colorBar
  ).record
  if !rowNames.isEmpty {
    panel.y.ticks = rowNames.indices.map(Double.init)
    panel.y.tickLabels = rowNames
  }
  if !columnNames.isEmpty {
    panel.x.ticks = columnNames.indices.map(Double.init)
    panel.x.tickLabels = columnNames
  }
  return Figure(panel, size: figureSize)
}

/// Matrices side by side with one map and one colour bar.
///
/// - Parameter columns: How many stand side by side; nil puts up to four in a row.
public func showHeatmaps(
  _ matrices: [any PlotGrid], xLabel: String? = nil, yLabel: String? = nil,
  titles: [String] = [], columns: Int? = nil, colorMap: ColorMap = .reds,
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let grids = matrices.map(\.plotGrid)
  PlotCheck.run("showHeatmaps") { () throws(PlotError) in
    if grids.isEmpty { throw .empty("the list of matrices") }
  }
  let values = Samples(grids.flatMap(\.values)).finiteRange ?? 0...1
  let perRow = max(1, columns ?? min(4, grids.count))
  let panels = grids.enumerated().map { index, grid in
    Panel(
      marks: [.image(ImageMark(matrix: grid, colorMap: colorMap, range: values))],
      title: index < titles.count ? titles[index] : nil, xLabel: xLabel, yLabel: yLabel
    ).record
  }
  return Figure(
    FigureRecord(
      size: Figure.pixels(figureSize),
      grid: PanelGrid(
        rows: (panels.count + perRow - 1) / perRow, columns: perRow, sharesX: true, sharesY: true),
      panels: panels, colorBar: ColorBarRecord()))
}

/// Pictures in rows, each with a title above.
///
/// - Parameters:
///   - images: Pictures, or grids of brightness.
///   - columns: How many stand side by side; nil puts up to eight in a row.
///   - titles: What stands above; a line feed makes two lines.
///   - scale: The width of a picture in inches.
public func showImages(
  _ images: [any PlotPicture], columns: Int? = nil, titles: [String] = [], scale: Double = 0.9
) -> Figure {
  let pictures = images.map(\.plotPicture)
  PlotCheck.run("showImages") { () throws(PlotError) in
    if pictures.isEmpty { throw .empty("the list of images") }
    if !titles.isEmpty, titles.count != pictures.count {
      throw .names(expected: pictures.count, found: titles.count)
    }
  }
  let perRow = max(1, columns ?? min(8, pictures.count))
  let rows = (pictures.count + perRow - 1) / perRow
  let panels = pictures.enumerated().map { index, picture in
    Panel(
      marks: [.image(ImageMark(picture: picture))],
      title: index < titles.count ? titles[index] : nil, axes: false
    ).record
  }
  let widest = Double(pictures.map(\.columns).max() ?? 1)
  let tallest = Double(pictures.map(\.rows).max() ?? 1)
  let lines = titles.map { $0.split(separator: "\n").count }.max() ?? 0
  let height = scale * tallest / widest + Double(lines) * 0.17 + 0.1
  return Figure(
    FigureRecord(
      size: Figure.pixels(
        (Double(perRow) * (scale + 0.1) + 0.1, Double(rows) * height + 0.1)),
      grid: PanelGrid(rows: rows, columns: perRow), panels: panels))
}

/// Lines or areas of equal height; row i of `z` belongs to `y[i]`.
public func contour(
  _ x: some PlotData, _ y: some PlotData, _ z: some PlotGrid, levels: [Double]? = nil,
  filled: Bool = false, xLabel: String? = nil, yLabel: String? = nil, title: String? = nil,
  colorMap: ColorMap = .viridis, equalAspect: Bool = false,
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let mark = ContourMark(
    x, y, z, levels: levels, filled: filled, showsLevels: !filled, colorMap: colorMap)
  let panel = Panel(
    marks: [.contour(mark)], title: title, xLabel: xLabel, yLabel: yLabel,
    equalAspect: equalAspect ? true : nil, colorBar: filled ? "" : nil)
  return Figure(panel.record, size: figureSize)
}

/// A field of arrows.
///
/// - Parameters:
///   - values: Numbers that become the arrows' colours, explained by a colour bar.
public func quiver(
  _ x: some PlotData, _ y: some PlotData, _ u: some PlotData, _ v: some PlotData,
  values: (any PlotData)? = nil, colorMap: ColorMap? = nil, xLabel: String? = nil,
  yLabel: String? = nil, title: String? = nil,
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let panel = Panel(
    marks: [.quiver(QuiverMark(x, y, u, v, values: values, colorMap: colorMap))], title: title,
    xLabel: xLabel, yLabel: yLabel, colorBar: values == nil ? nil : "")
  return Figure(panel.record, size: figureSize)
}

/// A surface in three dimensions; row i of `z` belongs to `y[i]`.
///
/// - Parameters:
///   - wireframe: Whether only the mesh is drawn.
///   - elevation: How far above the horizon it is seen from, in degrees.
///   - azimuth: From which side it is seen, in degrees.
///   - projection: Whether what is nearer is larger.
public func surface(
  _ x: some PlotData, _ y: some PlotData, _ z: some PlotGrid, wireframe: Bool = false,
  xLabel: String? = nil, yLabel: String? = nil, zLabel: String? = nil, title: String? = nil,
  colorMap: ColorMap = .viridis, elevation: Double = 30, azimuth: Double = -60,
  projection: PanelRecord.View.Projection = .perspective,
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let mark = SurfaceMark(x, y, z, wireframe: wireframe, colorMap: wireframe ? nil : colorMap)
  let panel = Panel(
    marks: [.surface(mark)], title: title, xLabel: xLabel, yLabel: yLabel, zLabel: zLabel,
    colorBar: wireframe ? nil : "")
  return Figure(
    panel.seen(elevation: elevation, azimuth: azimuth, projection: projection).record,
    size: figureSize)
}

/// A computational graph or the layers of a network.
public func diagram(
  _ nodes: [DiagramMark.Node], _ edges: [DiagramMark.Edge],
  direction: DiagramMark.Direction = .rightward, title: String? = nil
) -> Figure {
  Figure(
    PanelRecord(
      title: title,
      marks: [.diagram(DiagramMark(nodes: nodes, edges: edges, direction: direction))]))
}
