import Records

extension BarMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    for index in positions.indices {
      let position = positions[index]
      let base = bases?[index] ?? 0
      let end = base + lengths[index]
      guard position.isFinite, end.isFinite else { continue }
      func cover(along: inout AxisExtent, across: inout AxisExtent) {
        along.include(position - thickness / 2)
        along.include(position + thickness / 2)
        // Values written at the ends need room.
        across.include(showsValues == true ? end + lengths[index] * 0.06 : end)
        if bases == nil { across.includeEdge(0) } else { across.include(base) }
        if bases != nil, base == 0 { across.includeEdge(0) }
      }
      if horizontal == true {
        cover(along: &extentY, across: &extentX)
      } else {
        cover(along: &extentX, across: &extentY)
      }
    }
  }

  /// The rectangle of each bar, nil where it cannot be shown.
  private func rects(on frame: PanelFrame) -> [Rect?] {
    positions.indices.map { index in
      let base = bases?[index] ?? 0
      let end = base + lengths[index]
      let sides = (positions[index] - thickness / 2, positions[index] + thickness / 2)
      let lying = horizontal == true
      // On a logarithmic axis a bar starts at the edge.
      func start(_ scale: AxisScale) -> Double {
        scale.kind == .log && base <= 0 ? scale.range.lowerBound : base
      }
      let a = lying ? frame.point(start(frame.x), sides.0) : frame.point(sides.0, start(frame.y))
      let b = lying ? frame.point(end, sides.1) : frame.point(sides.1, end)
      guard a.isFinite, b.isFinite else { return nil }
      return Rect(
        x: min(a.x, b.x), y: min(a.y, b.y), width: (a.x - b.x).magnitude,
        height: (a.y - b.y).magnitude)
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let rects = rects(on: frame)
    var path = Path()
    for case let rect? in rects { path.append(.rectangle(rect)) }
    scene.clipped(to: frame.rect) { scene in
      scene.area(path, look, opacity: Self.opacity(look))
    }
    guard showsValues == true else { return }
    let texts = lengths.map { context.shape(NumberFormat.short($0, digits: 4), context.tickFont) }
    let slot =
      (horizontal == true ? rects.compactMap { $0?.height } : rects.compactMap { $0?.width })
      .min() ?? 0
    let needed = texts.map { horizontal == true ? $0.height : $0.width }.max() ?? 0
    // Labels that would run into each other are no help.
    guard needed <= slot / thickness || positions.count == 1 else { return }
    for (index, rect) in rects.enumerated() {
      guard let rect else { continue }
      let negative = lengths[index] < 0
      if horizontal == true {
        scene.text(
          texts[index], at: Point(x: negative ? rect.x - 3 : rect.maxX + 3, y: rect.midY),
          anchor: negative ? .right : .left, .ink)
      } else {
        scene.text(
          texts[index], at: Point(x: rect.midX, y: negative ? rect.maxY + 2 : rect.y - 2),
          anchor: negative ? .top : .bottom, .ink)
      }
    }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .area(look, opacity: Self.opacity(look))) }
  }

  /// Strokes of a hatch stand out best on the full colour.
  private static func opacity(_ look: Look) -> Double { look.hatch == nil ? 0.9 : 1 }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    rects(on: frame).compactMap { $0.map(Obstacle.area) }
  }
}

extension HistogramMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x: inout AxisExtent, y: inout AxisExtent) {
    x.include(edges)
    y.include(counts)
    y.includeEdge(0)
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let base = frame.y.kind == .log ? frame.rect.maxY : frame.py(0)
    scene.clipped(to: frame.rect.inset(by: -1)) { scene in
      if outline == true {
        var points = [Point(x: frame.px(edges[0]), y: base)]
        for index in counts.indices {
          let height = counts[index] > 0 || frame.y.kind != .log ? frame.py(counts[index]) : base
          points.append(Point(x: frame.px(edges[index]), y: height))
          points.append(Point(x: frame.px(edges[index + 1]), y: height))
        }
        points.append(Point(x: frame.px(edges[edges.count - 1]), y: base))
        scene.area(Path(points, closed: true), look, opacity: nil)
        scene.stroke(
          Path(points), look.paint(), Stroke(width: 1.75, dashes: look.stroke?.dashes ?? []))
        return
      }
      var path = Path()
      for case .area(let rect) in obstacles(on: frame, context) {
        // A hair's breadth between bars tells them apart where there is room.
        let gap = rect.width > 4 ? 0.5 : 0
        path.append(
          .rectangle(
            Rect(x: rect.x + gap / 2, y: rect.y, width: rect.width - gap, height: rect.height)))
      }
      scene.area(path, look, opacity: 0.75)
    }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map {
      LegendEntry(
        name: $0,
        handle: outline == true && look.hatch == nil
          ? .line(look) : .area(look, opacity: outline == true ? nil : 0.75))
    }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    let base = frame.y.kind == .log ? frame.rect.maxY : frame.py(0)
    return counts.indices.compactMap { index in
      let left = frame.px(edges[index])
      let right = frame.px(edges[index + 1])
      let top = frame.py(counts[index])
      guard left.isFinite, right.isFinite, top.isFinite, counts[index] != 0 else { return nil }
      return .area(
        Rect(x: left, y: min(top, base), width: right - left, height: (base - top).magnitude))
    }
  }
}
