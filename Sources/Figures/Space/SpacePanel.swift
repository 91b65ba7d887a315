import Records

/// A panel in three dimensions: three axes with grids on the far walls, and surfaces and curves
/// painted from far to near.
struct SpacePanel {
  let plan: PanelPlan
  let scales: (x: AxisScale, y: AxisScale, z: AxisScale)
  var projection: Projection

  init(_ plan: PanelPlan) {
    self.plan = plan
    var x = AxisExtent()
    var y = AxisExtent()
    var z = AxisExtent()
    for mark in plan.record.marks {
      switch mark {
      case .surface(let surface):
        x.include(surface.x)
        y.include(surface.y)
        z.include(surface.z)
      case .line3D(let line):
        x.include(line.x)
        y.include(line.y)
        z.include(line.z)
      default: break
      }
    }
    scales = (
      AxisScale(plan.record.x, fitting: x, margin: 0.02),
      AxisScale(plan.record.y, fitting: y, margin: 0.02),
      AxisScale(plan.record.z ?? AxisRecord(), fitting: z, margin: 0.02)
    )
    projection = Projection(plan.record.view ?? PanelRecord.View())
  }

  /// A value as a point of the box.
  func place(_ x: Double, _ y: Double, _ z: Double) -> SpacePoint {
    SpacePoint(
      x: scales.x.place(x) - 0.5, y: scales.y.place(y) - 0.5, z: scales.z.place(z) - 0.5)
  }

  /// Draws axes and marks as large as they fit into a rectangle.
  func draw(in rect: Rect, _ scene: inout Scene) {
    var panel = self
    panel.projection.scale = min(rect.width, rect.height) / 7
    panel.projection.center = Point(x: rect.midX, y: rect.midY)
    // Labels do not grow with the box: draw, measure, correct.
    for _ in 0..<4 {
      var trial = Scene(width: scene.width, height: scene.height)
      panel.drawAxes(in: &trial)
      var bounds = panel.boxBounds
      for box in trial.textBoxes { bounds = bounds.union(box.rect) }
      let box = panel.boxBounds
      let labelsX = bounds.width - box.width
      let labelsY = bounds.height - box.height
      let factor = min(
        max(20, rect.width - labelsX) / box.width, max(20, rect.height - labelsY) / box.height)
      panel.projection.scale *= factor
      panel.projection.center =
        panel.projection.center + Point(x: rect.midX - bounds.midX, y: rect.midY - bounds.midY)
    }
    if plan.showsAxes { panel.drawAxes(in: &scene) }
    panel.drawMarks(in: &scene)
  }

  private var boxBounds: Rect {
    var points: [Point] = []
    for x in [-0.5, 0.5] {
      for y in [-0.5, 0.5] {
        for z in [-0.5, 0.5] { points.append(projection.point(SpacePoint(x: x, y: y, z: z))) }
      }
    }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    return Rect(x: left, y: top, width: (xs.max() ?? 0) - left, height: (ys.max() ?? 0) - top)
  }

  // MARK: - Axes

  private func drawAxes(in scene: inout Scene) {
    let forward = projection.forward
    // Walls stand on the far sides, axes run along the near lower edges.
    let far = SpacePoint(
      x: forward.x > 0 ? -0.5 : 0.5, y: forward.y > 0 ? -0.5 : 0.5, z: forward.z >= 0 ? -0.5 : 0.5)
    let ticks = (
      x: Ticks.choose(for: scales.x, axis: plan.record.x, count: 5),
      y: Ticks.choose(for: scales.y, axis: plan.record.y, count: 5),
      z: Ticks.choose(for: scales.z, axis: plan.record.z ?? AxisRecord(), count: 5)
    )
    var grid = Path()
    func segment(_ a: SpacePoint, _ b: SpacePoint) -> Path {
      .segment(projection.point(a), projection.point(b))
    }
    for tick in ticks.x.major {
      let x = scales.x.place(tick.value) - 0.5
      grid.append(segment(.init(x: x, y: -0.5, z: far.z), .init(x: x, y: 0.5, z: far.z)))
      grid.append(segment(.init(x: x, y: far.y, z: -0.5), .init(x: x, y: far.y, z: 0.5)))
    }
    for tick in ticks.y.major {
      let y = scales.y.place(tick.value) - 0.5
      grid.append(segment(.init(x: -0.5, y: y, z: far.z), .init(x: 0.5, y: y, z: far.z)))
      grid.append(segment(.init(x: far.x, y: y, z: -0.5), .init(x: far.x, y: y, z: 0.5)))
    }
    for tick in ticks.z.major {
      let z = scales.z.place(tick.value) - 0.5
      grid.append(segment(.init(x: -0.5, y: far.y, z: z), .init(x: 0.5, y: far.y, z: z)))
      grid.append(segment(.init(x: far.x, y: -0.5, z: z), .init(x: far.x, y: 0.5, z: z)))
    }
    scene.stroke(grid, .grid, Stroke(width: 0.8))
    let walls: [[SpacePoint]] = [
      [
        .init(x: far.x, y: -0.5, z: -0.5), .init(x: far.x, y: 0.5, z: -0.5),
        .init(x: far.x, y: 0.5, z: 0.5), .init(x: far.x, y: -0.5, z: 0.5),
      ],
      [
        .init(x: -0.5, y: far.y, z: -0.5), .init(x: 0.5, y: far.y, z: -0.5),
        .init(x: 0.5, y: far.y, z: 0.5), .init(x: -0.5, y: far.y, z: 0.5),
      ],
      [
        .init(x: -0.5, y: -0.5, z: far.z), .init(x: 0.5, y: -0.5, z: far.z),
        .init(x: 0.5, y: 0.5, z: far.z), .init(x: -0.5, y: 0.5, z: far.z),
      ],
    ]
    for wall in walls {
      scene.stroke(Path(wall.map(projection.point), closed: true), .grid, Stroke(width: 0.8))
    }
    let corner = rightmostCorner
    drawAxis(
      plan.record.x, ticks.x, scales.x, in: &scene,
      from: .init(x: -0.5, y: -far.y, z: far.z), to: .init(x: 0.5, y: -far.y, z: far.z))
    drawAxis(
      plan.record.y, ticks.y, scales.y, in: &scene,
      from: .init(x: -far.x, y: -0.5, z: far.z), to: .init(x: -far.x, y: 0.5, z: far.z))
    drawAxis(
      plan.record.z ?? AxisRecord(), ticks.z, scales.z, in: &scene,
      from: .init(x: corner.x, y: corner.y, z: -0.5), to: .init(x: corner.x, y: corner.y, z: 0.5))
  }

  /// The upright edge of the box that lies furthest to the right on the page.
  private var rightmostCorner: SpacePoint {
    var best = SpacePoint(x: 0.5, y: 0.5, z: 0)
    for x in [-0.5, 0.5] {
      for y in [-0.5, 0.5] {
        let candidate = SpacePoint(x: x, y: y, z: 0)
        if projection.point(candidate).x > projection.point(best).x { best = candidate }
      }
    }
    return best
  }

  private func drawAxis(
    _ record: AxisRecord, _ ticks: Ticks, _ scale: AxisScale, in scene: inout Scene,
    from: SpacePoint, to: SpacePoint
  ) {
    let context = plan.context
    let a = projection.point(from)
    let b = projection.point(to)
    let along = b - a
    guard along.length > 1 else { return }
    var outward = Point(x: -along.y / along.length, y: along.x / along.length)
    let middle = (a + b) * 0.5
    let toMiddle = middle - projection.center
    if outward.x * toMiddle.x + outward.y * toMiddle.y < 0 { outward = outward * -1 }
    scene.stroke(.segment(a, b), .frame, Stroke(width: 1))
    var reach = 0.0
    var marks = Path()
    var labels: [(ShapedText, Point)] = []
    var lastBox: Rect?
    for tick in ticks.major {
      let place = scale.place(tick.value)
      guard place >= -0.001, place <= 1.001 else { continue }
      let point = a + along * place
      marks.append(.segment(point, point + outward * 4))
      let label = context.shape(tick.label, Font(size: context.tickFont.size * 0.95))
      let distance = 7 + Self.halfExtent(label, outward)
      let center = point + outward * distance
      let box = Rect(
        x: center.x - label.width / 2 - 2, y: center.y - label.height * 0.4, width: label.width + 4,
        height: label.height * 0.8)
      // Seen at a flat angle, labels along an axis would run into each other.
      if let lastBox, lastBox.overlaps(box) { continue }
      lastBox = box
      labels.append((label, center))
      reach = max(reach, 7 + 2 * Self.halfExtent(label, outward))
    }
    scene.stroke(marks, .frame, Stroke(width: 0.8))
    for (label, center) in labels { scene.text(label, at: center, .ink) }
    var title = record.label ?? ""
    if let common = ticks.common { title += title.isEmpty ? common : " (\(common))" }
    let text = context.shape(title, context.labelFont)
    scene.text(
      text, at: middle + outward * (reach + 4 + Self.halfExtent(text, outward)), .ink)
  }

  /// Half of a text's extent in a direction.
  private static func halfExtent(_ text: ShapedText, _ direction: Point) -> Double {
    (text.width * direction.x.magnitude + text.height * direction.y.magnitude) / 2
  }
}
