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
  ///   - title: The title above the panel.
  ///   - titleAt: Where the title stands; nil means over the middle.
  ///   - secondYLabel: The label of a second vertical axis, for marks made with
  ///     `onSecondAxis: true`.
  ///   - x: The horizontal axis, where label, limits and scale are not enough.
  ///   - y: The vertical axis; see `x`.
  ///   - secondY: The second vertical axis; see `x`.
  ///   - z: The depth axis of a panel in three dimensions; see `x`.
  ///   - legend: Where the names of series stand; nil leaves them out.
  ///   - colorBar: The label of a bar that explains the colours; nil leaves it out, an empty text
  ///     draws it without a label.
  ///   - colorBarAt: Where the bar stands; nil means at the right.
  public init(
    title: String? = nil, titleAt: TitlePlace? = nil, xLabel: String? = nil, yLabel: String? = nil,
    zLabel: String? = nil, secondYLabel: String? = nil, xLim: ClosedRange<Double>? = nil,
    yLim: ClosedRange<Double>? = nil, secondYLim: ClosedRange<Double>? = nil,
    xScale: AxisRecord.Scale = .linear, yScale: AxisRecord.Scale = .linear,
    secondYScale: AxisRecord.Scale = .linear, x: Axis? = nil, y: Axis? = nil, secondY: Axis? = nil,
    z: Axis? = nil, legend: LegendPosition? = .best, grid: Bool? = nil, axes: Bool = true,
    equalAspect: Bool? = nil, colorBar: String? = nil, colorBarAt: ColorBarRecord.Position? = nil,
    @FigureBuilder content: () -> [any FigureElement]
  ) {
    self.init(
      marks: content().compactMap { ($0 as? any MarkElement)?.mark }, title: title,
      titleAt: titleAt, xLabel: xLabel, yLabel: yLabel, zLabel: zLabel, secondYLabel: secondYLabel,
      xLim: xLim, yLim: yLim, secondYLim: secondYLim, xScale: xScale, yScale: yScale,
      secondYScale: secondYScale, x: x, y: y, secondY: secondY, z: z, legend: legend, grid: grid,
      axes: axes, equalAspect: equalAspect, colorBar: colorBar, colorBarAt: colorBarAt)
  }

  /// Creates a panel from a list of marks.
  init(
    marks: [Mark], title: String? = nil, titleAt: TitlePlace? = nil, xLabel: String? = nil,
    yLabel: String? = nil, zLabel: String? = nil, secondYLabel: String? = nil,
    xLim: ClosedRange<Double>? = nil, yLim: ClosedRange<Double>? = nil,
    secondYLim: ClosedRange<Double>? = nil, xScale: AxisRecord.Scale = .linear,
    yScale: AxisRecord.Scale = .linear, secondYScale: AxisRecord.Scale = .linear, x: Axis? = nil,
    y: Axis? = nil, secondY: Axis? = nil, z: Axis? = nil, legend: LegendPosition? = .best,
    grid: Bool? = nil, axes: Bool = true, equalAspect: Bool? = nil, colorBar: String? = nil,
    colorBarAt: ColorBarRecord.Position? = nil
  ) {
    let horizontal = Axis.record(x, label: xLabel, limits: xLim, scale: xScale)
    let vertical = Axis.record(y, label: yLabel, limits: yLim, scale: yScale)
    let right = Axis.record(secondY, label: secondYLabel, limits: secondYLim, scale: secondYScale)
    let hasSecond = marks.contains(where: \.isOnSecondAxis) || right != AxisRecord()
    PlotCheck.run("plot") { () throws(PlotError) in
      for mark in marks { try PlotCheck.hatch(mark.style.hatch) }
      if horizontal.scale == .log {
        try PlotCheck.positive("x", marks.flatMap(\.horizontalValues))
      }
      let left = hasSecond ? marks.filter { !$0.isOnSecondAxis } : marks
      if vertical.scale == .log, !left.isEmpty || !hasSecond {
        try PlotCheck.positive("y", left.flatMap(\.verticalValues))
      }
      let others = marks.filter(\.isOnSecondAxis)
      if right.scale == .log, !others.isEmpty {
        try PlotCheck.positive("second y", others.flatMap(\.verticalValues))
      }
    }
    let isSpatial = marks.contains { mark in
      switch mark {
      case .surface, .line3D: true
      default: false
      }
    }
    record = PanelRecord(
      title: title, titlePlace: titleAt, x: horizontal, y: vertical,
      secondY: hasSecond ? right : nil,
      z: isSpatial ? Axis.record(z, label: zLabel, limits: nil, scale: .linear) : nil,
      marks: marks, legend: marks.contains { $0.name != nil } ? legend : nil, showsGrid: grid,
      showsAxes: axes ? nil : false, equalAspect: equalAspect,
      colorBar: colorBar.map {
        ColorBarRecord(label: $0.isEmpty ? nil : $0, position: colorBarAt)
      })
    record.countPixels()
  }

  /// The panel with names instead of numbers at 0, 1, 2, ... on the horizontal axis.
  public func categories(_ names: [String]) -> Panel {
    var panel = self
    panel.record.x.ticks = names.indices.map(Double.init)
    panel.record.x.tickLabels = names
    return panel
  }

  /// The panel with its parts elsewhere; nil leaves a part where it is.
  ///
  /// - Parameters:
  ///   - title: Where the title stands.
  ///   - legend: Where the legend stands, if there is one.
  ///   - colorBar: Where the colour bar stands, if there is one.
  ///   - xLabel: Where along the horizontal axis its label stands.
  ///   - yLabel: Where along the vertical axes their labels stand.
  public func placed(
    title: TitlePlace? = nil, legend: LegendPosition? = nil,
    colorBar: ColorBarRecord.Position? = nil, xLabel: AxisRecord.LabelPlace? = nil,
    yLabel: AxisRecord.LabelPlace? = nil
  ) -> Panel {
    var panel = self
    panel.record.place(title, legend, colorBar, xLabel, yLabel)
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
  /// Puts parts elsewhere.
  mutating func place(
    _ title: TitlePlace?, _ legend: LegendPosition?, _ colorBar: ColorBarRecord.Position?,
    _ xLabel: AxisRecord.LabelPlace?, _ yLabel: AxisRecord.LabelPlace?
  ) {
    titlePlace = title ?? titlePlace
    if let legend, self.legend != nil { self.legend = legend }
    if let colorBar { self.colorBar?.position = colorBar }
    x.labelPlace = xLabel ?? x.labelPlace
    y.labelPlace = yLabel ?? y.labelPlace
    if let yLabel { secondY?.labelPlace = yLabel }
  }

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
  /// Whether the second vertical axis counts.
  fileprivate var isOnSecondAxis: Bool {
    switch self {
    case .line(let m): m.onSecondAxis == true
    case .scatter(let m): m.onSecondAxis == true
    case .band(let m): m.onSecondAxis == true
    default: false
    }
  }

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
