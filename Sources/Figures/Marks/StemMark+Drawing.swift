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
    let foot = frame.py(base).isFinite ? frame.py(base) : frame.rect.maxY
    let points = zip(x, y).map(frame.point).filter(\.isFinite)
    for point in points { stems.append(.segment(Point(x: point.x, y: foot), point)) }
    scene.clipped(to: frame.rect.inset(by: -1)) { scene in
      scene.stroke(
        .segment(Point(x: frame.rect.x, y: foot), Point(x: frame.rect.maxX, y: foot)), .frame,
        Stroke(width: 1))
      scene.stroke(stems, look.paint(), Stroke(width: style.width ?? 1.5))
    }
    scene.symbols(
      Look.symbol(look.marker ?? .circle, size: look.markerSize),
      at: points.filter(frame.rect.inset(by: -0.5).contains), look.paint())
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .stem(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    zip(x, y).map(frame.point).filter(\.isFinite).map {
      .polyline([$0, Point(x: $0.x, y: frame.py(base))])
    }
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
    scene.clipped(to: frame.rect) { scene in scene.area(path, look, opacity: 0.25) }
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
      // On a logarithmic axis a bar that reaches below zero ends at the edge.
      let foot = frame.py(y[index] - below[index])
      let low = Point(x: frame.px(x[index]), y: foot.isFinite ? foot : frame.rect.maxY)
      let high = frame.point(x[index], y[index] + above[index])
      if low.isFinite, high.isFinite { bar(low, high, Point(x: 3, y: 0)) }
      if before != nil || after != nil {
        let left = frame.point(x[index] - (before?[index] ?? 0), y[index])
        let right = frame.point(x[index] + (after?[index] ?? 0), y[index])
        if left.isFinite, right.isFinite { bar(left, right, Point(x: 0, y: 3)) }
      }
    }
    let points = zip(x, y).map(frame.point).filter(\.isFinite)
    scene.clipped(to: frame.rect.inset(by: -1)) { scene in
      scene.stroke(bars, look.paint(), Stroke(width: 1.25))
      if style.dash != nil, style.dash != MarkStyle.Dash.none, let stroke = look.stroke {
        scene.stroke(Path(points), look.paint(), stroke)
      }
    }
    scene.symbols(
      Look.symbol(look.marker ?? .circle, size: look.markerSize),
      at: points.filter(frame.rect.inset(by: -0.5).contains), look.paint())
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
