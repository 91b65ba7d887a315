import Records

extension SpacePanel {
  /// Something to paint, ordered by how near it is.
  private struct Item {
    var nearness: Double
    var path: Path
    var fill: Paint?
    var line: (Paint, Stroke)?
    var symbol: (Symbol, Point, Paint)?
  }

  func drawMarks(in scene: inout Scene) {
    var items: [Item] = []
    for (mark, look) in zip(plan.record.marks, plan.looks) {
      switch mark {
      case .surface(let surface):
        items += surface.wireframe == true ? wires(surface, look) : faces(surface, look)
      case .line3D(let line): items += curve(line, look)
      default: break
      }
    }
    // Equal depths keep their order, so that the same record gives the same picture.
    let order = items.indices.sorted {
      (items[$0].nearness, $0) < (items[$1].nearness, $1)
    }
    for index in order {
      let item = items[index]
      if let fill = item.fill { scene.fill(item.path, fill) }
      if let (paint, stroke) = item.line { scene.stroke(item.path, paint, stroke) }
      if let (symbol, point, paint) = item.symbol { scene.symbols(symbol, at: [point], paint) }
    }
  }

  /// Rows and columns of a grid that are drawn: all of a coarse one, about 50 of a fine one.
  private func stride(_ count: Int, limit: Int) -> [Int] {
    let step = max(1, (count + limit - 1) / limit)
    var places = Array(Swift.stride(from: 0, to: count, by: step))
    if let last = places.last, last != count - 1 { places.append(count - 1) }
    return places
  }

  private func wires(_ mark: SurfaceMark, _ look: Look) -> [Item] {
    let (columns, rows) = (mark.x.count, mark.y.count)
    func node(_ row: Int, _ column: Int) -> SpacePoint {
      place(mark.x[column], mark.y[row], mark.z[row * columns + column])
    }
    let stroke = Stroke(width: mark.style.width ?? 0.9)
    var items: [Item] = []
    func wire(_ nodes: [SpacePoint]) {
      let points = nodes.map(projection.point)
      var path = Path()
      var isOpen = false
      for point in points {
        if !point.isFinite {
          isOpen = false
        } else if isOpen {
          path.line(point)
        } else {
          path.move(point)
          isOpen = true
        }
      }
      let depth = nodes.map(projection.nearness).filter(\.isFinite)
      items.append(
        Item(
          nearness: depth.reduce(0, +) / Double(max(1, depth.count)), path: path, fill: nil,
          line: (look.paint(), stroke), symbol: nil))
    }
    for row in stride(rows, limit: 26) { wire((0..<columns).map { node(row, $0) }) }
    for column in stride(columns, limit: 26) { wire((0..<rows).map { node($0, column) }) }
    return items
  }

  private func faces(_ mark: SurfaceMark, _ look: Look) -> [Item] {
    let columns = mark.x.count
    let rowPlaces = stride(mark.y.count, limit: 50)
    let columnPlaces = stride(columns, limit: 50)
    let range = mark.z.finiteRange ?? 0...1
    let scale = ColorScale(
      map: mark.colorMap ?? .viridis, lower: range.lowerBound, upper: range.upperBound)
    let table = ColorTable(scale.map)
    let usesMap = mark.colorMap != nil || mark.style.color == nil
    var items: [Item] = []
    for (top, bottom) in zip(rowPlaces, rowPlaces.dropFirst()) {
      for (left, right) in zip(columnPlaces, columnPlaces.dropFirst()) {
        let heights = [(top, left), (top, right), (bottom, right), (bottom, left)].map {
          mark.z[$0.0 * columns + $0.1]
        }
        guard heights.allSatisfy(\.isFinite) else { continue }
        let corners = [
          place(mark.x[left], mark.y[top], heights[0]),
          place(mark.x[right], mark.y[top], heights[1]),
          place(mark.x[right], mark.y[bottom], heights[2]),
          place(mark.x[left], mark.y[bottom], heights[3]),
        ]
        let light = Self.light(corners)
        func shaded(_ color: RGB) -> RGB {
          light < 0
            ? color.mixed(with: RGB(0x000000), -light) : color.mixed(with: RGB(0xFFFFFF), light)
        }
        var paint: Paint
        if usesMap {
          let mean = heights.reduce(0, +) / 4
          paint = .fixed(shaded(table.color(at: scale.place(mean))))
        } else {
          paint = Paint(light: shaded(look.paint.light), dark: shaded(look.paint.dark))
        }
        paint.opacity = look.opacity ?? 1
        items.append(
          Item(
            nearness: corners.map(projection.nearness).reduce(0, +) / 4,
            path: Path(corners.map(projection.point), closed: true), fill: paint,
            // A hairline of the face's own colour closes the seam to its neighbour.
            line: look.opacity == nil ? (paint, Stroke(width: 0.5)) : nil, symbol: nil))
      }
    }
    return items
  }

  /// How much lighter or darker a face is than its colour, from its slope against a light from the
  /// upper left.
  private static func light(_ corners: [SpacePoint]) -> Double {
    func difference(_ a: SpacePoint, _ b: SpacePoint) -> SpacePoint {
      SpacePoint(x: b.x - a.x, y: b.y - a.y, z: b.z - a.z)
    }
    let u = difference(corners[0], corners[2])
    let v = difference(corners[1], corners[3])
    let n = SpacePoint(x: u.y * v.z - u.z * v.y, y: u.z * v.x - u.x * v.z, z: u.x * v.y - u.y * v.x)
    let length = (n.x * n.x + n.y * n.y + n.z * n.z).squareRoot()
    guard length > 0 else { return 0 }
    let sign = n.z < 0 ? -1.0 : 1
    let lambert = sign * (-0.45 * n.x - 0.25 * n.y + 0.85 * n.z) / length
    return (lambert - 0.75) * 0.45
  }

  private func curve(_ mark: Line3DMark, _ look: Look) -> [Item] {
    let nodes = mark.x.indices.map { place(mark.x[$0], mark.y[$0], mark.z[$0]) }
    var items: [Item] = []
    if let stroke = look.stroke {
      for (a, b) in zip(nodes, nodes.dropFirst()) {
        let (from, to) = (projection.point(a), projection.point(b))
        guard from.isFinite, to.isFinite else { continue }
        items.append(
          Item(
            nearness: (projection.nearness(a) + projection.nearness(b)) / 2 + 0.05,
            path: .segment(from, to), fill: nil,
            line: (look.paint(), Stroke(width: stroke.width, roundCaps: true)), symbol: nil))
      }
    }
    if let marker = look.marker {
      for node in nodes {
        let point = projection.point(node)
        guard point.isFinite else { continue }
        items.append(
          Item(
            nearness: projection.nearness(node) + 0.05, path: Path(), fill: nil, line: nil,
            symbol: (Look.symbol(marker, size: look.markerSize), point, look.paint())))
      }
    }
    return items
  }
}

extension Mark {
  /// The style of a mark that is not drawn on flat axes.
  var spatialStyle: MarkStyle {
    switch self {
    case .surface(let mark): mark.style
    case .line3D(let mark): mark.style
    default: MarkStyle()
    }
  }

  /// What the colours of a surface mean.
  var spatialColorScale: ColorScale? {
    guard case .surface(let mark) = self, mark.wireframe != true, let range = mark.z.finiteRange
    else { return nil }
    return ColorScale(
      map: mark.colorMap ?? .viridis, lower: range.lowerBound, upper: range.upperBound)
  }

  /// What the legend says of a mark in three dimensions.
  func spatialLegendEntry(_ look: Look) -> LegendEntry? {
    switch self {
    case .surface(let mark):
      mark.name.map {
        LegendEntry(
          name: $0, handle: mark.wireframe == true ? .line(look) : .swatch(look.paint, outline: nil)
        )
      }
    case .line3D(let mark): mark.name.map { LegendEntry(name: $0, handle: .line(look)) }
    default: nil
    }
  }
}
