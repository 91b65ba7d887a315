public import Records

/// Lines around a circle: the common case of polar coordinates in one call.
///
/// ```swift
/// let angle = Array(stride(from: 0, through: 6.28, by: 0.02))
/// polarPlot(angle, [angle.map { 1 + Double.cos($0) }], legend: ["cardioid"])
/// ```
///
/// - Parameters:
///   - angle: The angles in radians.
///   - radii: The distances from the middle, one list for each series.
///   - legend: The names of the series.
///   - formats: The look of each series in Matplotlib's short form, such as `m--`.
///   - closed: Whether each line ends where it begins.
///   - filled: Whether the area inside each line is filled.
///   - angles: Whether angles are written in degrees or as multiples of π.
///   - zero: Where an angle of zero points.
///   - clockwise: Whether angles grow with the clock.
///   - names: What stands around the circle instead of angles, evenly spread from zero on.
public func polarPlot(
  _ angle: some PlotData, _ radii: [any PlotData], legend: [String] = [], rLabel: String? = nil,
  title: String? = nil, rLim: ClosedRange<Double>? = nil, formats: [String] = [],
  closed: Bool = false, filled: Bool = false, angles: PanelRecord.Polar.Angles = .degrees,
  zero: PanelRecord.Polar.Direction = .right, clockwise: Bool = false, names: [String] = [],
  figureSize: (width: Double, height: Double)? = nil, legendAt: LegendPosition = .best
) -> Figure {
  let series = radii.flatMap(\.plotSeries)
  PlotCheck.run("polarPlot") { () throws(PlotError) in
    if series.isEmpty { throw .empty("the list of radii") }
    try PlotCheck.sameLengths("the angles and the radii", [angle.plotValues] + series)
    if !legend.isEmpty, legend.count != series.count {
      throw .names(expected: series.count, found: legend.count)
    }
  }
  func whole(_ values: [Double]) -> [Double] { closed ? values + values.prefix(1) : values }
  let around = whole(angle.plotValues)
  var marks: [Mark] = []
  if filled {
    // The n-th band has the colour of the n-th line.
    for distances in series {
      let outer = whole(distances)
      marks.append(.band(BandMark(around, lower: outer.map { _ in 0.0 }, upper: outer)))
    }
  }
  for (index, distances) in series.enumerated() {
    marks.append(
      .line(
        LineMark(
          values: around, whole(distances), name: index < legend.count ? legend[index] : nil,
          format: index < formats.count ? formats[index] : nil)))
  }
  let panel = Panel(marks: marks, title: title, yLabel: rLabel, yLim: rLim, legend: legendAt)
  return Figure(
    panel.polar(angles: angles, zero: zero, clockwise: clockwise, names: names).record,
    size: figureSize)
}

/// A line around a circle.
public func polarPlot(
  _ angle: some PlotData, _ radius: some PlotData, rLabel: String? = nil, title: String? = nil,
  rLim: ClosedRange<Double>? = nil, format: String? = nil, closed: Bool = false,
  filled: Bool = false, angles: PanelRecord.Polar.Angles = .degrees,
  zero: PanelRecord.Polar.Direction = .right, clockwise: Bool = false, names: [String] = [],
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  polarPlot(
    angle, [radius], rLabel: rLabel, title: title, rLim: rLim,
    formats: [format].compactMap { $0 }, closed: closed, filled: filled, angles: angles,
    zero: zero, clockwise: clockwise, names: names, figureSize: figureSize)
}
