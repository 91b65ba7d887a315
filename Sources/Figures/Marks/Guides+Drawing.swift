import Records

extension RuleMark: MarkDrawing {
  var role: MarkRole { .guide }

  func extend(x: inout AxisExtent, y: inout AxisExtent) {
    func cover(across: inout AxisExtent, along: inout AxisExtent) {
      across.include(position)
      if let from { along.include(from) }
      if let to { along.include(to) }
    }
    if vertical { cover(across: &x, along: &y) } else { cover(across: &y, along: &x) }
  }

  /// The points of the line: its ends, or on polar axes those of a ray or a circle.
  private func points(on frame: PanelFrame) -> [Point] {
    guard frame.polar != nil else {
      let (a, b) = ends(on: frame)
      return [a, b]
    }
    if vertical {
      return [
        frame.point(position, from ?? frame.y.range.lowerBound),
        frame.point(position, to ?? frame.y.range.upperBound),
      ]
    }
    return frame.level(position, from: from ?? 0, to: to ?? (from ?? 0) + 2 * .pi)
  }

  private func ends(on frame: PanelFrame) -> (Point, Point) {
    if vertical {
      let x = frame.px(position)
      return (
        Point(x: x, y: from.map(frame.py) ?? frame.rect.maxY),
        Point(x: x, y: to.map(frame.py) ?? frame.rect.y)
      )
    }
    let y = frame.py(position)
    return (
      Point(x: from.map(frame.px) ?? frame.rect.x, y: y),
      Point(x: to.map(frame.px) ?? frame.rect.maxX, y: y)
    )
  }

  /// Rules are thin and dashed where nothing else is asked for.
  private func completed(_ look: Look) -> Look {
    var style = style
    style.dash = style.dash ?? .dashed
    style.width = style.width ?? 1.25
    var look = Look(style, index: look.index, fallback: .quiet)
    look.opacity = look.paint.visible(opacity: style.opacity ?? 1, ratio: 3).opacity
    return look
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let points = points(on: frame)
    let look = completed(look)
    guard points.allSatisfy(\.isFinite), let stroke = look.stroke else { return }
    scene.clipped(to: frame.outline(larger: stroke.width / 2)) { scene in
      scene.stroke(Path(points), look.paint(), stroke)
    }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .line(completed(look))) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    [.polyline(points(on: frame))]
  }
}

extension SpanMark: MarkDrawing {
  var role: MarkRole { .guide }

  func extend(x: inout AxisExtent, y: inout AxisExtent) {
    for value in [from, to] {
      if vertical { x.include(value) } else { y.include(value) }
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    if frame.polar != nil {
      let (low, high) = (frame.y.range.lowerBound, frame.y.range.upperBound)
      let area =
        vertical
        ? frame.area(x: (from, to), y: (low, high))
        : frame.area(x: (0, 2 * .pi), y: (max(low, from), min(high, to)))
      if let area { scene.area(area, look, opacity: 0.18) }
      return
    }
    let a = vertical ? frame.px(from) : frame.py(from)
    let b = vertical ? frame.px(to) : frame.py(to)
    guard a.isFinite, b.isFinite else { return }
    var rect = frame.rect
    if vertical {
      (rect.x, rect.width) = (min(a, b), (a - b).magnitude)
    } else {
      (rect.y, rect.height) = (min(a, b), (a - b).magnitude)
    }
    scene.clipped(to: frame.rect) { scene in
      scene.area(.rectangle(rect), look, opacity: 0.18)
    }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .area(look, opacity: 0.18)) }
  }
}
