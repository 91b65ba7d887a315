import Records

extension ContourMark: MarkDrawing {
  var role: MarkRole { .series }

  var colorScale: ColorScale? {
    guard colorMap != nil || filled == true, let first = levels.first, let last = levels.last else {
      return nil
    }
    return ColorScale(
      map: colorMap ?? .viridis, lower: first, upper: last,
      levels: filled == true ? Array(levels) : nil)
  }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    for range in [x.finiteRange].compactMap({ $0 }) {
      extentX.includeEdge(range.lowerBound)
      extentX.includeEdge(range.upperBound)
    }
    for range in [y.finiteRange].compactMap({ $0 }) {
      extentY.includeEdge(range.lowerBound)
      extentY.includeEdge(range.upperBound)
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let tracer = ContourTracer(x: x.values, y: y.values, z: z.values)
    let table = colorScale.map { ($0, ColorTable($0.map)) }
    if filled == true, let (scale, table) = table {
      scene.clipped(to: frame.rect) { scene in
        fill(tracer.enclosed(), scale, table, on: frame, in: &scene)
      }
      return
    }
    var labels: [(ShapedText, Rect, Double)] = []
    scene.clipped(to: frame.rect) { scene in
      for level in levels {
        let lines = tracer.lines(at: level).map { line in line.map { frame.point($0.x, $0.y) } }
        var path = Path()
        for line in lines { path.append(Path(line)) }
        var paint = look.paint()
        if let (scale, table) = table {
          let color = table.color(at: scale.place(level))
          // Lines of a map's lightest colour would vanish on a light page.
          paint = Paint(
            light: color.standingOut(from: FigureTheme.light.paper, ratio: 2),
            dark: color.standingOut(from: FigureTheme.dark.paper, ratio: 2))
        }
        // Hollows are told from hills by dashes when all lines have one colour, as is usual.
        let dashes = table == nil && level < 0 ? [4.0, 2.5] : []
        scene.stroke(path, paint, Stroke(width: style.width ?? 1.4, dashes: dashes))
        if showsLevels == true { place(level, lines, frame, context, &labels) }
      }
    }
    for (text, rect, angle) in labels {
      let middle = Point(x: rect.midX, y: rect.midY)
      let (w, h) = (text.width / 2 + 1.5, text.height * 0.38)
      let corners = [(-w, -h), (w, -h), (w, h), (-w, h)].map {
        middle + Point(x: $0.0, y: $0.1).turned(by: angle)
      }
      scene.fill(Path(corners, closed: true), .paper.opacity(0.85))
      scene.text(text, at: middle, angle: angle, .ink)
    }
  }

  /// Areas are painted from the lowest level up, each on top of the one before, so that no seam
  /// shows between neighbours.
  private func fill(
    _ tracer: ContourTracer, _ scale: ColorScale, _ table: ColorTable, on frame: PanelFrame,
    in scene: inout Scene
  ) {
    for (low, high) in zip(levels, levels.dropFirst()) {
      var path = Path()
      for line in tracer.lines(at: low) {
        path.append(Path(line.map { frame.point($0.x, $0.y) }, closed: true))
      }
      scene.fill(path, .fixed(table.color(at: scale.place((low + high) / 2))))
    }
  }

  /// One form for the labels of all levels.
  private var levelFormat: NumberFormat {
    NumberFormat(levels.values, range: levels.finiteRange ?? 0...1)
  }

  /// Puts the level on its longest line, where there is room and no other label.
  private func place(
    _ level: Double, _ lines: [[Point]], _ frame: PanelFrame, _ context: DrawingContext,
    _ labels: inout [(ShapedText, Rect, Double)]
  ) {
    guard let line = lines.max(by: { $0.count < $1.count }), line.count > 8 else { return }
    let text = context.shape(
      levelFormat.text(level), Font(size: context.tickFont.size * 0.85))
    for share in [0.25, 0.75, 0.5, 0.1, 0.9, 0.4, 0.6] {
      let place = Int(Double(line.count - 1) * share)
      let point = line[place]
      // Labels lie along their lines, and never upside down.
      let along = line[min(place + 2, line.count - 1)] - line[max(place - 2, 0)]
      var angle = (along.direction * 10).rounded() / 10
      if angle > 90 { angle -= 180 }
      if angle < -90 { angle += 180 }
      let bounds = text.bounds(at: Point(x: 0, y: 0), angle: angle)
      let rect = Rect(
        x: point.x - bounds.width / 2 - 1, y: point.y - bounds.height / 2 - 1,
        width: bounds.width + 2, height: bounds.height + 2)
      let inside =
        rect.x > frame.rect.x && rect.maxX < frame.rect.maxX && rect.y > frame.rect.y
        && rect.maxY < frame.rect.maxY
      if inside, !labels.contains(where: { $0.1.inset(by: -2).overlaps(rect) }) {
        labels.append((text, rect, angle))
        return
      }
    }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    let tracer = ContourTracer(x: x.values, y: y.values, z: z.values)
    return levels.flatMap { level in
      tracer.lines(at: level).map { line in
        .polyline(line.map { frame.point($0.x, $0.y) })
      }
    }
  }
}

extension QuiverMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    extentX.include(x)
    extentY.include(y)
    guard let scale else { return }
    for index in x.indices {
      extentX.include(x[index] + u[index] * scale)
      extentY.include(y[index] + v[index] * scale)
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let arrows = arrows(on: frame)
    scene.clipped(to: frame.rect) { scene in
      for (tail, head) in arrows {
        let length = (head - tail).length
        scene.arrow(
          from: tail, to: head, look.paint(), Stroke(width: style.width ?? 1.2),
          headSize: min(6.5, max(2.5, length * 0.4)))
      }
    }
  }

  /// Tails and heads in pixels. Arrows point along the data's own directions, so that a gradient
  /// stands upright on its contours where both axes have one unit. Without a scale the longest arrow
  /// is as long as arrows lie apart.
  private func arrows(on frame: PanelFrame) -> [(Point, Point)] {
    let vectors = x.indices.compactMap { index -> (Point, Point)? in
      let tail = frame.point(x[index], y[index])
      // A short step tells the direction also on axes that are not linear.
      let step = scale ?? 1
      let unitX = frame.rect.width / (frame.x.upper - frame.x.lower)
      let unitY = frame.rect.height / (frame.y.upper - frame.y.lower)
      let arrow = Point(x: u[index] * unitX * step, y: -v[index] * unitY * step)
      return tail.isFinite && arrow.isFinite ? (tail, arrow) : nil
    }
    guard scale == nil else { return vectors.map { ($0.0, $0.0 + $0.1) } }
    let longest = vectors.map { $0.1.length }.max() ?? 0
    guard longest > 0 else { return [] }
    let spacing = (frame.rect.width * frame.rect.height / Double(max(1, vectors.count)))
      .squareRoot()
    let factor = min(spacing * 0.95, 60) / longest
    return vectors.map { ($0.0, $0.0 + $0.1 * factor) }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    name.map { LegendEntry(name: $0, handle: .line(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    arrows(on: frame).map { .polyline([$0.0, $0.1]) }
  }
}
