import Records

extension PanelPlan {
  /// Where a legend stands with regard to its panel.
  enum LegendSide { case none, inside, above, below, right }

  /// The distance of a legend from the axis beside which it stands outside.
  private static let legendGap = 8.0

  /// Where the legend of a panel of this size stands: outside where the author wants it there, and
  /// where inside it would hide data.
  func legendSide(_ rect: Rect) -> LegendSide {
    guard !legend.isEmpty else { return .none }
    switch record.legend {
    case .above: return .above
    case .below: return .below
    case .outsideRight: return .right
    case .best:
      if !legend.fits(rect) { return .above }
      return legend.best(in: rect, obstacles(rect)).badness > 1.5 ? .above : .inside
    default:
      // Circles and boxes have their labels inside of the panel.
      return (isSpatial || isPolar) && legendHidesText(rect) ? .above : .inside
    }
  }

  private func legendHidesText(_ rect: Rect) -> Bool {
    let origin = legendOrigin(rect)
    let place = Rect(
      x: origin.x, y: origin.y, width: legend.size.width, height: legend.size.height)
    return obstacles(rect).contains { obstacle in
      if case .text(let text) = obstacle { text.overlaps(place) } else { false }
    }
  }

  /// Whether the legend is larger than the place where it has to stand.
  func isLegendCramped(in rect: Rect) -> Bool {
    switch legendSide(rect) {
    case .none: false
    case .inside: !legend.fits(rect)
    case .above, .below: legend.inRows(width: rect.width).size.width > rect.width + 8
    case .right: legend.inColumns(height: rect.height).size.height > rect.height + 1
    }
  }

  var colorBar: ColorBarLayout? {
    zip2(record.colorBar, colorScale).map { ColorBarLayout($0, $1, context) }
  }

  func barLength(_ rect: Rect) -> Double {
    colorBar?.position == .bottom ? rect.width : rect.height
  }

  /// How far from the panel an upright colour bar stands: beyond a second axis. The labels of the
  /// horizontal axis may reach beyond the panel, but not beside it.
  private func barOffset(_ rect: Rect) -> Double {
    record.secondY == nil || !hasFlatAxes ? 0 : axes(rect).right?.thickness ?? 0
  }

  /// The room that axes, colour bar, legend and title around a panel of this size take.
  func margins(_ rect: Rect) -> Margins {
    var margins = hasFlatAxes ? axesMargins(rect, axes(rect)) : Margins()
    if let colorBar {
      let bar = colorBar.margins(length: barLength(rect))
      switch colorBar.position {
      case .right:
        margins.right = max(margins.right, barOffset(rect) + bar.right)
        margins.top = max(margins.top, bar.top)
        margins.bottom = max(margins.bottom, bar.bottom)
      case .bottom:
        margins.bottom += bar.bottom
        margins.left = max(margins.left, bar.left)
        margins.right = max(margins.right, bar.right)
      }
    }
    switch legendSide(rect) {
    case .none, .inside: break
    case .above: margins.top += legend.inRows(width: rect.width).size.height
    case .below:
      margins.bottom += Self.legendGap / 2 + legend.inRows(width: rect.width).size.height
    case .right:
      margins.right += Self.legendGap + legend.inColumns(height: rect.height).size.width
    }
    let title = title(rect)
    if !title.isEmpty { margins.title = title.height + context.labelPad }
    return margins
  }

  /// Whether axes stand around the panel.
  private var hasFlatAxes: Bool { showsAxes && !isSpatial && !isPolar }

  /// The room that the axes around a panel of this size take.
  func axesMargins(_ rect: Rect, _ axes: Axes) -> Margins {
    var margins = Margins()
    let (bottom, left, right) = axes
    margins.bottom = bottom.thickness
    margins.left = left.thickness
    margins.right = right?.thickness ?? 0
    let horizontal = bottom.overhang(x, rect.width)
    let vertical = left.overhang(y, rect.height)
    margins.left = max(margins.left, horizontal.start)
    margins.right = max(margins.right, horizontal.end)
    margins.top = max(vertical.end, left.roomAbove, right?.roomAbove ?? 0)
    margins.bottom = max(margins.bottom, vertical.start)
    return margins
  }

  /// Draws title, legend and colour bar.
  ///
  /// - Parameters:
  ///   - axes: The room that the axes take.
  ///   - lift: How far above the panel the title stands at least, so that the titles of a row are
  ///     level.
  func drawAround(
    _ rect: Rect, _ cell: Rect, _ scene: inout Scene, axes: Margins = Margins(), lift: Double
  ) {
    var (top, right, bottom) = (axes.top, axes.right, axes.bottom)
    if let colorBar {
      colorBar.draw(
        beside: rect, after: colorBar.position == .bottom ? bottom : barOffset(rect), in: &scene)
      let bar = colorBar.margins(length: barLength(rect))
      top = max(top, bar.top)
      if colorBar.position == .right {
        right = max(right, barOffset(rect) + bar.right)
        bottom = max(bottom, bar.bottom)
      } else {
        bottom += bar.bottom
      }
    }
    switch legendSide(cell) {
    case .none: break
    case .inside:
      // Beside a circle there is room.
      legend.draw(at: legendOrigin(isPolar ? cell : rect), framed: true, in: &scene)
    case .above:
      let rows = legend.inRows(width: cell.width)
      top += rows.size.height
      rows.draw(
        at: Point(x: besideMiddle(rect, cell, rows), y: rect.y - top), framed: false, in: &scene)
    case .below:
      let rows = legend.inRows(width: cell.width)
      rows.draw(
        at: Point(x: besideMiddle(rect, cell, rows), y: rect.maxY + bottom + Self.legendGap / 2),
        framed: false, in: &scene)
    case .right:
      let columns = legend.inColumns(height: cell.height)
      columns.draw(
        at: Point(x: rect.maxX + right + Self.legendGap, y: rect.y), framed: false, in: &scene)
    }
    let share = record.titlePlace == .left ? 0 : record.titlePlace == .right ? 1 : 0.5
    let (title, ground) = (title(isPolar ? cell : rect), isPolar ? cell : rect)
    let x = share == 0.5 ? middle(title.width, rect, cell) : ground.x + ground.width * share
    scene.text(
      title, at: Point(x: x, y: rect.y - max(top, lift) - context.labelPad),
      anchor: Anchor(x: share, y: 1), .ink)
  }

  private func besideMiddle(_ rect: Rect, _ cell: Rect, _ legend: LegendLayout) -> Double {
    middle(legend.size.width, rect, cell) - legend.size.width / 2
  }

  /// The middle of what stands above a panel; above a circle that does not fill its cell it stays
  /// within the cell.
  func middle(_ width: Double, _ rect: Rect, _ cell: Rect) -> Double {
    guard isPolar, width <= cell.width else { return rect.midX }
    return max(cell.x + width / 2, min(cell.maxX - width / 2, rect.midX))
  }

  /// The upper left corner of a legend that stands inside.
  func legendOrigin(_ rect: Rect) -> Point {
    record.legend == .best
      ? legend.best(in: rect, obstacles(rect)).origin
      : legend.origin(record.legend ?? .best, in: rect)
  }
}
