import Records

extension ContourMark: MarkDrawing {
  var role: MarkRole { .series }

  var colorScale: ColorScale? {
    guard colorMap != nil || filled == true, let first = levels.first, let last = levels.last else {
      return nil
    }
    return ColorScale(
      map: colorMap ?? .viridis, lower: first, upper: last,
      levels: filled == true ? Array(levels) : nil, isForMarks: filled != true)
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
    if filled == true, let scale = colorScale {
      scene.clipped(to: frame.rect) { scene in
        fill(tracer.enclosed(), scale, ColorTable(scale.map), on: frame, in: &scene)
      }
      return
    }
    let colors = colorScale.map { ($0, MarkColors($0.map, onPage: !frame.isOverPicture)) }
    let format = levelFormat
    let font = Font(size: context.tickFont.size * 0.85)
    var lines: [ContourLabels.Line] = []
    var levelOf: [Int] = []
    for (index, level) in levels.enumerated() {
      let text = showsLevels == true ? context.shape(format.text(level), font) : .empty
      for line in tracer.lines(at: level) {
        let points = line.map { frame.point($0.x, $0.y) }
        guard points.allSatisfy(\.isFinite) else { continue }
        lines.append(.init(points: Polyline.simplified(points), text: text))
        levelOf.append(index)
      }
    }
    let placement = ContourLabels(
      lines, in: frame.rect, reserved: frame.reserved, crossed: frame.crossed)
    let labels = showsLevels == true ? placement.placed() : []
    let parts = placement.interrupted(by: labels)
    scene.clipped(to: frame.rect) { scene in
      for (index, level) in levels.enumerated() {
        var path = Path()
        for line in lines.indices where levelOf[line] == index {
          for part in parts[line] { path.append(Path(part)) }
        }
        // Hollows are told from hills by dashes when all lines have one colour, as is usual.
        let dashes = colors == nil && level < 0 ? [4.0, 2.5] : []
        scene.stroke(
          path, paint(level, look, colors), Stroke(width: style.width ?? 1.4, dashes: dashes))
      }
    }
    for label in labels {
      let text = lines[label.line].text
      var ink = paint(levels[levelOf[label.line]], look, colors).readable
      if frame.isOverPicture {
        // On areas of all colours a label has ground of its own.
        let (w, h) = (text.width / 2 + 2, text.height * 0.4)
        let corners = [(-w, -h), (w, -h), (w, h), (-w, h)].map {
          label.middle + Point(x: $0.0, y: $0.1).turned(by: label.angle)
        }
        scene.fill(Path(corners, closed: true), .paper.opacity(0.85))
        ink = .ink
      }
      scene.text(text, at: label.middle, angle: label.angle, ink)
    }
  }

  /// The colour of a level's line.
  private func paint(_ level: Double, _ look: Look, _ colors: (ColorScale, MarkColors)?) -> Paint {
    guard let (scale, colors) = colors else { return look.paint() }
    return colors.paint(at: scale.place(level)).opacity(look.opacity ?? 1)
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

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    let tracer = ContourTracer(x: x.values, y: y.values, z: z.values)
    return levels.flatMap { level in
      tracer.lines(at: level).map { line in
        .polyline(line.map { frame.point($0.x, $0.y) })
      }
    }
  }
}
