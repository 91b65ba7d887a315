import Records

/// A colour bar at the right of or below a panel or the whole figure, measured.
struct ColorBarLayout {
  private let scale: ColorScale
  private let context: DrawingContext
  private let record: ColorBarRecord

  static let width = 11.0
  static let gap = 9.0

  init(_ record: ColorBarRecord, _ scale: ColorScale, _ context: DrawingContext) {
    self.scale = scale
    self.context = context
    self.record = record
  }

  var position: ColorBarRecord.Position { record.position ?? .right }

  private func axis(length: Double) -> (AxisLayout, AxisScale) {
    let upper = scale.upper > scale.lower ? scale.upper : scale.lower + 1
    let axisScale = AxisScale(lower: scale.lower, upper: upper)
    var axis = AxisRecord(label: record.label)
    if let levels = scale.levels, levels.count <= 12 { axis.ticks = levels }
    return (
      AxisLayout(
        axis, axisScale, side: position == .right ? .right : .bottom, length: length,
        showsLabels: true, context),
      axisScale
    )
  }

  /// The room that a panel with a bar of a length needs.
  func margins(length: Double) -> Margins {
    var margins = Margins()
    let (layout, axisScale) = axis(length: length)
    let thickness = Self.gap + Self.width + layout.thickness
    let overhang = layout.overhang(axisScale, length)
    switch position {
    case .right:
      margins.right = thickness
      margins.top = max(layout.roomAbove, overhang.end)
      margins.bottom = overhang.start
    case .bottom:
      margins.bottom = thickness
      margins.left = overhang.start
      margins.right = overhang.end
    }
    return margins
  }

  /// Whether the label is too long for a bar of a length.
  func isCramped(length: Double) -> Bool { axis(length: length).0.title.width > length + 8 }

  /// Draws the bar beside a rectangle, so far from it that what stands there has room.
  func draw(beside rect: Rect, after offset: Double, in scene: inout Scene) {
    let isUpright = position == .right
    let bar =
      isUpright
      ? Rect(
        x: rect.maxX + offset + Self.gap, y: rect.y, width: Self.width, height: rect.height)
      : Rect(
        x: rect.x, y: rect.maxY + offset + Self.gap, width: rect.width, height: Self.width)
    let (layout, axisScale) = axis(length: isUpright ? bar.height : bar.width)
    if let levels = scale.levels {
      let table = ColorTable(scale.map)
      for (low, high) in zip(levels, levels.dropFirst()) {
        let (start, end) = (axisScale.place(low), axisScale.place(high))
        let step =
          isUpright
          ? Rect(
            x: bar.x, y: bar.maxY - end * bar.height, width: bar.width,
            height: (end - start) * bar.height)
          : Rect(
            x: bar.x + start * bar.width, y: bar.y, width: (end - start) * bar.width,
            height: bar.height)
        scene.fill(.rectangle(step), .fixed(table.color(at: scale.place((low + high) / 2))))
      }
    } else {
      let rasters = FigureTheme.allCases.map { raster(isUpright: isUpright, $0) }
      if rasters[0].pixels == rasters[1].pixels {
        scene.image(rasters[0], in: bar)
      } else {
        scene.image(light: rasters[0], dark: rasters[1], in: bar)
      }
    }
    scene.stroke(.rectangle(bar), .frame, Stroke(width: 0.8))
    layout.draw(axisScale, beside: bar, in: &scene)
  }

  /// The map from its lower to its upper end, as a page shows it.
  private func raster(isUpright: Bool, _ theme: FigureTheme) -> Raster {
    let table = ColorTable(scale.map)
    let marks = scale.isForMarks ? MarkColors(scale.map, onPage: true) : nil
    let count = scale.isForMarks ? MarkColors.count : 128
    var raster = isUpright ? Raster(width: 1, height: count) : Raster(width: count, height: 1)
    for step in 0..<count {
      let place = (Double(step) + 0.5) / Double(count)
      let color = marks?.paint(at: place).color(in: theme) ?? table.color(at: place)
      raster.set(row: isUpright ? count - 1 - step : 0, column: isUpright ? 0 : step, color)
    }
    raster.smooth = true
    return raster
  }
}
