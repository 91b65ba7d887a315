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
    let (a, b) = ends(on: frame)
    let look = completed(look)
    guard a.isFinite, b.isFinite, let stroke = look.stroke else { return }
    scene.clipped(to: frame.rect.inset(by: -stroke.width / 2)) { scene in
      scene.stroke(.segment(a, b), look.paint(), stroke)
    }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .line(completed(look))) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    let (a, b) = ends(on: frame)
    return [.polyline([a, b])]
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
      scene.fill(.rectangle(rect), look.paint(opacity: 0.18))
    }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .swatch(look.paint(opacity: 0.18), outline: nil)) }
  }
}
