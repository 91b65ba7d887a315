import Records

extension ScatterMark: MarkDrawing {
  var role: MarkRole { .series }
  var isOnSecondAxis: Bool { onSecondAxis ?? false }

  var colorScale: ColorScale? {
    guard let values, let range = values.finiteRange else { return nil }
    return ColorScale(
      map: colorMap ?? .viridis, lower: lower ?? range.lowerBound, upper: upper ?? range.upperBound,
      isForMarks: true)
  }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    for (vx, vy) in zip(x, y) where vx.isFinite && vy.isFinite {
      extentX.include(vx)
      extentY.include(vy)
    }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let frame = frame.onSecondAxis(onSecondAxis)
    let marker = look.marker ?? .circle
    let plain = style.markerSize ?? (x.count > 500 ? 4 : 6)
    let paint = look.paint(opacity: x.count > 200 ? 0.7 : 0.85)
    let colors = colorScale.map { ($0, MarkColors($0.map, onPage: !frame.isOverPicture)) }
    if sizes == nil, colors == nil {
      let points = zip(x, y).map(frame.point).filter(frame.shows)
      scene.symbols(Look.symbol(marker, size: plain), at: points, paint)
      return
    }
    // Neighbours that look alike are drawn together.
    var batch: [Point] = []
    var batchSize = plain
    var batchPaint = paint
    func flush() {
      scene.symbols(Look.symbol(marker, size: batchSize), at: batch, batchPaint)
      batch = []
    }
    for index in x.indices {
      let point = frame.point(x[index], y[index])
      guard point.isFinite, frame.shows(point) else { continue }
      var itemPaint = paint
      if let (scale, colors) = colors, let values {
        guard values[index].isFinite else { continue }
        // Colours that mean numbers are not mixed with what lies behind.
        itemPaint = colors.paint(at: scale.place(values[index])).opacity(look.opacity ?? 1)
      }
      let size = sizes.map { $0[index] } ?? plain
      if size != batchSize || itemPaint != batchPaint {
        flush()
        (batchSize, batchPaint) = (size, itemPaint)
      }
      if size > 0, size.isFinite { batch.append(point) }
    }
    flush()
  }

  func legendEntry(_ look: Look) -> LegendEntry? {
    var look = look
    look.marker = look.marker ?? .circle
    look.stroke = nil
    if let map = colorScale?.map { look.paint = MarkColors(map, onPage: true).paint(at: 0.5) }
    return name.map { LegendEntry(name: $0, handle: .symbol(look)) }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    [.points(zip(x, y).map(frame.onSecondAxis(onSecondAxis).point).filter(\.isFinite))]
  }
}
