public import Records

/// Lines through points: the common case in one call.
///
/// ```swift
/// plot(x, [y, dy], xLabel: "x", yLabel: "f(x)", legend: ["f(x)", "f'(x)"])
/// ```
///
/// - Parameters:
///   - x: The horizontal coordinates.
///   - y: The vertical coordinates; a tensor of two dimensions has one series in each column.
///   - legend: The names of the series.
///   - xLim: The ends of the horizontal axis; nil fits the data.
///   - formats: The look of each series in Matplotlib's short form, such as `m--`.
///   - figureSize: Width and height in inches.
///   - legendAt: Where the legend stands.
/// - Returns: A figure, which is shown when it is the last expression of a cell.
public func plot(
  _ x: some PlotData, _ y: some PlotData, xLabel: String? = nil, yLabel: String? = nil,
  title: String? = nil, legend: [String] = [], xLim: ClosedRange<Double>? = nil,
  yLim: ClosedRange<Double>? = nil, xScale: AxisRecord.Scale = .linear,
  yScale: AxisRecord.Scale = .linear, formats: [String] = [],
  figureSize: (width: Double, height: Double)? = nil, legendAt: LegendPosition = .best
) -> Figure {
  let columns = x.plotSeries
  let series = y.plotSeries
  return LinePlot(
    columns.count == series.count ? Array(zip(columns, series)) : series.map { (columns[0], $0) },
    xLabel, yLabel, title, legend, xLim, yLim, xScale, yScale, formats, figureSize, legendAt
  ).figure
}

/// Lines of several series over the same coordinates.
public func plot(
  _ x: some PlotData, _ y: [any PlotData], xLabel: String? = nil, yLabel: String? = nil,
  title: String? = nil, legend: [String] = [], xLim: ClosedRange<Double>? = nil,
  yLim: ClosedRange<Double>? = nil, xScale: AxisRecord.Scale = .linear,
  yScale: AxisRecord.Scale = .linear, formats: [String] = [],
  figureSize: (width: Double, height: Double)? = nil, legendAt: LegendPosition = .best
) -> Figure {
  let columns = x.plotValues
  return LinePlot(
    y.flatMap(\.plotSeries).map { (columns, $0) }, xLabel, yLabel, title, legend, xLim, yLim,
    xScale, yScale, formats, figureSize, legendAt
  ).figure
}

/// Lines of several series, each over coordinates of its own.
public func plot(
  _ x: [any PlotData], _ y: [any PlotData], xLabel: String? = nil, yLabel: String? = nil,
  title: String? = nil, legend: [String] = [], xLim: ClosedRange<Double>? = nil,
  yLim: ClosedRange<Double>? = nil, xScale: AxisRecord.Scale = .linear,
  yScale: AxisRecord.Scale = .linear, formats: [String] = [],
  figureSize: (width: Double, height: Double)? = nil, legendAt: LegendPosition = .best
) -> Figure {
  PlotCheck.run("plot") { () throws(PlotError) in
    if x.count != y.count { throw .lengths("the lists of x and y", [x.count, y.count]) }
  }
  return LinePlot(
    zip(x, y).map { ($0.plotValues, $1.plotValues) }, xLabel, yLabel, title, legend, xLim, yLim,
    xScale, yScale, formats, figureSize, legendAt
  ).figure
}

/// Lines over 0, 1, 2, ...
public func plot(
  _ y: some PlotData, xLabel: String? = nil, yLabel: String? = nil, title: String? = nil,
  legend: [String] = [], xLim: ClosedRange<Double>? = nil, yLim: ClosedRange<Double>? = nil,
  xScale: AxisRecord.Scale = .linear, yScale: AxisRecord.Scale = .linear, formats: [String] = [],
  figureSize: (width: Double, height: Double)? = nil, legendAt: LegendPosition = .best
) -> Figure {
  LinePlot(
    y.plotSeries.map { ($0.indices.map(Double.init), $0) }, xLabel, yLabel, title, legend, xLim,
    yLim, xScale, yScale, formats, figureSize, legendAt
  ).figure
}

/// What the forms of `plot` have in common.
struct LinePlot {
  let figure: Figure

  init(
    _ series: [([Double], [Double])], _ xLabel: String?, _ yLabel: String?, _ title: String?,
    _ legend: [String], _ xLim: ClosedRange<Double>?, _ yLim: ClosedRange<Double>?,
    _ xScale: AxisRecord.Scale, _ yScale: AxisRecord.Scale, _ formats: [String],
    _ figureSize: (width: Double, height: Double)?, _ legendAt: LegendPosition
  ) {
    PlotCheck.run("plot") { () throws(PlotError) in
      if series.isEmpty { throw .empty("y") }
      if !legend.isEmpty, legend.count != series.count {
        throw .names(expected: series.count, found: legend.count)
      }
    }
    let marks = series.enumerated().map { index, columns -> Mark in
      let (x, y) = Self.cut(columns, to: xLim)
      return .line(
        LineMark(
          values: x, y, name: index < legend.count ? legend[index] : nil,
          format: index < formats.count ? formats[index] : nil))
    }
    let panel = Panel(
      marks: marks, title: title, xLabel: xLabel, yLabel: yLabel, xLim: xLim, yLim: yLim,
      xScale: xScale, yScale: yScale, legend: legendAt)
    figure = Figure(panel.record, size: figureSize)
  }

  /// A long series without what lies outside the axis, so that what is inside keeps its detail.
  private static func cut(
    _ columns: ([Double], [Double]), to limits: ClosedRange<Double>?
  ) -> ([Double], [Double]) {
    let (x, y) = columns
    guard let limits, x.count > Thinning.limit, x.count == y.count else { return columns }
    guard zip(x, x.dropFirst()).allSatisfy({ $0 <= $1 }) else { return columns }
    let from = max(0, (x.firstIndex { $0 >= limits.lowerBound } ?? x.count) - 1)
    let to = min(x.count - 1, (x.lastIndex { $0 <= limits.upperBound } ?? -1) + 1)
    guard from <= to else { return columns }
    return (Array(x[from...to]), Array(y[from...to]))
  }
}
