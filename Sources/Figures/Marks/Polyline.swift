/// Makes polylines shorter without a visible change.
enum Polyline {
  /// From how many points on a line is simplified.
  static let limit = 600

  /// The polyline with the points left out that cannot be seen.
  ///
  /// A line that runs from left to right keeps the first, lowest, highest and last point of each
  /// half pixel; any other line loses points closer than a quarter of a pixel to the one before.
  static func simplified(_ points: [Point]) -> [Point] {
    guard points.count > limit else { return points }
    let runsRight = zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x }
    return runsRight ? byColumns(points) : byDistance(points)
  }

  private static func byColumns(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x * 2).rounded(.down)
      var end = start
      var lowest = start
      var highest = start
      while end + 1 < points.count, (points[end + 1].x * 2).rounded(.down) == column {
        end += 1
        if points[end].y < points[lowest].y { lowest = end }
        if points[end].y > points[highest].y { highest = end }
      }
      var last = -1
      for index in [start, min(lowest, highest), max(lowest, highest), end] where index > last {
        kept.append(points[index])
        last = index
      }
      start = end + 1
    }
    return kept
  }

  private static func byDistance(_ points: [Point]) -> [Point] {
    var kept = [points[0]]
    var last = points[0]
    for point in points.dropFirst() where (point - last).length >= 0.25 {
      kept.append(point)
      last = point
    }
    if let end = points.last, end != last { kept.append(end) }
    return kept
  }
}
