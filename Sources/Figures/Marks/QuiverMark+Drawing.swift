import Records

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

  var colorScale: ColorScale? {
    guard let values, let range = values.finiteRange else { return nil }
    return ColorScale(
      map: colorMap ?? .viridis, lower: lower ?? range.lowerBound, upper: upper ?? range.upperBound,
      isForMarks: true)
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let arrows = arrows(on: frame)
    let colors = colorScale.map { ($0, MarkColors($0.map, onPage: !frame.isOverPicture)) }
    scene.clipped(to: frame.rect) { scene in
      for (tail, head, index) in arrows {
        let length = (head - tail).length
        var paint = look.paint()
        if let (scale, colors) = colors, let values {
          guard values[index].isFinite else { continue }
          paint = colors.paint(at: scale.place(values[index])).opacity(look.opacity ?? 1)
        }
        scene.arrow(
          from: tail, to: head, paint, Stroke(width: style.width ?? 1.2),
          headSize: min(6.5, max(2.5, length * 0.4)))
      }
    }
  }

  /// Tails and heads in pixels, and which of the arrows it is. Arrows point along the data's own directions, so that a gradient
  /// stands upright on its contours where both axes have one unit. Without a scale the longest arrow
  /// is as long as arrows lie apart.
  private func arrows(on frame: PanelFrame) -> [(Point, Point, Int)] {
    let vectors = x.indices.compactMap { index -> (Point, Point, Int)? in
      let tail = frame.point(x[index], y[index])
      // A short step tells the direction also on axes that are not linear.
      let step = scale ?? 1
      let unitX = frame.rect.width / (frame.x.upper - frame.x.lower)
      let unitY = frame.rect.height / (frame.y.upper - frame.y.lower)
      let arrow = Point(x: u[index] * unitX * step, y: -v[index] * unitY * step)
      return tail.isFinite && arrow.isFinite ? (tail, arrow, index) : nil
    }
    guard scale == nil else { return vectors.map { ($0.0, $0.0 + $0.1, $0.2) } }
    let longest = vectors.map { $0.1.length }.max() ?? 0
    guard longest > 0 else { return [] }
    let spacing = (frame.rect.width * frame.rect.height / Double(max(1, vectors.count)))
      .squareRoot()
    let factor = min(spacing * 0.95, 60) / longest
    return vectors.map { ($0.0, $0.0 + $0.1 * factor, $0.2) }
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    var look = look
    if let map = colorScale?.map { look.paint = MarkColors(map, onPage: true).paint(at: 0.5) }
    return name.map { LegendEntry(name: $0, handle: .line(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    arrows(on: frame).map { .polyline([$0.0, $0.1]) }
  }
}
