import Records

extension StemMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    extentX.include(x)
    extentY.include(y)
    extentY.include(base)
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    var stems = Path()
    let points = zip(x, y).map(frame.point).filter(\.isFinite)
    for (foot, point) in self.stems(on: frame) { stems.append(.segment(foot, point)) }
    scene.clipped(to: frame.outline(larger: 1)) { scene in
      scene.stroke(ground(on: frame), .frame, Stroke(width: 1))
      scene.stroke(stems, look.paint(), Stroke(width: style.width ?? 1.5))
    }
    scene.symbols(
      Look.symbol(look.marker ?? .circle, size: look.markerSize),
      at: points.filter(frame.shows), look.paint())
  }

  /// The foot and the end of each stem.
  private func stems(on frame: PanelFrame) -> [(Point, Point)] {
    let level = frame.py(base).isFinite ? frame.py(base) : frame.rect.maxY
    return zip(x, y).compactMap { vx, vy in
      let point = frame.point(vx, vy)
      guard point.isFinite else { return nil }
      guard let polar = frame.polar else { return (Point(x: point.x, y: level), point) }
      // What begins below the axis begins in the middle.
      let foot = polar.point(angle: vx, share: max(0, frame.y.place(base)))
      return (foot.isFinite ? foot : polar.center, point)
    }
  }

  /// The line on which the stems stand.
  private func ground(on frame: PanelFrame) -> Path {
    if let polar = frame.polar {
      let share = frame.y.place(base)
      return share > 0 ? polar.ring(share * polar.radius) : Path()
    }
    let level = frame.py(base).isFinite ? frame.py(base) : frame.rect.maxY
    return .segment(Point(x: frame.rect.x, y: level), Point(x: frame.rect.maxX, y: level))
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .stem(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    stems(on: frame).map { .polyline([$0.0, $0.1]) }
  }
}

extension BandMark: MarkDrawing {
  var role: MarkRole { .companion }
  var isOnSecondAxis: Bool { onSecondAxis ?? false }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    extentX.include(x)
    extentY.include(lower)
    extentY.include(upper)
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    var path = Path()
    for (edgeA, edgeB) in parts(on: frame.onSecondAxis(onSecondAxis)) {
      path.append(
        Path(Polyline.simplified(edgeA) + Polyline.simplified(edgeB).reversed(), closed: true))
    }
    scene.clipped(to: frame.outline()) { scene in scene.area(path, look, opacity: 0.25) }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .area(look, opacity: 0.25)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    parts(on: frame.onSecondAxis(onSecondAxis)).flatMap { edgeA, edgeB in
      [Obstacle.polyline(edgeA), .polyline(edgeB)]
    }
  }

  /// Both edges in pixels, split at gaps.
  private func parts(on frame: PanelFrame) -> [([Point], [Point])] {
    var parts: [([Point], [Point])] = []
    var part: ([Point], [Point]) = ([], [])
    for index in x.indices {
      let a = frame.point(x[index], lower[index])
      let b = frame.point(x[index], upper[index])
      if a.isFinite, b.isFinite {
        part.0.append(a)
        part.1.append(b)
      } else if !part.0.isEmpty {
        parts.append(part)
        part = ([], [])
      }
    }
    if !part.0.isEmpty { parts.append(part) }
    return parts
  }
}

extension ErrorBarMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    for index in x.indices {
      extentY.include(y[index])
      extentY.include(y[index] - below[index])
      extentY.include(y[index] + above[index])
      extentX.include(x[index])
      if let before { extentX.include(x[index] - before[index]) }
      if let after { extentX.include(x[index] + after[index]) }
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    var bars = Path()
    func bar(_ a: Point, _ b: Point, _ cap: Point) {
      bars.append(.segment(a, b))
      bars.append(.segment(a - cap, a + cap))
      bars.append(.segment(b - cap, b + cap))
    }
    for index in x.indices {
      let low = foot(index, on: frame)
      let high = frame.point(x[index], y[index] + above[index])
      // Caps stand upright on their bars, which are not all upright on polar axes.
      let along = frame.polar?.direction(x[index]) ?? Point(x: 0, y: -1)
      if low.isFinite, high.isFinite { bar(low, high, Point(x: -along.y * 3, y: along.x * 3)) }
      if before != nil || after != nil {
        let left = frame.point(x[index] - (before?[index] ?? 0), y[index])
        let right = frame.point(x[index] + (after?[index] ?? 0), y[index])
        if left.isFinite, right.isFinite { bar(left, right, along * 3) }
      }
    }
    let points = zip(x, y).map(frame.point).filter(\.isFinite)
    scene.clipped(to: frame.outline(larger: 1)) { scene in
      scene.stroke(bars, look.paint(), Stroke(width: 1.25))
      if style.dash != nil, style.dash != MarkStyle.Dash.none, let stroke = look.stroke {
        scene.stroke(Path(points), look.paint(), stroke)
      }
    }
    scene.symbols(
      Look.symbol(look.marker ?? .circle, size: look.markerSize),
      at: points.filter(frame.shows), look.paint())
  }

  /// The lower end of a bar: on a logarithmic axis one that reaches below zero ends at the edge.
  private func foot(_ index: Int, on frame: PanelFrame) -> Point {
    if let polar = frame.polar {
      let share = frame.y.place(y[index] - below[index])
      return polar.point(angle: x[index], share: share > 0 ? share : 0)
    }
    let foot = frame.py(y[index] - below[index])
    return Point(x: frame.px(x[index]), y: foot.isFinite ? foot : frame.rect.maxY)
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .errorBar(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    x.indices.map {
      .polyline([
        frame.point(x[$0], y[$0] - below[$0]), frame.point(x[$0], y[$0] + above[$0]),
      ])
    }
  }
}
