/// Surfaces, curves and symbols on their way to a scene: what each looks like, and in which order.
struct SpaceDrawing {
  /// How a curve or a symbol looks.
  struct Ink {
    var paint: Paint
    var stroke: Stroke?
    var symbol: Symbol?

    /// How far its lines reach from their middle, in pixels.
    var lineRadius: Double { (stroke?.width ?? 0) / 2 }
    /// How far its symbols reach from their middle, in pixels.
    var symbolRadius: Double { (symbol?.size ?? 0) / 2 }
  }

  private let projection: Projection
  private var fields: [HeightField] = []
  private var paints: [(_ row: Int, _ column: Int) -> Paint] = []
  private var inks: [Ink] = []
  private var pieces: [SpacePiece] = []
  private var dots: [SpaceDot] = []
  private var curves = 0

  init(_ projection: Projection) { self.projection = projection }

  /// Adds a surface, given the paint of the cell of its grid at a row and a column.
  mutating func add(_ field: HeightField, paint: @escaping (_ row: Int, _ column: Int) -> Paint) {
    fields.append(field)
    paints.append(paint)
  }

  /// Adds a curve through points, with a symbol at each if its ink has one; a point that cannot be
  /// shown is a gap.
  mutating func add(_ nodes: [SpacePoint], _ ink: Ink) {
    defer { inks.append(ink) }
    if ink.stroke != nil {
      var parts: [SpacePiece] = []
      for (index, (a, b)) in zip(nodes, nodes.dropFirst()).enumerated() {
        guard a.isFinite, b.isFinite else { continue }
        let piece = SpacePiece(
          curve: curves, ink: inks.count, range: (Double(index), Double(index + 1)), from: a, to: b)
        guard var part = piece.inBox else { continue }
        part.from = raised(part.from, ink.lineRadius)
        part.to = raised(part.to, ink.lineRadius)
        parts.append(part)
      }
      pieces += dashed(parts, ink.stroke?.dashes ?? [])
      curves += 1
    }
    guard ink.symbol != nil else { return }
    for node in nodes where node.isFinite {
      let isInside = (0..<3).allSatisfy { node[$0].magnitude <= 0.5 + SpaceGrid.tolerance }
      if isInside {
        dots.append(SpaceDot(ink: inks.count, point: raised(node, ink.symbolRadius)))
      }
    }
  }

  /// What lies on a surface is not to sink into it: it is ordered as if it were a little nearer, by
  /// as much as the surface may rise towards the eye under a line's or a symbol's width.
  private func raised(_ point: SpacePoint, _ radius: Double) -> SpacePoint {
    projection.raised(point, pixels: 2 + 2 * radius)
  }

  /// The strokes of a dashed curve, as long as they are to appear on the page.
  private func dashed(_ parts: [SpacePiece], _ dashes: [Double]) -> [SpacePiece] {
    guard !dashes.isEmpty, dashes.allSatisfy({ $0 > 0 }) else { return parts }
    var strokes: [SpacePiece] = []
    var turn = 0
    var left = dashes[0]
    for part in parts {
      var rest = part
      while true {
        let length = (projection.point(rest.to) - projection.point(rest.from)).length
        let isStroke = turn % 2 == 0
        if length <= left {
          if isStroke { strokes.append(rest) }
          left -= length
          break
        }
        let (before, after) = rest.split(at: left / length)
        if isStroke { strokes.append(before) }
        rest = after
        turn += 1
        left = dashes[turn % dashes.count]
      }
    }
    return strokes
  }

  // MARK: - Drawing

  func draw(in scene: inout Scene) {
    let items = SpacePainter.paint(
      fields, pieces, dots, seenThrough: projection,
      reaches: inks.map { max($0.lineRadius, $0.symbolRadius) })
    var faces = fields.map { field in
      Array<Paint?>(repeating: nil, count: max(0, field.x.count * field.y.count))
    }
    var run: [SpacePiece] = []
    var symbols: [Point] = []
    var symbolInk = 0
    func flush(_ scene: inout Scene) {
      drawRun(run, in: &scene)
      run = []
      if let symbol = inks.indices.contains(symbolInk) ? inks[symbolInk].symbol : nil {
        scene.symbols(symbol, at: symbols, inks[symbolInk].paint)
      }
      symbols = []
    }
    for item in items {
      switch item {
      case .face(let face):
        flush(&scene)
        let place = face.row * fields[face.field].x.count + face.column
        let paint = faces[face.field][place] ?? paints[face.field](face.row, face.column)
        faces[face.field][place] = paint
        draw(face, paint, in: &scene)
      case .piece(let piece):
        if !symbols.isEmpty || (run.first.map(\.ink) ?? piece.ink) != piece.ink { flush(&scene) }
        run.append(piece)
      case .dot(let dot):
        if !run.isEmpty || symbolInk != dot.ink { flush(&scene) }
        symbolInk = dot.ink
        symbols.append(projection.point(dot.point))
      }
    }
    flush(&scene)
  }

  private func draw(_ face: SpaceFace, _ paint: Paint, in scene: inout Scene) {
    let corners = face.corners.map(projection.point)
    let path = Path(corners, closed: true)
    scene.fill(path, paint)
    if paint.opacity < 1 { return }
    // A hairline of the face's own colour closes the seam to its neighbour. Where the face ends at
    // another surface it would only fray the border.
    if face.seams.isEmpty {
      scene.stroke(path, paint, Stroke(width: 0.5))
      return
    }
    var seams = Path()
    for index in corners.indices where face.seams[index] {
      seams.append(.segment(corners[index], corners[(index + 1) % corners.count]))
    }
    scene.stroke(seams, paint, Stroke(width: 0.5))
  }

  /// Draws pieces of one look between which nothing else comes as one path, joined where they were
  /// cut.
  private func drawRun(_ run: [SpacePiece], in scene: inout Scene) {
    guard let first = run.first, var stroke = inks[first.ink].stroke else { return }
    stroke.dashes = []
    var path = Path()
    var last: (curve: Int, end: Double)?
    let order = run.sorted {
      ($0.curve, $0.range.start, $0.range.end) < ($1.curve, $1.range.start, $1.range.end)
    }
    for piece in order {
      if last?.curve != piece.curve || last?.end != piece.range.start {
        path.move(projection.point(piece.from))
      }
      path.line(projection.point(piece.to))
      last = (piece.curve, piece.range.end)
    }
    scene.stroke(path, inks[first.ink].paint, stroke)
  }
}

extension SpacePiece {
  /// The part that lies in the box, or nil if none does.
  fileprivate var inBox: SpacePiece? {
    let reach = 0.5 + SpaceGrid.tolerance
    var inside = self
    for axis in 0..<3 {
      for side in [-1.0, 1] {
        let parts = inside.split(
          side * inside.from[axis] - reach, side * inside.to[axis] - reach)
        guard let part = parts.below else { return nil }
        inside = part
      }
    }
    return inside
  }
}
