import Records

extension PanelPlan {
  /// Draws the panel with its axes around a rectangle.
  ///
  /// - Parameter lift: How far above the panel its title stands at least.
  func draw(in cell: Rect, _ scene: inout Scene, lift: Double = 0) {
    let rect = fitted(cell)
    if isSpatial {
      SpacePanel(self).draw(in: rect, &scene)
      drawAround(rect, cell, &scene, lift: lift)
      return
    }
    if let diagram = diagram {
      DiagramLayout(diagram, context).draw(in: rect, &scene)
      drawAround(rect, cell, &scene, lift: lift)
      return
    }
    if isPolar {
      PolarPanel(self, in: cell).draw(in: &scene)
      drawAround(rect, cell, &scene, lift: lift)
      return
    }
    let frame = reservedFrame(rect, cell)
    let axes = axes(rect)
    if showsAxes, record.showsGrid ?? !isPicture { drawGrid(axes.bottom, axes.left, rect, &scene) }
    for index in drawingOrder {
      record.marks[index].drawing?.draw(on: frame, in: &scene, looks[index], context)
    }
    if showsAxes {
      drawFrame(rect, axes.right != nil, &scene)
      axes.bottom.draw(x, beside: rect, in: &scene)
      axes.left.draw(y, beside: rect, in: &scene)
      if let right = axes.right, let secondY { right.draw(secondY, beside: rect, in: &scene) }
    }
    drawAround(
      rect, cell, &scene, axes: showsAxes ? axesMargins(rect, axes) : Margins(), lift: lift)
  }

  /// The positions of the marks from back to front.
  var drawingOrder: [Int] {
    record.marks.indices.sorted {
      isBehind($0) && !isBehind($1) || (isBehind($0) == isBehind($1) && $0 < $1)
    }
  }

  /// Bands and spans lie behind everything, as shading does.
  private func isBehind(_ index: Int) -> Bool {
    switch record.marks[index] {
    case .band, .span, .image: true
    case .contour(let mark): mark.filled == true
    default: false
    }
  }

  var diagram: DiagramMark? {
    for case .diagram(let mark) in record.marks { return mark }
    return nil
  }

  /// The part of a cell that the panel fills when one unit is equally long in both directions.
  func fitted(_ cell: Rect) -> Rect {
    if isPolar { return PolarPanel(self, in: cell).bounds }
    guard equalAspect, !isSpatial, x.kind == .linear, y.kind == .linear else { return cell }
    let spanX = (x.upper - x.lower).magnitude
    let spanY = (y.upper - y.lower).magnitude
    guard spanX > 0, spanY > 0 else { return cell }
    let unit = min(cell.width / spanX, cell.height / spanY)
    let (width, height) = (spanX * unit, spanY * unit)
    return Rect(
      x: cell.midX - width / 2, y: cell.midY - height / 2, width: width, height: height)
  }

  private func drawGrid(
    _ bottom: AxisLayout, _ left: AxisLayout, _ rect: Rect, _ scene: inout Scene
  ) {
    var path = Path()
    for tick in bottom.ticks.major where bottom.showsGrid {
      let px = rect.x + x.place(tick.value) * rect.width
      path.append(.segment(Point(x: px, y: rect.y), Point(x: px, y: rect.maxY)))
    }
    for tick in left.ticks.major where left.showsGrid {
      let py = rect.maxY - y.place(tick.value) * rect.height
      path.append(.segment(Point(x: rect.x, y: py), Point(x: rect.maxX, y: py)))
    }
    scene.stroke(path, .grid, Stroke(width: 0.8))
  }

  private func drawFrame(_ rect: Rect, _ hasRight: Bool, _ scene: inout Scene) {
    if isPicture {
      scene.stroke(.rectangle(rect), .frame, Stroke(width: 0.8))
      return
    }
    var path = Path([
      Point(x: rect.x, y: rect.y), Point(x: rect.x, y: rect.maxY),
      Point(x: rect.maxX, y: rect.maxY),
    ])
    if hasRight { path.line(rect.maxX, rect.y) }
    scene.stroke(path, .frame, Stroke(width: 0.8))
  }
}
