import Records

/// A panel in polar coordinates: a circle with its grid, angles around it and radii along one ray.
///
/// Everything is measured first; the circle is as large as its labels allow. Labels that would meet
/// another are left out.
struct PolarPanel {
  private let plan: PanelPlan
  private let polar: PanelRecord.Polar
  private let cell: Rect
  private(set) var circle: PolarFrame
  private let angles: Ticks
  private var radii = Ticks(major: [])
  private var angleLabels: [CenteredText] = []
  private var radiusLabels: [CenteredText] = []
  private var titles: [CenteredText] = []
  /// The rectangle around circle and labels.
  private(set) var bounds: Rect

  private var context: DrawingContext { plan.context }
  /// The distance of the labels around the circle from it.
  private static let gap = 5.0

  init(_ plan: PanelPlan, in cell: Rect) {
    self.plan = plan
    let record = plan.record
    let polar = record.polar ?? PanelRecord.Polar()
    self.polar = polar
    self.cell = cell
    let middle = Point(x: cell.midX, y: cell.midY)
    circle = PolarFrame(polar, center: middle, radius: max(4, min(cell.width, cell.height) / 2))
    bounds = cell
    guard plan.showsAxes else {
      angles = Ticks(major: [])
      bounds = circle.bounds
      return
    }
    angles = Self.angles(record, polar, plan.context, radius: circle.radius)
    radii = Self.radii(plan, radius: circle.radius * 0.75)
    let room = addTitles()
    fit(into: room)
    radii = Self.radii(plan, radius: circle.radius)
    placeTitles(beside: room)
    addRadiusLabels()
  }

  /// How values become points in the circle.
  var frame: PanelFrame {
    PanelFrame(rect: circle.bounds, x: plan.x, y: plan.y, secondY: nil, polar: circle)
  }

  /// What a legend should not hide.
  var obstacles: [Obstacle] {
    markObstacles + (angleLabels + radiusLabels + titles).map { .text($0.box.rect) }
  }

  private var markObstacles: [Obstacle] {
    let frame = frame
    return plan.record.marks.flatMap { $0.drawing?.obstacles(on: frame, context) ?? [] }
  }

  func draw(in scene: inout Scene) {
    let frame = frame
    if plan.showsAxes, plan.record.showsGrid ?? true { drawGrid(&scene) }
    for index in plan.drawingOrder {
      plan.record.marks[index].drawing?.draw(on: frame, in: &scene, plan.looks[index], context)
    }
    guard plan.showsAxes else { return }
    scene.stroke(circle.outline(), .frame, Stroke(width: 1))
    for label in angleLabels + titles {
      scene.text(label.shaped, at: label.center, angle: label.angle, .ink)
    }
    for label in radiusLabels {
      // Numbers are to be read on whatever is drawn below them.
      scene.fill(.rectangle(label.box.rect.inset(by: -2), radius: 2), .paper.opacity(0.8))
      scene.text(label.shaped, at: label.center, .ink)
    }
  }

  private func drawGrid(_ scene: inout Scene) {
    var path = Path()
    for tick in radii.major {
      let share = plan.y.place(tick.value)
      if share > 0.01, share < 0.999 { path.append(circle.ring(share * circle.radius)) }
    }
    for tick in angles.major {
      path.append(.segment(circle.center, circle.point(angle: tick.value, share: 1)))
    }
    scene.stroke(path, .grid, Stroke(width: 0.8))
  }

  // MARK: - Ticks

  /// The author's angles, or every eighth of the circle; every fourth where there is little room.
  private static func angles(
    _ record: PanelRecord, _ polar: PanelRecord.Polar, _ context: DrawingContext, radius: Double
  ) -> Ticks {
    if let places = record.x.ticks {
      let names = record.x.tickLabels
      return Ticks(
        major: places.enumerated().filter { $0.element.isFinite }.map { index, place in
          Ticks.Tick(
            place, names.map { index < $0.count ? $0[index] : "" } ?? polar.text(place))
        })
    }
    let parts = radius < context.fontSize * 4 ? 4 : 8
    return Ticks(
      major: (0..<parts).map {
        let angle = Double($0) * 2 * .pi / Double(parts)
        return Ticks.Tick(angle, polar.text(angle))
      })
  }

  private static func radii(_ plan: PanelPlan, radius: Double) -> Ticks {
    let count = max(1, min(5, Int(radius / (plan.context.tickFont.size * 1.9))))
    return Ticks.choose(for: plan.y, axis: plan.record.y, count: count)
  }

  // MARK: - Texts

  /// Measures the titles of both axes and returns the room they leave in the cell.
  private mutating func addTitles() -> Rect {
    var room = cell
    let below = context.wrapped(plan.record.x.label, context.labelFont, width: cell.width)
    var words = plan.record.y.label ?? ""
    if let common = radii.common { words += words.isEmpty ? common : " (\(common))" }
    if !below.isEmpty { room.height -= below.height + context.labelPad }
    let beside = context.wrapped(words, context.labelFont, width: room.height)
    if !beside.isEmpty {
      room.x += beside.height + context.labelPad
      room.width -= beside.height + context.labelPad
    }
    titles = [
      CenteredText(shaped: below, center: circle.center),
      CenteredText(shaped: beside, center: circle.center, angle: -90),
    ]
    return room
  }

  /// Makes the circle as large as its labels leave room for, in the middle of that.
  private mutating func fit(into room: Rect) {
    circle.center = Point(x: room.midX, y: room.midY)
    circle.radius = max(4, min(room.width, room.height) / 2)
    var best: PolarPanel?
    for round in 0..<32 {
      placeAngles()
      bounds = angleLabels.reduce(circle.bounds) { $0.union($1.box.rect) }
      let shift = Point(x: room.midX - bounds.midX, y: room.midY - bounds.midY)
      circle.center = circle.center + shift
      for index in angleLabels.indices {
        angleLabels[index].center = angleLabels[index].center + shift
      }
      (bounds.x, bounds.y) = (bounds.x + shift.x, bounds.y + shift.y)
      let missing = max(bounds.width - room.width, bounds.height - room.height)
      if missing < 0.1, circle.radius > best?.circle.radius ?? 0 { best = self }
      if missing.magnitude < 0.1 || missing < 0 && round > 8 || circle.radius <= 4 { break }
      // The labels keep their size: what is missing on both sides comes off the circle. Labels that
      // take one line or two may go to and fro: from then on the circle only shrinks.
      circle.radius = max(4, circle.radius - (round < 8 ? missing / 2 : max(missing / 2, 1)))
    }
    if let best { self = best }
  }

  private mutating func placeAngles() {
    angleLabels = []
    for tick in angles.major {
      let direction = circle.direction(tick.value)
      let shaped = context.wrapped(
        tick.label, context.tickFont, width: max(circle.radius, context.fontSize * 5))
      if shaped.isEmpty { continue }
      let label = CenteredText(
        shaped: shaped, center: circle.center + direction * distance(of: shaped, direction))
      if isFree(label, among: angleLabels) { angleLabels.append(label) }
    }
  }

  /// How far the middle of a label is from that of the circle, so that its nearest corner or edge
  /// keeps the gap.
  private func distance(of label: ShapedText, _ direction: Point) -> Double {
    let (halfX, halfY) = (label.width / 2, label.height * 0.42)
    var low = circle.radius
    var high = circle.radius + Self.gap + halfX + halfY
    for _ in 0..<16 {
      let middle = (low + high) / 2
      let center = direction * middle
      let nearest = Point(
        x: max(0, center.x.magnitude - halfX), y: max(0, center.y.magnitude - halfY))
      if nearest.length < circle.radius + Self.gap { low = middle } else { high = middle }
    }
    return high
  }

  /// Puts the titles below and at the left of what they belong to.
  private mutating func placeTitles(beside room: Rect) {
    let around = bounds
    titles[0].center = Point(
      x: circle.center.x, y: around.maxY + context.labelPad + titles[0].shaped.height / 2)
    // A wide title stays in its cell.
    let half = titles[0].shaped.width / 2
    titles[0].center.x = max(cell.x + half, min(cell.maxX - half, titles[0].center.x))
    titles[1].center = Point(
      x: around.x - context.labelPad - titles[1].shaped.height / 2, y: circle.center.y)
    let reach = titles[1].shaped.width / 2
    titles[1].center.y = max(room.y + reach, min(room.maxY - reach, titles[1].center.y))
    titles = titles.filter { !$0.shaped.isEmpty }
    bounds = titles.reduce(around) { $0.union($1.box.rect) }
  }

  /// Writes radii along the ray between two angles on which they hide least.
  private mutating func addRadiusLabels() {
    let places = angles.major.map { $0.value }.sorted()
    var rays = zip(places, places.dropFirst()).map { ($0 + $1) / 2 }
    if let first = places.first, let last = places.last {
      rays.append((last + first + 2 * .pi) / 2)
    }
    if rays.isEmpty { rays = [.pi / 8] }
    let obstacles = markObstacles
    var best: (labels: [CenteredText], badness: Double)?
    for ray in rays {
      let labels = radiusLabels(along: ray)
      // A label that finds no place is worse than one that hides something.
      let missing = radii.major.count - labels.count
      let badness = labels.reduce(Double(missing) * 3) { sum, label in
        sum + obstacles.reduce(0) { $0 + Self.badness($1, label.box.rect.inset(by: -2)) }
      }
      if badness < best?.badness ?? .infinity { best = (labels, badness) }
    }
    radiusLabels = best?.labels ?? []
  }

  private func radiusLabels(along ray: Double) -> [CenteredText] {
    var labels: [CenteredText] = []
    for tick in radii.major {
      let share = plan.y.place(tick.value)
      guard share > 0.04, share <= 1.001 else { continue }
      let shaped = context.shape(tick.label, Font(size: context.tickFont.size * 0.95))
      if shaped.isEmpty { continue }
      let label = CenteredText(shaped: shaped, center: circle.point(angle: ray, share: share))
      let rect = label.box.rect
      let isInside =
        rect.x >= cell.x && rect.maxX <= cell.maxX && rect.y >= cell.y && rect.maxY <= cell.maxY
      if isInside, isFree(label, among: labels), isFree(label, among: angleLabels + titles) {
        labels.append(label)
      }
    }
    return labels
  }

  private func isFree(_ label: CenteredText, among others: [CenteredText]) -> Bool {
    let airy = label.airyBox
    return !others.contains { airy.overlaps($0.box) }
  }

  /// How much a label hides.
  private static func badness(_ obstacle: Obstacle, _ box: Rect) -> Double {
    switch obstacle {
    case .points(let points): Double(points.count(where: box.contains))
    case .polyline(let points):
      zip(points, points.dropFirst()).contains { box.meets($0, $1) } ? 1 : 0
    case .area(let area), .text(let area): area.overlaps(box) ? 1 : 0
    }
  }
}

extension PolarFrame {
  /// The square around the circle.
  var bounds: Rect {
    Rect(x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius)
  }
}
