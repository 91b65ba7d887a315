import Records

extension LegendLayout {
  /// The distance of a legend from the edges of its panel.
  static let distance = 6.0

  /// Whether the legend fits into a panel.
  func fits(_ rect: Rect) -> Bool {
    size.width <= rect.width - 2 * Self.distance && size.height <= rect.height - 2 * Self.distance
  }

  /// The upper left corner at a named place inside a panel.
  func origin(_ position: LegendPosition, in rect: Rect) -> Point {
    let inner = rect.inset(by: Self.distance)
    let (width, height) = size
    let left = inner.x
    let right = inner.maxX - width
    let middleX = inner.midX - width / 2
    let middleY = inner.midY - height / 2
    let bottom = inner.maxY - height
    return switch position {
    case .best, .upperRight, .outsideRight: Point(x: right, y: inner.y)
    case .upperLeft: Point(x: left, y: inner.y)
    case .lowerLeft: Point(x: left, y: bottom)
    case .lowerRight: Point(x: right, y: bottom)
    case .right: Point(x: right, y: middleY)
    case .left: Point(x: left, y: middleY)
    case .lower, .below: Point(x: middleX, y: bottom)
    case .upper, .above: Point(x: middleX, y: inner.y)
    case .center: Point(x: middleX, y: middleY)
    case .at(let x, let y):
      Point(
        x: left + (right - left) * min(max(x, 0), 1),
        y: bottom + (inner.y - bottom) * min(max(y, 0), 1))
    }
  }

  /// The place that hides least, and how much it hides.
  ///
  /// As in Matplotlib the nine places are tried in their order, and what counts is how many points
  /// lie in the box and how many lines and areas it meets; the first place that hides nothing wins.
  func best(in rect: Rect, _ obstacles: [Obstacle]) -> (origin: Point, badness: Double) {
    let places: [LegendPosition] = [
      .upperRight, .upperLeft, .lowerLeft, .lowerRight, .right, .left, .lower, .upper, .center,
    ]
    var best: (origin: Point, badness: Double)?
    for place in places {
      let origin = origin(place, in: rect)
      let box = Rect(x: origin.x, y: origin.y, width: size.width, height: size.height)
        .inset(by: -2)
      let badness = obstacles.reduce(0) { $0 + Self.badness($1, box) }
      if badness == 0 { return (origin, 0) }
      if badness < best?.badness ?? .infinity { best = (origin, badness) }
    }
    return best ?? (origin(.upperRight, in: rect), 0)
  }

  /// How much of an obstacle a box hides: the length of line or area in it, in units of the box.
  private static func badness(_ obstacle: Obstacle, _ box: Rect) -> Double {
    switch obstacle {
    case .points(let points):
      return Double(points.count(where: box.contains))
    case .polyline(let points):
      guard zip(points, points.dropFirst()).contains(where: { box.meets($0, $1) }) else {
        return 0
      }
      return 1 + Double(points.count(where: box.contains)) * 0.05
    case .area(let area):
      return area.overlaps(box) ? 1 : 0
    case .text(let area):
      return area.overlaps(box) ? 1000 : 0
    }
  }
}
