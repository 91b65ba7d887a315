import Records

/// A colour bar at the right of a panel or of the whole figure, measured.
struct ColorBarLayout {
  private let scale: ColorScale
  private let context: DrawingContext
  private let label: String?

  static let width = 11.0
  static let gap = 9.0

  init(_ record: ColorBarRecord, _ scale: ColorScale, _ context: DrawingContext) {
    self.scale = scale
    self.context = context
    label = record.label
  }

  private func axis(length: Double) -> (AxisLayout, AxisScale) {
    let upper = scale.upper > scale.lower ? scale.upper : scale.lower + 1
    let axisScale = AxisScale(lower: scale.lower, upper: upper)
    var record = AxisRecord(label: label)
    if let levels = scale.levels, levels.count <= 12 { record.ticks = levels }
    return (
      AxisLayout(record, axisScale, side: .right, length: length, showsLabels: true, context),
      axisScale
    )
  }

  /// The room that the bar takes beside a panel of a height.
  func thickness(length: Double) -> Double {
    Self.gap + Self.width + axis(length: length).0.thickness
  }

  /// The room above the bar for what its labels share.
  func roomAbove(length: Double) -> Double { axis(length: length).0.roomAbove }

  /// Draws the bar beside a rectangle.
  func draw(beside rect: Rect, in scene: inout Scene) {
    let bar = Rect(x: rect.maxX + Self.gap, y: rect.y, width: Self.width, height: rect.height)
    let table = ColorTable(scale.map)
    if let levels = scale.levels {
      let (_, axisScale) = axis(length: rect.height)
      for (low, high) in zip(levels, levels.dropFirst()) {
        let top = bar.maxY - axisScale.place(high) * bar.height
        let bottom = bar.maxY - axisScale.place(low) * bar.height
        scene.fill(
          .rectangle(Rect(x: bar.x, y: top, width: bar.width, height: bottom - top)),
          .fixed(table.color(at: scale.place((low + high) / 2))))
      }
    } else {
      var raster = Raster(width: 1, height: 128)
      for row in 0..<128 {
        raster.set(row: row, column: 0, table.color(at: 1 - (Double(row) + 0.5) / 128))
      }
      raster.smooth = true
      scene.image(raster, in: bar)
    }
    scene.stroke(.rectangle(bar), .frame, Stroke(width: 0.8))
    let (layout, axisScale) = axis(length: rect.height)
    layout.draw(axisScale, beside: bar, in: &scene)
  }
}
