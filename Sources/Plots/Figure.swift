public import Records

/// A figure that a cell shows.
///
/// Every text of a figure may have scripts (`x^2`, `w_1`), symbols (`\\alpha`) and, between dollar
/// signs, formulas in the language of TeX, such as `#"$\frac{1}{n}\sum_{i=1}^n x_i$"#`. A formula that
/// cannot be set stops the cell that shows the figure.
///
/// A figure of one panel lists its marks; a figure of several lists panels:
///
/// ```swift
/// Figure(xLabel: "x") {
///   LineMark(x, y, name: "f(x)")
///   RuleMark(at: 0)
/// }
/// Figure(columns: 2, sharesY: true) {
///   Panel(title: "training") { LineMark(epochs, train) }
///   Panel(title: "test") { LineMark(epochs, test) }
/// }
/// ```
public struct Figure: Displayable, Equatable, Sendable {
  /// The figure as data.
  public var record: FigureRecord

  /// Wraps a record.
  public init(_ record: FigureRecord) { self.record = record }

  /// Creates a figure from marks or panels.
  ///
  /// What concerns axes, legend and grid is for a figure of marks; panels say it themselves.
  ///
  /// - Parameters:
  ///   - title: The title above the figure.
  ///   - titleAt: Where the title stands; nil means over the middle.
  ///   - secondYLabel: The label of a second vertical axis, for marks made with
  ///     `onSecondAxis: true`.
  ///   - x: The horizontal axis, where label, limits and scale are not enough; so `y`, `secondY`
  ///     and `z`.
  ///   - legend: Where the names of series stand; nil leaves them out.
  ///   - colorBar: The label of a bar that explains the colours, of all panels if there are some; an
  ///     empty text draws it without a label.
  ///   - colorBarAt: Where the bar stands; nil means at the right.
  ///   - size: Width and height in inches; nil lets the report decide.
  ///   - columns: How many panels stand side by side.
  ///   - sharesX: Whether panels of a column share the horizontal axis.
  ///   - sharesY: Whether panels of a row share the vertical axis.
  ///   - altText: A description for readers who do not see the figure; nil makes one.
  ///   - content: Marks, or panels.
  public init(
    title: String? = nil, titleAt: TitlePlace? = nil, xLabel: String? = nil, yLabel: String? = nil,
    zLabel: String? = nil, secondYLabel: String? = nil, xLim: ClosedRange<Double>? = nil,
    yLim: ClosedRange<Double>? = nil, secondYLim: ClosedRange<Double>? = nil,
    xScale: AxisRecord.Scale = .linear, yScale: AxisRecord.Scale = .linear,
    secondYScale: AxisRecord.Scale = .linear, x: Axis? = nil, y: Axis? = nil, secondY: Axis? = nil,
    z: Axis? = nil, legend: LegendPosition? = .best, grid: Bool? = nil, axes: Bool = true,
    equalAspect: Bool? = nil, colorBar: String? = nil, colorBarAt: ColorBarRecord.Position? = nil,
    size: (width: Double, height: Double)? = nil, columns: Int = 1, sharesX: Bool = false,
    sharesY: Bool = false, altText: String? = nil,
    @FigureBuilder content: () -> [any FigureElement]
  ) {
    let elements = content()
    var panels = elements.compactMap { $0 as? Panel }.map(\.record)
    let marks = elements.compactMap { ($0 as? any MarkElement)?.mark }
    let isOnePanel = panels.isEmpty
    if !marks.isEmpty || panels.isEmpty {
      let panel = Panel(
        marks: marks, xLabel: xLabel, yLabel: yLabel, zLabel: zLabel, secondYLabel: secondYLabel,
        xLim: xLim, yLim: yLim, secondYLim: secondYLim, xScale: xScale, yScale: yScale,
        secondYScale: secondYScale, x: x, y: y, secondY: secondY, z: z, legend: legend, grid: grid,
        axes: axes, equalAspect: equalAspect, colorBar: isOnePanel ? colorBar : nil,
        colorBarAt: colorBarAt)
      panels.insert(panel.record, at: 0)
    }
    let grid =
      columns > 1 || sharesX || sharesY
      ? PanelGrid(
        rows: (panels.count + columns - 1) / columns, columns: columns,
        sharesX: sharesX ? true : nil, sharesY: sharesY ? true : nil) : nil
    record = FigureRecord(
      title: title, titlePlace: titleAt, size: Self.pixels(size), grid: grid, panels: panels,
      colorBar: isOnePanel
        ? nil
        : colorBar.map { ColorBarRecord(label: $0.isEmpty ? nil : $0, position: colorBarAt) },
      altText: altText)
  }

  /// The figure with the parts of all its panels elsewhere; nil leaves a part where it is.
  ///
  /// ```swift
  /// plot(x, [y, dy], legend: ["f", "f'"]).placed(title: .left, legend: .below)
  /// ```
  ///
  /// - Parameters:
  ///   - title: Where titles stand, also the one of the figure.
  ///   - legend: Where legends stand.
  ///   - colorBar: Where colour bars stand, also one that panels share.
  ///   - xLabel: Where along horizontal axes their labels stand.
  ///   - yLabel: Where along vertical axes their labels stand.
  public func placed(
    title: TitlePlace? = nil, legend: LegendPosition? = nil,
    colorBar: ColorBarRecord.Position? = nil, xLabel: AxisRecord.LabelPlace? = nil,
    yLabel: AxisRecord.LabelPlace? = nil
  ) -> Figure {
    var figure = self
    figure.record.titlePlace = title ?? record.titlePlace
    if let colorBar { figure.record.colorBar?.position = colorBar }
    for index in figure.record.panels.indices {
      figure.record.panels[index].place(title, legend, colorBar, xLabel, yLabel)
    }
    return figure
  }

  /// Shows the figure. A formula that cannot be set stops the cell.
  public func displayed() -> Output {
    PlotCheck.run("figure") { () throws(PlotError) in try PlotCheck.formulas(record) }
    return .figure(record)
  }

  /// A CSS inch has 96 pixels.
  static func pixels(_ inches: (width: Double, height: Double)?) -> FigureRecord.Size? {
    inches.map { FigureRecord.Size(width: $0.width * 96, height: $0.height * 96) }
  }

  /// A figure of one panel.
  init(_ panel: PanelRecord, title: String? = nil, size: (width: Double, height: Double)? = nil) {
    record = FigureRecord(title: title, size: Self.pixels(size), panels: [panel])
  }
}

/// What a figure is made of: a mark or a panel.
public protocol FigureElement {}

/// Collects the marks or panels of a figure.
@resultBuilder
public enum FigureBuilder {
  /// One element.
  public static func buildExpression(_ element: any FigureElement) -> [any FigureElement] {
    [element]
  }
  /// Elements from a list.
  public static func buildExpression(_ elements: [any FigureElement]) -> [any FigureElement] {
    elements
  }
  /// One after the other.
  public static func buildBlock(_ parts: [any FigureElement]...) -> [any FigureElement] {
    parts.flatMap { $0 }
  }
  /// Elements of a loop.
  public static func buildArray(_ parts: [[any FigureElement]]) -> [any FigureElement] {
    parts.flatMap { $0 }
  }
  /// Elements that may be missing.
  public static func buildOptional(_ part: [any FigureElement]?) -> [any FigureElement] {
    part ?? []
  }
  /// The first branch.
  public static func buildEither(first part: [any FigureElement]) -> [any FigureElement] { part }
  /// The second branch.
  public static func buildEither(second part: [any FigureElement]) -> [any FigureElement] { part }
}
