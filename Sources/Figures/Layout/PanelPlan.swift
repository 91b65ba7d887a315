import Records

/// A panel on its way to being drawn: scales, the looks of its marks, and what surrounds it.
struct PanelPlan {
  let record: PanelRecord
  let context: DrawingContext
  var x: AxisScale
  var y: AxisScale
  var secondY: AxisScale?
  /// Whether this panel writes the labels of its axes; inner panels of shared axes do not.
  var labelsX = true
  var labelsY = true
  /// Where insets lie, as shares of the panel.
  var insets: [PanelRecord.Inset] = []
  let looks: [Look]
  let legend: LegendLayout
  let colorScale: ColorScale?

  /// A panel that holds nothing but a diagram, or that the author wants without axes.
  var showsAxes: Bool {
    record.showsAxes ?? !record.marks.contains { if case .diagram = $0 { true } else { false } }
  }

  /// A panel in three dimensions.
  var isSpatial: Bool {
    record.marks.contains {
      switch $0 {
      case .surface, .line3D: true
      default: false
      }
    }
  }

  /// A panel in polar coordinates.
  var isPolar: Bool { record.polar != nil && !isSpatial && diagram == nil }

  /// A panel that shows a picture or areas, where a grid would disturb.
  var isPicture: Bool {
    record.marks.contains(where: \.isPicture)
  }

  private var hasImage: Bool {
    record.marks.contains { if case .image = $0 { true } else { false } }
  }

  var equalAspect: Bool { record.equalAspect ?? hasImage }

  init(_ record: PanelRecord, _ context: DrawingContext) {
    self.record = record
    self.context = context
    let extents = Self.extents(record)
    // A picture's first row is on top.
    var yRecord = record.y
    let flips = record.marks.contains { mark in
      if case .image(let image) = mark { image.edges.bottom > image.edges.top } else { false }
    }
    if flips, yRecord.lower == nil, yRecord.upper == nil, !extents.y.isEmpty {
      yRecord.lower = extents.y.upper
      yRecord.upper = extents.y.lower
    }
    x = AxisScale(record.x, fitting: extents.x)
    y = AxisScale(yRecord, fitting: extents.y)
    secondY =
      record.polar != nil ? nil : record.secondY.map { AxisScale($0, fitting: extents.secondY) }
    looks = Self.looks(record)
    let entries = zip(record.marks, looks).compactMap { mark, look in
      mark.drawing?.legendEntry(look) ?? mark.spatialLegendEntry(look)
    }
    legend = LegendLayout(record.legend == nil ? [] : entries, context)
    var scale =
      record.marks.lazy.compactMap { $0.drawing?.colorScale ?? $0.spatialColorScale }.first
    if record.marks.contains(where: \.isPicture) { scale?.isForMarks = false }
    colorScale = scale
  }

  static func extents(_ record: PanelRecord) -> (
    x: AxisExtent, y: AxisExtent, secondY: AxisExtent
  ) {
    var x = AxisExtent()
    var y = AxisExtent()
    var secondY = AxisExtent()
    for mark in record.marks {
      guard let drawing = mark.drawing else { continue }
      if drawing.isOnSecondAxis, record.secondY != nil, record.polar == nil {
        drawing.extend(x: &x, y: &secondY)
      } else {
        drawing.extend(x: &x, y: &y)
      }
    }
    // A distance is counted from the middle.
    if record.polar != nil, record.y.scale == .linear, y.lower >= 0, !y.isEmpty { y.includeEdge(0) }
    return (x, y, secondY)
  }

  private static func looks(_ record: PanelRecord) -> [Look] {
    var series = 0
    var lines = 0
    var companions = 0
    return record.marks.map { mark in
      guard let drawing = mark.drawing else {
        defer { series += 1 }
        return Look(mark.style, index: series)
      }
      switch drawing.role {
      case .line:
        defer {
          series += 1
          lines += 1
        }
        return Look(drawing.style, index: series, dashIndex: lines)
      case .series:
        defer { series += 1 }
        return Look(drawing.style, index: series, area: mark.isArea)
      case .companion:
        defer { companions += 1 }
        return Look(drawing.style, index: companions, area: true)
      case .guide:
        return Look(drawing.style, index: 0, fallback: .quiet, area: mark.isArea)
      }
    }
  }

  func frame(_ rect: Rect) -> PanelFrame {
    if isPolar { return PolarPanel(self, in: rect).frame }
    return PanelFrame(rect: rect, x: x, y: y, secondY: secondY)
  }

  /// The frame with all places that labels have to keep clear of.
  func reservedFrame(_ rect: Rect, _ cell: Rect) -> PanelFrame {
    var frame = frame(rect)
    frame.isOverPicture = isPicture
    // To look for the legend's place takes as long as to draw long lines.
    guard record.marks.contains(where: \.looksForPlaces) else { return frame }
    frame.reserved = insets.map { rect.part($0) }
    if legendSide(cell) == .inside {
      let origin = legendOrigin(rect)
      frame.reserved.append(
        Rect(x: origin.x, y: origin.y, width: legend.size.width, height: legend.size.height))
    }
    for mark in record.marks {
      if case .contour = mark { continue }
      for obstacle in mark.drawing?.obstacles(on: frame, context) ?? [] {
        switch obstacle {
        case .polyline(let points): frame.crossed.append(points)
        case .points(let points): frame.crossed += points.map { [$0, $0] }
        case .area, .text: break
        }
      }
    }
    let texts = record.marks.flatMap { $0.drawing?.texts(on: frame, context) ?? [] }
    frame.reserved += texts
    return frame
  }

  // MARK: - Measuring

  /// Whether a panel of this size is too small to be read, or for the texts around it.
  func isCramped(in rect: Rect) -> Bool {
    if record.inset != nil { return false }
    if title(rect).width > rect.width + 8 { return true }
    guard showsAxes else { return rect.width < 8 || rect.height < 8 }
    if rect.width < context.fontSize * 5 || rect.height < context.fontSize * 4 { return true }
    if isLegendCramped(in: rect) { return true }
    if let colorBar, colorBar.isCramped(length: barLength(rect)) { return true }
    if isSpatial {
      let box = SpacePanel(self).fitted(in: rect).panel.boxBounds
      return min(box.width, box.height) < context.fontSize * 5
    }
    if isPolar {
      return PolarPanel(self, in: rect).circle.radius < context.fontSize * 3
    }
    let (bottom, left, right) = axes(rect)
    return bottom.title.width > rect.width + 8 || left.title.width > rect.height + 8
      || (right?.title.width ?? 0) > rect.height + 8
  }

  /// The axes of a panel of some size.
  typealias Axes = (bottom: AxisLayout, left: AxisLayout, right: AxisLayout?)

  func axes(_ rect: Rect) -> Axes {
    (
      AxisLayout(
        record.x, x, side: .bottom, length: rect.width, showsLabels: labelsX, context),
      AxisLayout(record.y, y, side: .left, length: rect.height, showsLabels: labelsY, context),
      zip2(record.secondY, secondY).map {
        AxisLayout($0, $1, side: .right, length: rect.height, showsLabels: true, context)
      }
    )
  }

  func title(_ rect: Rect) -> ShapedText {
    context.wrapped(record.title, context.titleFont, width: rect.width)
  }

  func obstacles(_ rect: Rect) -> [Obstacle] {
    if isSpatial { return SpacePanel(self).obstacles(in: rect) }
    if isPolar { return polarObstacles(rect) }
    return record.marks.flatMap { $0.drawing?.obstacles(on: frame(rect), context) ?? [] }
      + insets.map { .area(rect.part($0)) }
  }

  private func polarObstacles(_ cell: Rect) -> [Obstacle] {
    let panel = PolarPanel(self, in: cell)
    let title = title(cell)
    if title.isEmpty { return panel.obstacles }
    // The title stands on the circle, which may end below the top of its cell.
    let above = Rect(
      x: middle(title.width, panel.bounds, cell) - title.width / 2,
      y: panel.bounds.y - context.labelPad - title.height,
      width: title.width, height: title.height + context.labelPad)
    return panel.obstacles + [.text(above)]
  }
}

/// Both values, or nil where one is missing.
func zip2<A, B>(_ a: A?, _ b: B?) -> (A, B)? {
  guard let a, let b else { return nil }
  return (a, b)
}

extension Mark {
  /// Whether the mark is a picture or areas in a map's colours.
  fileprivate var isPicture: Bool {
    switch self {
    case .image: true
    case .contour(let mark): mark.filled == true
    default: false
    }
  }

  /// Whether the mark has labels that keep clear of others.
  fileprivate var looksForPlaces: Bool {
    switch self {
    case .contour(let mark): mark.showsLevels == true
    case .line(let mark): mark.marksBest != nil
    default: false
    }
  }

  /// Whether the mark is an area, whose colour is kept as its author gave it.
  fileprivate var isArea: Bool {
    switch self {
    case .bars, .histogram, .band, .span: true
    default: false
    }
  }
}

extension Rect {
  /// A part of the rectangle, counted from its lower left corner.
  func part(_ inset: PanelRecord.Inset) -> Rect {
    Rect(
      x: x + inset.x * width, y: maxY - (inset.y + inset.height) * height,
      width: inset.width * width, height: inset.height * height)
  }
}
