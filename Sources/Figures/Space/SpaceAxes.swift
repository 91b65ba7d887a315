import Records

/// The three axes of a panel in space, measured and placed: walls, grids, ticks and texts.
///
/// Texts never overlap. A tick label that would meet one placed before it is left out, and titles
/// move away from their axes until they are free.
struct SpaceAxes {
  /// An edge of the box that carries an axis.
  private struct Edge {
    var record: AxisRecord
    var scale: AxisScale
    var from: SpacePoint
    var to: SpacePoint
  }

  private let context: DrawingContext
  private let projection: Projection
  private var walls: [Path] = []
  private var grid = Path()
  private var lines = Path()
  private var tickMarks = Path()
  private(set) var texts: [CenteredText] = []
  private var boxes: [TextBox] = []
  /// How many labels found no place.
  private var missing = 0

  init(_ panel: SpacePanel) {
    let upright = Self.outerEdges(panel.projection)
    // The upright axis stands at the right, unless its labels have more room at the left.
    let right = SpaceAxes(panel, uprightEdge: upright.right)
    if right.missing == 0 {
      self = right
      return
    }
    let left = SpaceAxes(panel, uprightEdge: upright.left)
    self = left.missing < right.missing ? left : right
  }

  private init(_ panel: SpacePanel, uprightEdge corner: SpacePoint) {
    context = panel.plan.context
    projection = panel.projection
    let record = panel.plan.record
    let eye = projection.eye
    // Walls stand on the far sides, axes run along the near lower edges.
    let far = SpacePoint(
      x: eye.point.x > 0 ? -0.5 : 0.5, y: eye.point.y > 0 ? -0.5 : 0.5,
      z: eye.point.z >= 0 ? -0.5 : 0.5)
    let edges = [
      Edge(
        record: record.x, scale: panel.scales.x, from: .init(x: -0.5, y: -far.y, z: far.z),
        to: .init(x: 0.5, y: -far.y, z: far.z)),
      Edge(
        record: record.y, scale: panel.scales.y, from: .init(x: -far.x, y: -0.5, z: far.z),
        to: .init(x: -far.x, y: 0.5, z: far.z)),
      Edge(
        record: record.z ?? AxisRecord(), scale: panel.scales.z,
        from: .init(x: corner.x, y: corner.y, z: -0.5), to: .init(x: corner.x, y: corner.y, z: 0.5)
      ),
    ]
    let ticks = edges.map(ticks)
    addWalls(far)
    if record.showsGrid ?? true { addGrid(zip(edges, ticks).map { ($0.scale, $1) }, far) }
    let reaches = zip(edges, ticks).map { addAxis($0, $1) }
    for index in edges.indices { addTitle(edges[index], ticks[index], reach: reaches[index]) }
  }

  func draw(in scene: inout Scene) {
    for wall in walls { scene.fill(wall, .grid.opacity(0.25)) }
    scene.stroke(grid, .grid, Stroke(width: 0.8))
    for wall in walls { scene.stroke(wall, .grid, Stroke(width: 0.8)) }
    scene.stroke(lines, .frame, Stroke(width: 1))
    scene.stroke(tickMarks, .frame, Stroke(width: 0.8))
    for text in texts { scene.text(text.shaped, at: text.center, angle: text.angle, .ink) }
  }

  // MARK: - Walls

  /// The upright edges of the box that lie furthest to the left and to the right on the page.
  private static func outerEdges(_ projection: Projection) -> (left: SpacePoint, right: SpacePoint)
  {
    let corners = [(-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5)].map {
      SpacePoint(x: $0.0, y: $0.1, z: 0)
    }
    let sorted = corners.sorted { projection.point($0).x < projection.point($1).x }
    return (sorted[0], sorted[3])
  }

  private mutating func addWalls(_ far: SpacePoint) {
    let square = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)]
    walls = [
      square.map { SpacePoint(x: far.x, y: $0.0, z: $0.1) },
      square.map { SpacePoint(x: $0.0, y: far.y, z: $0.1) },
      square.map { SpacePoint(x: $0.0, y: $0.1, z: far.z) },
    ].map { Path($0.map(projection.point), closed: true) }
  }

  private mutating func addGrid(_ axes: [(scale: AxisScale, ticks: Ticks)], _ far: SpacePoint) {
    func segment(_ a: SpacePoint, _ b: SpacePoint) {
      grid.append(.segment(projection.point(a), projection.point(b)))
    }
    func places(_ axis: Int) -> [Double] {
      axes[axis].ticks.major.map { axes[axis].scale.place($0.value) - 0.5 }
    }
    for x in places(0) {
      segment(.init(x: x, y: -0.5, z: far.z), .init(x: x, y: 0.5, z: far.z))
      segment(.init(x: x, y: far.y, z: -0.5), .init(x: x, y: far.y, z: 0.5))
    }
    for y in places(1) {
      segment(.init(x: -0.5, y: y, z: far.z), .init(x: 0.5, y: y, z: far.z))
      segment(.init(x: far.x, y: y, z: -0.5), .init(x: far.x, y: y, z: 0.5))
    }
    for z in places(2) {
      segment(.init(x: -0.5, y: far.y, z: z), .init(x: 0.5, y: far.y, z: z))
      segment(.init(x: far.x, y: -0.5, z: z), .init(x: far.x, y: 0.5, z: z))
    }
  }

  // MARK: - Axes

  /// As many ticks as their labels have room for.
  private func ticks(_ edge: Edge) -> Ticks {
    let length = (projection.point(edge.to) - projection.point(edge.from)).length
    var count = min(8, max(1, Int(length / (context.tickFont.size * 1.9))))
    while true {
      let ticks = Ticks.choose(for: edge.scale, axis: edge.record, count: count)
      if count == 1 || edge.record.ticks != nil { return ticks }
      let labels = labels(edge, ticks).map(\.text)
      let areFree = zip(labels, labels.dropFirst()).allSatisfy { !$0.airyBox.overlaps($1.box) }
      if areFree { return ticks }
      count -= 1
    }
  }

  /// The places of ticks on the page, and their labels.
  private func labels(_ edge: Edge, _ ticks: Ticks) -> [(point: Point, text: CenteredText)] {
    guard let outward = outward(edge) else { return [] }
    return ticks.major.compactMap { tick in
      let place = edge.scale.place(tick.value)
      guard place >= -0.001, place <= 1.001 else { return nil }
      let point = projection.point(edge.from + (edge.to - edge.from) * place)
      let label = context.shape(tick.label, Font(size: context.tickFont.size * 0.95))
      let half = Self.halfExtent(label, outward)
      return (point, CenteredText(shaped: label, center: point + outward * (7 + half)))
    }
  }

  /// The direction away from the box, across an axis, or nil where the axis is seen end on.
  private func outward(_ edge: Edge) -> Point? {
    let (a, b) = (projection.point(edge.from), projection.point(edge.to))
    let along = b - a
    guard along.length > context.fontSize * 2.5 else { return nil }
    let across = Point(x: -along.y / along.length, y: along.x / along.length)
    let away = (a + b) * 0.5 - projection.point(SpacePoint(x: 0, y: 0, z: 0))
    return across.x * away.x + across.y * away.y < 0 ? across * -1 : across
  }

  /// Adds the line, ticks and tick labels of an axis and returns how far they reach away from it.
  private mutating func addAxis(_ edge: Edge, _ ticks: Ticks) -> Double {
    guard let outward = outward(edge) else { return 0 }
    lines.append(.segment(projection.point(edge.from), projection.point(edge.to)))
    var reach = 4.0
    for (point, text) in labels(edge, ticks) {
      tickMarks.append(.segment(point, point + outward * 4))
      if text.shaped.isEmpty { continue }
      if keep(text) {
        reach = max(reach, 7 + 2 * Self.halfExtent(text.shaped, outward))
      } else {
        missing += 1
      }
    }
    return reach
  }

  /// Keeps a text if it meets no other.
  private mutating func keep(_ text: CenteredText) -> Bool {
    if boxes.contains(where: { text.airyBox.overlaps($0) }) { return false }
    let box = text.box
    boxes.append(box)
    texts.append(text)
    return true
  }

  /// Adds the title of an axis: words along it, a symbol upright.
  private mutating func addTitle(_ edge: Edge, _ ticks: Ticks, reach: Double) {
    var title = edge.record.label ?? ""
    if let common = ticks.common { title += title.isEmpty ? common : " (\(common))" }
    guard !title.isEmpty, let outward = outward(edge) else { return }
    let (a, b) = (projection.point(edge.from), projection.point(edge.to))
    let along = b - a
    let text = context.wrapped(
      title, context.labelFont, width: max(along.length, context.fontSize * 9))
    var angle = 0.0
    if text.width > context.fontSize * 3 {
      angle = (along.direction * 10).rounded() / 10
      // Along a steep axis words are read upwards, whichever way it leans.
      if angle > 75 { angle -= 180 }
      if angle < -105 { angle += 180 }
    }
    let half =
      angle == 0 ? Self.halfExtent(text, outward) : text.height / 2
    var distance = reach + context.labelPad + half
    for _ in 0..<200 {
      let center = (a + b) * 0.5 + outward * distance
      if keep(CenteredText(shaped: text, center: center, angle: angle)) { return }
      distance += 2
    }
    missing += 1
  }

  /// Half of a text's extent in a direction.
  private static func halfExtent(_ text: ShapedText, _ direction: Point) -> Double {
    (text.width * direction.x.magnitude + text.height * direction.y.magnitude) / 2
  }
}
