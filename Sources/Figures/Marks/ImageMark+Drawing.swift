import Records

extension ImageMark: MarkDrawing {
  var role: MarkRole { .guide }
  var style: MarkStyle { MarkStyle() }

  var colorScale: ColorScale? {
    guard let values else { return nil }
    let range = values.finiteRange ?? 0...1
    return ColorScale(
      map: colorMap ?? .viridis, lower: lower ?? range.lowerBound, upper: upper ?? range.upperBound)
  }

  func extend(x: inout AxisExtent, y: inout AxisExtent) {
    for edge in [edges.left, edges.right] { x.includeEdge(edge) }
    for edge in [edges.bottom, edges.top] { y.includeEdge(edge) }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let a = frame.point(edges.left, edges.top)
    let b = frame.point(edges.right, edges.bottom)
    let rect = Rect(
      x: min(a.x, b.x), y: min(a.y, b.y), width: (a.x - b.x).magnitude,
      height: (a.y - b.y).magnitude)
    guard rect.width > 0, rect.height > 0, rect.width.isFinite, rect.height.isFinite else { return }
    var raster = self.raster
    raster.smooth = smooth ?? (Double(columns) > rect.width * 2)
    scene.clipped(to: frame.rect) { scene in scene.image(raster, in: rect) }
    if showsValues == true { drawValues(in: rect, raster, &scene, context) }
  }

  private func drawValues(
    in rect: Rect, _ raster: Raster, _ scene: inout Scene, _ context: DrawingContext
  ) {
    guard let values else { return }
    let cell = (width: rect.width / Double(columns), height: rect.height / Double(rows))
    var font = Font(size: min(context.tickFont.size, cell.height * 0.6))
    func shaped() -> [ShapedText] {
      values.map { context.shape(NumberFormat.short($0, digits: 3), font) }
    }
    var texts = shaped()
    let widest = texts.map(\.width).max() ?? 0
    if widest > cell.width * 0.9 {
      font.size *= cell.width * 0.9 / widest
      texts = shaped()
    }
    // Smaller than this nobody reads them.
    guard font.size >= 5 else { return }
    for row in 0..<rows {
      for column in 0..<columns where values[row * columns + column].isFinite {
        let start = (row * columns + column) * 4
        let below = RGB(raster.pixels[start], raster.pixels[start + 1], raster.pixels[start + 2])
        let dark = RGB(0x111111)
        let light = RGB(0xFFFFFF)
        let ink = below.contrast(with: dark) > below.contrast(with: light) ? dark : light
        scene.text(
          texts[row * columns + column],
          at: Point(
            x: rect.x + (Double(column) + 0.5) * cell.width,
            y: rect.y + (Double(row) + 0.5) * cell.height), .fixed(ink))
      }
    }
  }

  /// The picture's pixels.
  private var raster: Raster {
    var raster = Raster(width: columns, height: rows)
    if let values, let scale = colorScale {
      let table = ColorTable(scale.map)
      for row in 0..<rows {
        for column in 0..<columns {
          let value = values[row * columns + column]
          if value.isNaN { continue }
          raster.set(row: row, column: column, table.color(at: scale.place(value)))
        }
      }
    } else if let pixels, let bytes = Base64.decode(pixels) {
      let channels = bytes.count / max(1, rows * columns)
      for index in 0..<(rows * columns) {
        let color =
          channels == 3
          ? RGB(bytes[index * 3], bytes[index * 3 + 1], bytes[index * 3 + 2])
          : RGB(bytes[index], bytes[index], bytes[index])
        raster.set(row: index / columns, column: index % columns, color)
      }
    }
    return raster
  }
}
