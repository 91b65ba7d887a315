import Records

extension BoxMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x: inout AxisExtent, y: inout AxisExtent) {
    for (box, position) in zip(boxes, positions) {
      x.include(position - thickness)
      x.include(position + thickness)
      y.include(box.summary)
      y.include(box.outliers)
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    scene.clipped(to: frame.rect.inset(by: -1)) { scene in
      for (box, position) in zip(boxes, positions) {
        draw(box, at: position, on: frame, in: &scene, look)
      }
    }
  }

  private func draw(
    _ box: Box, at position: Double, on frame: PanelFrame, in scene: inout Scene, _ look: Look
  ) {
    let levels = box.summary.map(frame.py)
    guard levels.count == 5, levels.allSatisfy(\.isFinite) else { return }
    let left = frame.px(position - thickness / 2)
    let right = frame.px(position + thickness / 2)
    let middle = frame.px(position)
    let body = Rect(x: left, y: levels[3], width: right - left, height: levels[1] - levels[3])
    var whiskers = Path.segment(Point(x: middle, y: levels[0]), Point(x: middle, y: levels[1]))
    whiskers.append(.segment(Point(x: middle, y: levels[3]), Point(x: middle, y: levels[4])))
    let cap = (right - left) / 4
    for level in [levels[0], levels[4]] {
      whiskers.append(
        .segment(Point(x: middle - cap, y: level), Point(x: middle + cap, y: level)))
    }
    scene.area(.rectangle(body), look, opacity: 0.3)
    scene.stroke(.rectangle(body), look.paint, Stroke(width: 1.25))
    scene.stroke(whiskers, look.paint, Stroke(width: 1.25))
    scene.stroke(
      .segment(Point(x: left, y: levels[2]), Point(x: right, y: levels[2])), .ink, Stroke(width: 2))
    let outliers = box.outliers.map { Point(x: middle, y: frame.py($0)) }.filter(\.isFinite)
    scene.symbols(
      Look.symbol(look.marker ?? .circle, size: 4), at: outliers, look.paint(opacity: 0.8))
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    zip(boxes, positions).map { box, position in
      .polyline(box.summary.map { frame.point(position, $0) })
    }
  }
}
