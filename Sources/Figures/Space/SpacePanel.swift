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
    let (panel, axes) = fitted(in: rect)
    if plan.showsAxes { axes.draw(in: &scene) }
    panel.drawMarks(in: &scene)
  }

  /// The panel at the size at which it fills a rectangle together with its labels, and its axes.
  func fitted(in rect: Rect) -> (panel: SpacePanel, axes: SpaceAxes) {
    var panel = self
    panel.projection.scale = min(rect.width, rect.height) / 7
    panel.projection.center = Point(x: rect.midX, y: rect.midY)
    var best: (panel: SpacePanel, axes: SpaceAxes)?
    // Labels do not grow with the box, and they may change their places: measure and correct. The
    // largest that fits is kept.
    for round in 0..<24 {
      let axes = SpaceAxes(panel)
      let box = panel.boxBounds
      var bounds = box
      if plan.showsAxes { for text in axes.texts { bounds = bounds.union(text.bounds) } }
      let fits =
        bounds.x >= rect.x - 0.25 && bounds.maxX <= rect.maxX + 0.25 && bounds.y >= rect.y - 0.25
        && bounds.maxY <= rect.maxY + 0.25
      if fits, panel.projection.scale > best?.panel.projection.scale ?? 0 { best = (panel, axes) }
      let room = (
        max(8, rect.width - (bounds.width - box.width)) / box.width,
        max(8, rect.height - (bounds.height - box.height)) / box.height
      )
      let factor = min(room.0, room.1)
      if fits, factor < 1.005 || round > 6 { break }
      // Who has gone to and fro comes down slowly.
      panel.projection.scale *= round < 6 ? factor : min(factor, 0.97)
      panel.projection.center =
        panel.projection.center + Point(x: rect.midX - bounds.midX, y: rect.midY - bounds.midY)
    }
    return best ?? (panel, SpaceAxes(panel))
  }

  /// The rectangle around the box.
  var boxBounds: Rect {
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

  /// What a legend in a rectangle should not hide: labels, and what is drawn.
  func obstacles(in rect: Rect) -> [Obstacle] {
    let (panel, axes) = fitted(in: rect)
    var obstacles = axes.texts.map { Obstacle.text($0.bounds) }
    for mark in plan.record.marks {
      var points: [Point] = []
      switch mark {
      case .surface(let surface):
        let columns = surface.x.count
        // Some hundred points tell where a surface is.
        let step = max(1, surface.z.count / 400)
        for index in stride(from: 0, to: surface.z.count, by: step) {
          points.append(
            panel.projection.point(
              panel.place(surface.x[index % columns], surface.y[index / columns], surface.z[index]))
          )
        }
      case .line3D(let line):
        points = line.x.indices.map {
          panel.projection.point(panel.place(line.x[$0], line.y[$0], line.z[$0]))
        }
      default: break
      }
      obstacles.append(.points(points.filter(\.isFinite)))
    }
    return obstacles
  }
}
