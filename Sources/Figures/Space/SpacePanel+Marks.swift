import Records

extension SpacePanel {
  func drawMarks(in scene: inout Scene) {
    var drawing = SpaceDrawing(projection)
    for (mark, look) in zip(plan.record.marks, plan.looks) {
      switch mark {
      case .surface(let surface) where surface.wireframe == true:
        addWires(surface, look, to: &drawing)
      case .surface(let surface): addFaces(surface, look, to: &drawing)
      case .line3D(let line): addCurve(line, look, to: &drawing)
      default: break
      }
    }
    drawing.draw(in: &scene)
  }

  /// The places of a grid's rows or columns that are drawn: all of a coarse one, every second, third
  /// and so on of a fine one, and always the last.
  private func stride(_ count: Int, limit: Int) -> [Int] {
    let step = max(1, (count + limit - 1) / limit)
    var places = Array(Swift.stride(from: 0, to: count, by: step))
    if let last = places.last, last != count - 1 { places.append(count - 1) }
    return places
  }

  private func addWires(_ mark: SurfaceMark, _ look: Look, to drawing: inout SpaceDrawing) {
    let (columns, rows) = (mark.x.count, mark.y.count)
    func node(_ row: Int, _ column: Int) -> SpacePoint {
      place(mark.x[column], mark.y[row], mark.z[row * columns + column])
    }
    let ink = SpaceDrawing.Ink(
      paint: look.paint(), stroke: Stroke(width: mark.style.width ?? 0.9, roundCaps: true))
    for row in stride(rows, limit: 26) {
      drawing.add((0..<columns).map { node(row, $0) }, ink)
    }
    for column in stride(columns, limit: 26) {
      drawing.add((0..<rows).map { node($0, column) }, ink)
    }
  }

  private func addFaces(_ mark: SurfaceMark, _ look: Look, to drawing: inout SpaceDrawing) {
    let columns = stride(mark.x.count, limit: 50)
    let rows = stride(mark.y.count, limit: 50)
    let heights = rows.map { row in columns.map { mark.z[row * mark.x.count + $0] } }
    let field = HeightField(
      x: columns.map { scales.x.place(mark.x[$0]) - 0.5 },
      y: rows.map { scales.y.place(mark.y[$0]) - 0.5 },
      z: heights.flatMap { $0.map { scales.z.place($0) - 0.5 } })
    let range = mark.z.finiteRange ?? 0...1
    let scale = ColorScale(
      map: mark.colorMap ?? .viridis, lower: range.lowerBound, upper: range.upperBound)
    let table = ColorTable(scale.map)
    let usesMap = mark.colorMap != nil || mark.style.color == nil
    drawing.add(field) { row, column in
      let corners = [
        field.corner(row, column), field.corner(row, column + 1),
        field.corner(row + 1, column + 1), field.corner(row + 1, column),
      ]
      let light = Self.light(corners)
      func shaded(_ color: RGB) -> RGB {
        light < 0
          ? color.mixed(with: RGB(0x000000), -light) : color.mixed(with: RGB(0xFFFFFF), light)
      }
      var paint: Paint
      if usesMap {
        let (top, bottom) = (field.rowOrder[row], field.rowOrder[row + 1])
        let (left, right) = (field.columnOrder[column], field.columnOrder[column + 1])
        let mean =
          (heights[top][left] + heights[top][right] + heights[bottom][left]
            + heights[bottom][right]) / 4
        paint = .fixed(shaded(table.color(at: scale.place(mean))))
      } else {
        paint = Paint(light: shaded(look.paint.light), dark: shaded(look.paint.dark))
      }
      paint.opacity = look.opacity ?? 1
      return paint
    }
  }

  /// How much lighter or darker a face is than its colour, from its slope against a light from the
  /// upper left.
  private static func light(_ corners: [SpacePoint]) -> Double {
    let u = corners[2] - corners[0]
    let v = corners[3] - corners[1]
    let n = SpacePoint(x: u.y * v.z - u.z * v.y, y: u.z * v.x - u.x * v.z, z: u.x * v.y - u.y * v.x)
    guard n.length > 0 else { return 0 }
    let sign = n.z < 0 ? -1.0 : 1
    let lambert = sign * (-0.45 * n.x - 0.25 * n.y + 0.85 * n.z) / n.length
    return (lambert - 0.75) * 0.45
  }

  private func addCurve(_ mark: Line3DMark, _ look: Look, to drawing: inout SpaceDrawing) {
    let nodes = mark.x.indices.map { place(mark.x[$0], mark.y[$0], mark.z[$0]) }
    let stroke = look.stroke.map {
      Stroke(width: $0.width, dashes: $0.dashes, roundCaps: $0.dashes.isEmpty)
    }
    drawing.add(
      nodes,
      SpaceDrawing.Ink(
        paint: look.paint(), stroke: stroke,
        symbol: look.marker.map { Look.symbol($0, size: look.markerSize) }))
  }
}

extension Mark {
  /// What the colours of a surface mean.
  var spatialColorScale: ColorScale? {
    guard case .surface(let mark) = self, mark.wireframe != true,
      mark.colorMap != nil || mark.style.color == nil, let range = mark.z.finiteRange
    else { return nil }
    return ColorScale(
      map: mark.colorMap ?? .viridis, lower: range.lowerBound, upper: range.upperBound)
  }

  /// What the legend says of a mark in three dimensions.
  func spatialLegendEntry(_ look: Look) -> LegendEntry? {
    switch self {
    case .surface(let mark):
      mark.name.map { name in
        if mark.wireframe == true { return LegendEntry(name: name, handle: .line(look)) }
        // A surface in the colours of a map is known by the map's middle.
        let paint =
          spatialColorScale.map { .fixed(ColorTable($0.map).color(at: 0.55)) } ?? look.paint
        return LegendEntry(name: name, handle: .swatch(paint, outline: nil))
      }
    case .line3D(let mark): mark.name.map { LegendEntry(name: $0, handle: .line(look)) }
    default: nil
    }
  }
}
