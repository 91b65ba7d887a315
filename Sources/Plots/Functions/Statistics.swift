public import Records

/// Points, one for each pair of coordinates.
///
/// - Parameters:
///   - sizes: The diameters in pixels.
///   - values: Numbers that become colours, explained by a colour bar.
public func scatter(
  _ x: some PlotData, _ y: some PlotData, sizes: (any PlotData)? = nil,
  values: (any PlotData)? = nil, colorMap: ColorMap? = nil, xLabel: String? = nil,
  yLabel: String? = nil, title: String? = nil, name: String? = nil, pointSize: Double? = nil,
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let mark = ScatterMark(
    x, y, name: name, sizes: sizes, values: values, colorMap: colorMap,
    style: MarkStyle(markerSize: pointSize))
  let panel = Panel(
    marks: [.scatter(mark)], title: title, xLabel: xLabel, yLabel: yLabel,
    colorBar: values == nil ? nil : "")
  return Figure(panel.record, size: figureSize)
}

/// Bars, one for each name.
public func bar(
  _ names: [String], _ heights: some PlotData, xLabel: String? = nil, yLabel: String? = nil,
  title: String? = nil, horizontal: Bool = false, showsValues: Bool = false,
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  bar(
    names, [heights], xLabel: xLabel, yLabel: yLabel, title: title, horizontal: horizontal,
    showsValues: showsValues, figureSize: figureSize)
}

/// Bars of several series, side by side or on top of each other.
///
/// - Parameters:
///   - names: What stands under the groups.
///   - series: The heights of each series, one for each name.
///   - legend: The names of the series.
///   - stacked: Whether series stand on top of each other.
///   - horizontal: Whether bars lie, with the first name at the top.
///   - showsValues: Whether heights are written at the bars.
///   - hatches: The pattern of each series, such as `["/", "x", ".."]`.
public func bar(
  _ names: [String], _ series: [any PlotData], legend: [String] = [], xLabel: String? = nil,
  yLabel: String? = nil, title: String? = nil, stacked: Bool = false, horizontal: Bool = false,
  showsValues: Bool = false, hatches: [String] = [],
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let columns = series.map(\.plotValues)
  PlotCheck.run("bar") { () throws(PlotError) in
    if columns.isEmpty || names.isEmpty { throw .empty("the chart") }
    let lengths = columns.map(\.count)
    if lengths.contains(where: { $0 != names.count }) {
      throw .lengths("the names and the series", [names.count] + lengths)
    }
    if !legend.isEmpty, legend.count != columns.count {
      throw .names(expected: columns.count, found: legend.count)
    }
  }
  let thickness = stacked ? 0.8 : 0.8 / Double(columns.count)
  var bases = Array(repeating: 0.0, count: names.count)
  var marks: [Mark] = []
  for (index, heights) in columns.enumerated() {
    let shift = stacked ? 0 : (Double(index) - Double(columns.count - 1) / 2) * thickness
    marks.append(
      .bars(
        BarMark(
          name: index < legend.count ? legend[index] : nil,
          positions: Samples(names.indices.map { Double($0) + shift }),
          bases: stacked ? Samples(bases) : nil, lengths: Samples(heights), thickness: thickness,
          horizontal: horizontal ? true : nil, showsValues: showsValues ? true : nil,
          style: MarkStyle(hatch: index < hatches.count ? hatches[index] : nil))))
    if stacked { bases = zip(bases, heights).map(+) }
  }
  var panel = Panel(marks: marks, title: title, xLabel: xLabel, yLabel: yLabel).record
  let ticks = names.indices.map(Double.init)
  if horizontal {
    panel.y.ticks = ticks
    panel.y.tickLabels = names
    // The first name stands on top, as it is read.
    panel.y.lower = Double(names.count) - 0.5
    panel.y.upper = -0.5
  } else {
    panel.x.ticks = ticks
    panel.x.tickLabels = names
  }
  return Figure(panel, size: figureSize)
}

/// How often values occur.
///
/// - Parameter bins: How many bins there are; nil chooses as NumPy's `auto` does.
public func histogram(
  _ values: some PlotData, bins: Int? = nil, density: Bool = false, xLabel: String? = nil,
  yLabel: String? = nil, title: String? = nil, figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let mark = HistogramMark(values, bins: bins, density: density)
  let panel = Panel(
    marks: [.histogram(mark)], title: title, xLabel: xLabel,
    yLabel: yLabel ?? (density ? "density" : "count"))
  return Figure(panel.record, size: figureSize)
}

/// Several samples in one histogram, as outlines over common bins.
///
/// - Parameter hatches: The pattern of each sample, such as `["/", "x"]`.
public func histogram(
  _ samples: [any PlotData], bins: Int? = nil, density: Bool = false, legend: [String] = [],
  xLabel: String? = nil, yLabel: String? = nil, title: String? = nil, hatches: [String] = [],
  figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let columns = samples.map(\.plotValues)
  let all = HistogramMark(columns.flatMap { $0 }, bins: bins)
  let range = all.edges[0]...all.edges[all.edges.count - 1]
  let marks = columns.enumerated().map { index, values in
    Mark.histogram(
      HistogramMark(
        values, bins: all.counts.count, range: range, density: density, outline: index > 0,
        name: index < legend.count ? legend[index] : nil,
        style: MarkStyle(hatch: index < hatches.count ? hatches[index] : nil)))
  }
  let panel = Panel(
    marks: marks, title: title, xLabel: xLabel,
    yLabel: yLabel ?? (density ? "density" : "count"))
  return Figure(panel.record, size: figureSize)
}

/// Stems from zero to points.
public func stem(
  _ x: some PlotData, _ y: some PlotData, xLabel: String? = nil, yLabel: String? = nil,
  title: String? = nil, figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  let panel = Panel(
    marks: [.stem(StemMark(x, y))], title: title, xLabel: xLabel, yLabel: yLabel)
  return Figure(panel.record, size: figureSize)
}

/// A box with whiskers for each sample.
public func boxPlot(
  _ samples: [any PlotData], names: [String] = [], xLabel: String? = nil, yLabel: String? = nil,
  title: String? = nil, figureSize: (width: Double, height: Double)? = nil
) -> Figure {
  PlotCheck.run("box plot") { () throws(PlotError) in
    if samples.isEmpty { throw .empty("the list of samples") }
    if !names.isEmpty, names.count != samples.count {
      throw .names(expected: samples.count, found: names.count)
    }
  }
  var panel = Panel(
    marks: [.boxes(BoxMark(samples))], title: title, xLabel: xLabel, yLabel: yLabel)
  panel = panel.categories(names.isEmpty ? samples.indices.map { "\($0 + 1)" } : names)
  return Figure(panel.record, size: figureSize)
}
