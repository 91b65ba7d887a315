public import Records

/// One pair of axes in a figure of several.
public struct Panel: FigureElement, Equatable, Sendable {
  /// The panel as data.
  public var record: PanelRecord

  /// Wraps a record.
  init(_ record: PanelRecord) { self.record = record }

  /// Creates a panel from marks.
  ///
  /// - Parameters:
  ///   - secondYLabel: The label of a second vertical axis, for marks made with
  ///     `onSecondAxis: true`.
  ///   - legend: Where the names of series stand; nil leaves them out.
  public init(
    title: String? = nil, xLabel: String? = nil, yLabel: String? = nil, zLabel: String? = nil,
    secondYLabel: String? = nil, xLim: ClosedRange<Double>? = nil,
    yLim: ClosedRange<Double>? = nil, xScale: AxisRecord.Scale = .linear,
    yScale: AxisRecord.Scale = .linear, legend: LegendPosition? = .best, grid: Bool? = nil,
    axes: Bool = true, equalAspect: Bool? = nil, colorBar: String? = nil,
    @FigureBuilder content: () -> [any FigureElement]
  ) {
    self.init(
      marks: content().compactMap { ($0 as? any MarkElement)?.mark }, title: title, xLabel: xLabel,
      yLabel: yLabel, zLabel: zLabel, secondYLabel: secondYLabel, xLim: xLim, yLim: yLim,
      xScale: xScale, yScale: yScale, legend: legend, grid: grid, axes: axes,
      equalAspect: equalAspect, colorBar: colorBar)
  }

  /// Creates a panel from a list of marks.
  init(
    marks: [Mark], title: String? = nil, xLabel: String? = nil, yLabel: String? = nil,
    zLabel: String? = nil, secondYLabel: String? = nil, xLim: ClosedRange<Double>? = nil,
    yLim: ClosedRange<Double>? = nil, xScale: AxisRecord.Scale = .linear,
    yScale: AxisRecord.Scale = .linear, legend: LegendPosition? = .best, grid: Bool? = nil,
    axes: Bool = true, equalAspect: Bool? = nil, colorBar: String? = nil
  ) {
    PlotCheck.run("plot") { () throws(PlotError) in
      for mark in marks { try PlotCheck.hatch(mark.style.hatch) }
      if xScale == .log { try PlotCheck.positive("x", marks.flatMap(\.horizontalValues)) }
      if yScale == .log { try PlotCheck.positive("y", marks.flatMap(\.verticalValues)) }
    }
    let usesSecond = marks.contains { mark in
      switch mark {
      case .line(let line): line.onSecondAxis == true
      case .scatter(let points): points.onSecondAxis == true
      case .band(let band): band.onSecondAxis == true
      default: false
      }
    }
    let isSpatial = marks.contains { mark in
      switch mark {
      case .surface, .line3D: true
      default: false
      }
    }
    record = PanelRecord(
      title: title,
      x: AxisRecord(label: xLabel, scale: xScale, lower: xLim?.lowerBound, upper: xLim?.upperBound),
      y: AxisRecord(label: yLabel, scale: yScale, lower: yLim?.lowerBound, upper: yLim?.upperBound),
      secondY: usesSecond || secondYLabel != nil ? AxisRecord(label: secondYLabel) : nil,
      z: isSpatial ? AxisRecord(label: zLabel) : nil, marks: marks,
      legend: marks.contains { $0.name != nil } ? legend : nil, showsGrid: grid,
      showsAxes: axes ? nil : false, equalAspect: equalAspect,
      colorBar: colorBar.map { ColorBarRecord(label: $0.isEmpty ? nil : $0) })
    record.countPixels()
  }

  /// The panel with names instead of numbers at 0, 1, 2, ... on the horizontal axis.
  public func categories(_ names: [String]) -> Panel {
    var panel = self
    panel.record.x.ticks = names.indices.map(Double.init)
    panel.record.x.tickLabels = names
    return panel
  }

  /// The panel as an inset of an earlier one.
  ///
  /// - Parameters:
  ///   - parent: The position of the other panel, counted from zero.
  ///   - x: The left edge as a share of its width.
  ///   - y: The lower edge as a share of its height.
  public func inset(
    in parent: Int = 0, x: Double, y: Double, width: Double, height: Double
  ) -> Panel {
    var panel = self
    panel.record.inset = PanelRecord.Inset(parent: parent, x: x, y: y, width: width, height: height)
    return panel
  }

  /// The panel seen from another direction.
  ///
  /// - Parameters:
  ///   - elevation: How far above the horizon it is seen from, in degrees.
  ///   - azimuth: From which side it is seen, in degrees.
  ///   - projection: Whether what is nearer is larger.
  public func seen(
    elevation: Double = 30, azimuth: Double = -60,
    projection: PanelRecord.View.Projection = .perspective
  ) -> Panel {
    var panel = self
    panel.record.view = PanelRecord.View(
      elevation: elevation, azimuth: azimuth,
      projection: projection == .perspective ? nil : projection)
    return panel
  }
}

extension PanelRecord {
  /// Pixels are counted in whole numbers.
  fileprivate mutating func countPixels() {
    for mark in marks {
      if case .image = mark {
        x.wholeNumbers = x.wholeNumbers ?? true
        y.wholeNumbers = y.wholeNumbers ?? true
      }
    }
  }
}

extension Mark {
  /// The values that a logarithmic horizontal axis would have to show.
  fileprivate var horizontalValues: [Double] {
    switch self {
    case .line(let m): m.x.values
    case .scatter(let m): m.x.values
    case .stem(let m): m.x.values
    case .errorBars(let m): m.x.values
    case .band(let m): m.x.values
    case .histogram(let m): m.edges.values
    case .bars(let m): m.horizontal == true ? m.lengths.values : m.positions.values
    default: [1]
    }
  }

  /// The values that a logarithmic vertical axis would have to show.
  fileprivate var verticalValues: [Double] {
    switch self {
    case .line(let m): m.y.values
    case .scatter(let m): m.y.values
    case .stem(let m): m.y.values
    case .errorBars(let m): m.y.values
    case .band(let m): m.upper.values
    case .histogram(let m): m.counts.values
    case .bars(let m): m.horizontal == true ? m.positions.values : m.lengths.values
    default: [1]
    }
  }
}
