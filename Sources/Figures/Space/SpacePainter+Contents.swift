extension SpacePainter {
  /// Something between surfaces, on the page.
  private struct Stretch {
    var ink: Int
    var a: Point
    var b: Point
    var nearness: (Double, Double)
    var reach: Double
  }

  /// How many pairs are compared one by one.
  private static var mostPairs: Int { 100_000 }
  /// The size of a part of space, in shares of the box, in which order is no longer looked for.
  private static var finest: Double { 1.0 / 256 }

  /// Paints curves and symbols between which no surface lies.
  ///
  /// Wherever two that look different meet on the page, the further one comes first. Where that
  /// goes in circles, space is cut in half, and the far half is painted first.
  mutating func paint(_ contents: SpaceContents) {
    if contents.isEmpty { return }
    if contents.isUniform {
      items += contents.pieces.map(Item.piece) + contents.dots.map(Item.dot)
      return
    }
    let all = contents.pieces.map(Item.piece) + contents.dots.map(Item.dot)
    if all.count * all.count <= 2 * Self.mostPairs, let order = order(of: contents) {
      items += order.map { all[$0] }
      return
    }
    let points = contents.pieces.flatMap { [$0.from, $0.to] } + contents.dots.map(\.point)
    let spans = (0..<3).map { axis -> (low: Double, high: Double) in
      let values = points.map { $0[axis] }
      return (values.min() ?? 0, values.max() ?? 0)
    }
    let axis = (0..<3).max { spans[$0].high - spans[$0].low < spans[$1].high - spans[$1].low } ?? 0
    guard spans[axis].high - spans[axis].low > Self.finest else {
      items += all
      return
    }
    let middle = (spans[axis].low + spans[axis].high) / 2
    let (below, above) = contents.split { $0[axis] - middle }
    let eyeIsAbove = eye.side(of: middle, along: axis) > 0
    paint(eyeIsAbove ? below : above)
    paint(eyeIsAbove ? above : below)
  }

  /// An order in which of two that meet on the page the further one is first, or nil if there is
  /// none. What looks alike stays together where it can.
  private func order(of contents: SpaceContents) -> [Int]? {
    let stretches =
      contents.pieces.map { stretch($0.ink, $0.from, $0.to) }
      + contents.dots.map { stretch($0.ink, $0.point, $0.point) }
    var nearer = Array(repeating: [Int](), count: stretches.count)
    var waiting = Array(repeating: 0, count: stretches.count)
    for i in stretches.indices {
      for j in (i + 1)..<stretches.count where stretches[i].ink != stretches[j].ink {
        guard let difference = Self.depth(stretches[i], stretches[j]), difference != 0 else {
          continue
        }
        let (far, near) = difference > 0 ? (j, i) : (i, j)
        nearer[far].append(near)
        waiting[near] += 1
      }
    }
    var ready: [Int: [Int]] = [:]
    for index in stretches.indices where waiting[index] == 0 {
      ready[stretches[index].ink, default: []].append(index)
    }
    var order: [Int] = []
    var ink = stretches[0].ink
    while order.count < stretches.count {
      if ready[ink]?.isEmpty != false {
        guard let next = ready.filter({ !$0.value.isEmpty }).keys.min() else { return nil }
        ink = next
      }
      guard let index = ready[ink]?.removeLast() else { return nil }
      order.append(index)
      for next in nearer[index] {
        waiting[next] -= 1
        if waiting[next] == 0 { ready[stretches[next].ink, default: []].append(next) }
      }
    }
    return order
  }

  private func stretch(_ ink: Int, _ from: SpacePoint, _ to: SpacePoint) -> Stretch {
    Stretch(
      ink: ink, a: projection.point(from), b: projection.point(to),
      nearness: (projection.nearness(from), projection.nearness(to)),
      reach: ink < reaches.count ? reaches[ink] : 0)
  }

  /// By how much the first is nearer where both meet on the page, or nil if they do not.
  private static func depth(_ first: Stretch, _ second: Stretch) -> Double? {
    let reach = first.reach + second.reach
    if max(first.a.x, first.b.x) + reach < min(second.a.x, second.b.x)
      || max(second.a.x, second.b.x) + reach < min(first.a.x, first.b.x)
      || max(first.a.y, first.b.y) + reach < min(second.a.y, second.b.y)
      || max(second.a.y, second.b.y) + reach < min(first.a.y, first.b.y)
    {
      return nil
    }
    let closest = closest(first, second)
    guard closest.distance <= reach else { return nil }
    func nearness(_ stretch: Stretch, _ share: Double) -> Double {
      stretch.nearness.0 + (stretch.nearness.1 - stretch.nearness.0) * share
    }
    return nearness(first, closest.shares.0) - nearness(second, closest.shares.1)
  }

  /// The shares at which two segments on the page come closest, and how close.
  private static func closest(
    _ first: Stretch, _ second: Stretch
  ) -> (shares: (Double, Double), distance: Double) {
    let (r, s) = (first.b - first.a, second.b - second.a)
    let offset = second.a - first.a
    let area = r.x * s.y - r.y * s.x
    if area.magnitude > 1e-9 {
      let shareA = (offset.x * s.y - offset.y * s.x) / area
      let shareB = (offset.x * r.y - offset.y * r.x) / area
      if (0...1).contains(shareA), (0...1).contains(shareB) { return ((shareA, shareB), 0) }
    }
    // Else an end is closest.
    func foot(_ point: Point, _ start: Point, _ along: Point) -> (share: Double, distance: Double) {
      let square = along.x * along.x + along.y * along.y
      let away = point - start
      let share =
        square > 0 ? min(1, max(0, (away.x * along.x + away.y * along.y) / square)) : 0
      return (share, (away - along * share).length)
    }
    let ends = [
      (foot(first.a, second.a, s), 0.0, true), (foot(first.b, second.a, s), 1, true),
      (foot(second.a, first.a, r), 0, false), (foot(second.b, first.a, r), 1, false),
    ]
    var best = ends[0]
    for end in ends where end.0.distance < best.0.distance { best = end }
    return (best.2 ? (best.1, best.0.share) : (best.0.share, best.1), best.0.distance)
  }
}
