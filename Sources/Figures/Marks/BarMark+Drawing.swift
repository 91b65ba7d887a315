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

  /// The outline of each bar, nil where it cannot be shown.
  private func outlines(on frame: PanelFrame) -> [Path?] {
    positions.indices.map { index in
      let base = bases?[index] ?? 0
      let end = base + lengths[index]
      let sides = (positions[index] - thickness / 2, positions[index] + thickness / 2)
      // On a logarithmic axis a bar starts at the edge.
      func start(_ scale: AxisScale) -> Double {
        scale.kind == .log && base <= 0 ? scale.range.lowerBound : base
      }
      return horizontal == true
        ? frame.area(x: (start(frame.x), end), y: sides)
        : frame.area(x: sides, y: (start(frame.y), end))
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let outlines = outlines(on: frame)
    var path = Path()
    for case let outline? in outlines { path.append(outline) }
    scene.clipped(to: frame.outline()) { scene in
      scene.area(path, look, opacity: Self.opacity(look))
    }
    // Around a circle there is no room for them.
    if showsValues == true, frame.polar == nil {
      drawValues(outlines.map { $0?.bounds }, in: &scene, context)
    }
  }

  private func drawValues(_ rects: [Rect?], in scene: inout Scene, _ context: DrawingContext) {
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
    outlines(on: frame).compactMap { $0?.bounds.map(Obstacle.area) }
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
    scene.clipped(to: frame.outline(larger: 1)) { scene in
      if outline == true {
        let points = skyline(on: frame)
        scene.area(Path(points, closed: true), look, opacity: nil)
        scene.stroke(
          Path(points), look.paint(), Stroke(width: 1.75, dashes: look.stroke?.dashes ?? []))
        return
      }
      var path = Path()
      if frame.polar != nil {
        for bin in bins(on: frame) { path.append(bin) }
        scene.area(path, look, opacity: 0.75)
        scene.stroke(path, .paper, Stroke(width: 0.75))
        return
      }
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

  /// Where the bins start: at zero, or at the end of the axis.
  private func base(on frame: PanelFrame) -> Double {
    frame.y.kind == .log ? frame.y.range.lowerBound : 0
  }

  /// The outline of all bins together, from the first edge to the last.
  private func skyline(on frame: PanelFrame) -> [Point] {
    let base = base(on: frame)
    var points = [frame.point(edges[0], base)]
    for index in counts.indices {
      let height = counts[index] > 0 || frame.y.kind != .log ? counts[index] : base
      points += frame.level(height, from: edges[index], to: edges[index + 1])
    }
    points.append(frame.point(edges[edges.count - 1], base))
    return points.filter(\.isFinite)
  }

  /// The outline of each bin that can be shown.
  private func bins(on frame: PanelFrame) -> [Path] {
    counts.indices.compactMap { index in
      guard counts[index] != 0 else { return nil }
      return frame.area(
        x: (edges[index], edges[index + 1]), y: (base(on: frame), counts[index]))
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
    if frame.polar != nil { return bins(on: frame).compactMap { $0.bounds.map(Obstacle.area) } }
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
