import Records

extension LineMark: MarkDrawing {
  var role: MarkRole { .line }
  var isOnSecondAxis: Bool { onSecondAxis ?? false }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    for (vx, vy) in zip(x, y) where vx.isFinite && vy.isFinite {
      extentX.include(vx)
      extentY.include(vy)
    }
    // The label of the extreme value needs room beyond it.
    if let best = bestIndex, let range = y.finiteRange {
      let reach = (range.upperBound - range.lowerBound) * 0.13
      if marksBest == .highest {
        extentY.include(y[best] + reach)
      } else {
        extentY.include(
          range.lowerBound > 0 ? max(y[best] - reach, y[best] * 0.5) : y[best] - reach)
      }
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let frame = frame.onSecondAxis(onSecondAxis)
    if let values, let scale = colorScale {
      drawColored(values, scale, on: frame, in: &scene, look)
      drawBest(on: frame, in: &scene, look, context)
      return
    }
    let parts = self.parts(on: frame)
    if let stroke = look.stroke {
      var path = Path()
      for part in parts where part.count > 1 {
        path.append(Path(Polyline.simplified(stepped(part, on: frame))))
      }
      scene.clipped(to: frame.outline(larger: stroke.width / 2)) { scene in
        scene.stroke(path, look.paint(), stroke)
      }
      // A point between two gaps would not show at all.
      let alone = parts.filter { $0.count == 1 }.map { $0[0] }.filter(frame.shows)
      if look.marker == nil {
        scene.symbols(Symbol(kind: .circle, size: stroke.width * 1.8), at: alone, look.paint())
      }
    }
    if let marker = look.marker {
      let points = parts.flatMap { $0 }.filter(frame.shows)
      scene.symbols(Look.symbol(marker, size: look.markerSize), at: points, look.paint())
    }
    drawBest(on: frame, in: &scene, look, context)
  }

  private func drawBest(
    on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext
  ) {
    guard let index = bestIndex else { return }
    let point = frame.point(x[index], y[index])
    guard frame.shows(point) else { return }
    // Also on a pale curve the extreme is a fact.
    scene.symbols(Look.symbol(.star, size: 9), at: [point], look.paint)
    let text = context.shape(bestText(index), context.tickFont)
    scene.text(text, at: bestOrigin(point, text, frame), anchor: .topLeft, .ink)
  }

  private func bestText(_ index: Int) -> String { NumberFormat.short(y[index], digits: 3) }

  /// The upper left corner of the label: on the side of the curve where there is nothing, and
  /// inside the panel.
  private func bestOrigin(_ point: Point, _ text: ShapedText, _ frame: PanelFrame) -> Point {
    let left = min(
      max(point.x - text.width / 2, frame.rect.x + 2), frame.rect.maxX - text.width - 2)
    let below = point.y + 7
    let above = point.y - 7 - text.height
    let fitsBelow = below + text.height < frame.rect.maxY - 1
    let fitsAbove = above > frame.rect.y + 1
    let order =
      marksBest == .lowest
      ? [(below, fitsBelow), (above, fitsAbove)] : [(above, fitsAbove), (below, fitsBelow)]
    let free = order.first { top, fits in
      let box = Rect(x: left, y: top, width: text.width, height: text.height)
      return fits && !frame.reserved.contains { $0.overlaps(box) }
    }
    return Point(x: left, y: free?.0 ?? (order[0].1 ? order[0].0 : order[1].0))
  }

  /// The position of the extreme value to point out.
  private var bestIndex: Int? {
    guard let marksBest else { return nil }
    var best: Int?
    for index in y.indices where y[index].isFinite && x[index].isFinite {
      guard let known = best else {
        best = index
        continue
      }
      if marksBest == .lowest ? y[index] < y[known] : y[index] > y[known] { best = index }
    }
    return best
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    var look = look
    if let map = colorScale?.map { look.paint = MarkColors(map, onPage: true).paint(at: 0.5) }
    return name.map { LegendEntry(name: $0, handle: .line(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    let frame = frame.onSecondAxis(onSecondAxis)
    var obstacles = parts(on: frame).map {
      Obstacle.polyline(Polyline.simplified(stepped($0, on: frame)))
    }
    obstacles += texts(on: frame, context).map { .area($0) }
    return obstacles
  }

  func texts(on frame: PanelFrame, _ context: DrawingContext) -> [Rect] {
    guard let index = bestIndex else { return [] }
    let frame = frame.onSecondAxis(onSecondAxis)
    let text = context.shape(bestText(index), context.tickFont)
    let origin = bestOrigin(frame.point(x[index], y[index]), text, frame)
    return [Rect(x: origin.x, y: origin.y, width: text.width, height: text.height)]
  }

  /// The pixels of the line, split at gaps.
  private func parts(on frame: PanelFrame) -> [[Point]] {
    var parts: [[Point]] = []
    var part: [Point] = []
    for index in x.indices {
      let point = frame.point(x[index], y[index])
      if point.isFinite {
        part.append(point)
      } else if !part.isEmpty {
        parts.append(part)
        part = []
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// Pieces of a stepped line on polar axes, which runs along circles.
  private func arcs(_ step: Step, after starts: Range<Int>, on frame: PanelFrame) -> [Point] {
    var result: [Point] = []
    for index in starts {
      let (from, to) = (x[index], x[index + 1])
      let turn =
        switch step {
        case .after: to
        case .before: from
        case .middle: (from + to) / 2
        }
      result += frame.level(y[index], from: from, to: turn)
      result += frame.level(y[index + 1], from: turn, to: to)
    }
    return result.filter(\.isFinite)
  }

  /// The points with the corners of steps between them.
  ///
  /// - Parameter starts: The positions in the line of all points but the last; nil means the whole
  ///   line.
  func stepped(_ points: [Point], from starts: Range<Int>? = nil, on frame: PanelFrame) -> [Point] {
    guard let step, points.count > 1 else { return points }
    if frame.polar != nil {
      return arcs(step, after: starts ?? 0..<max(x.count - 1, 0), on: frame)
    }
    var result = [points[0]]
    for (from, to) in zip(points, points.dropFirst()) {
      switch step {
      case .after: result.append(Point(x: to.x, y: from.y))
      case .before: result.append(Point(x: from.x, y: to.y))
      case .middle:
        let middle = (from.x + to.x) / 2
        result.append(Point(x: middle, y: from.y))
        result.append(Point(x: middle, y: to.y))
      }
      result.append(to)
    }
    return result
  }
}
