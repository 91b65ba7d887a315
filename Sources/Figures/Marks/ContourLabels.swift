/// Finds places for the heights on contour lines.
///
/// Every line that is long enough carries its height once, very long ones again and again. A label
/// lies where its line is straight for its length and, among such places, where it is level; nowhere
/// does it lie on another label, on another line, or on anything else that was there before.
struct ContourLabels {
  /// A line of equal height in pixels, and what it carries.
  struct Line {
    var points: [Point]
    var text: ShapedText
  }

  /// A label on a line.
  struct Label {
    /// The position of the line.
    var line: Int
    var middle: Point
    var angle: Double
    /// Where the line is interrupted, as lengths along it; from the end past the start on a ring.
    var from: Double
    var to: Double
    fileprivate var corners: [Point]
  }

  private let lines: [Line]
  private let lengths: [[Double]]
  private let frame: Rect
  private let reserved: [[Point]]
  private let segments: SegmentIndex
  private let crossed: SegmentIndex

  /// The space between a label and the ends of its line.
  private static let gap = 3.0
  /// How far labels of one line lie apart at least.
  private static let distance = 320.0

  /// - Parameters:
  ///   - frame: The rectangle between the axes.
  ///   - reserved: Rectangles that have to stay free.
  ///   - crossed: Lines of others, on which labels lie only where there is no better place.
  init(_ lines: [Line], in frame: Rect, reserved: [Rect], crossed: [[Point]]) {
    self.lines = lines
    self.frame = frame
    self.reserved = reserved.map { $0.inset(by: -2).corners }
    lengths = lines.map { line in
      var total = 0.0
      return [0]
        + zip(line.points, line.points.dropFirst()).map {
          total += ($1 - $0).length
          return total
        }
    }
    segments = SegmentIndex(lines.map(\.points))
    self.crossed = SegmentIndex(crossed)
  }

  /// The labels, first one on each line, then more on long ones.
  func placed() -> [Label] {
    let order = lines.indices.filter { isLongEnough($0) }.sorted {
      (-total($0), $0) < (-total($1), $1)
    }
    var labels: [Label] = []
    for round in 0..<12 {
      var isDone = true
      for index in order where Int(total(index) / Self.distance) >= round {
        let own = labels.filter { $0.line == index }
        guard own.count == round, let label = best(index, labels, own) else { continue }
        labels.append(label)
        isDone = false
      }
      if isDone { break }
    }
    return labels
  }

  private func total(_ index: Int) -> Double { lengths[index].last ?? 0 }

  private func isRing(_ index: Int) -> Bool {
    let points = lines[index].points
    guard let first = points.first, let last = points.last else { return false }
    return points.count > 2 && (first - last).length < 0.01
  }

  /// A line of which the label would leave little is better off without.
  private func isLongEnough(_ index: Int) -> Bool {
    total(index) > room(index) * (isRing(index) ? 2.7 : 1.7)
  }

  /// The length of line that a label takes.
  private func room(_ index: Int) -> Double { lines[index].text.width + 2 * Self.gap }

  // MARK: - Candidates

  private func best(_ index: Int, _ labels: [Label], _ own: [Label]) -> Label? {
    let room = room(index)
    let total = total(index)
    let ring = isRing(index)
    let step = max(2, room / 8)
    // A ring has no ends, so that every place will do; an open line should not begin with a label.
    let margin = ring ? 0 : min(room, total / 6)
    var best: (label: Label, cost: Double)?
    for start in stride(
      from: margin, through: ring ? total - step : total - room - margin, by: step)
    {
      let middle = start + room / 2
      let isFar = own.allSatisfy { other in
        let away = (middle - (other.from + other.to) / 2).magnitude
        return min(away, ring ? total - away : away) > Self.distance * 0.7
      }
      guard isFar, let (label, cost) = candidate(index, from: start, room) else { continue }
      if cost < best?.cost ?? .infinity, isFree(label, labels) {
        // Beside another line it is hard to tell whose label it is.
        let whole =
          cost + (isFree(label, [], enlarged: 1.6) ? 0 : 0.5)
          + (crossed.meets(label.corners) { _, _ in false } ? 2 : 0)
        if whole < best?.cost ?? .infinity { best = (label, whole) }
      }
    }
    return best?.label
  }

  /// The label that begins at a length along a line, and how badly it lies there; nil where the line
  /// bends too much.
  private func candidate(_ index: Int, from start: Double, _ room: Double) -> (Label, Double)? {
    let text = lines[index].text
    let a = point(index, start)
    let b = point(index, start + room)
    let chord = b - a
    guard chord.length > room * 0.9 else { return nil }
    let normal = Point(x: -chord.y / chord.length, y: chord.x / chord.length)
    // The label lies in the middle of what its line does there.
    var (low, high) = (0.0, 0.0)
    for share in stride(from: 0.125, through: 0.875, by: 0.125) {
      let offset = point(index, start + room * share) - a
      let away = offset.x * normal.x + offset.y * normal.y
      (low, high) = (min(low, away), max(high, away))
    }
    let tall = text.height * 0.62
    let bend = (high - low) / tall
    guard bend < 0.8 else { return nil }
    let middle = (a + b) * 0.5 + normal * ((low + high) / 2)
    var angle = (chord.direction * 10).rounded() / 10
    // Never upside down.
    if angle > 90 { angle -= 180 }
    if angle < -90 { angle += 180 }
    let (w, h) = (room / 2 - 0.5, tall / 2 + 1)
    let corners = [(-w, -h), (w, -h), (w, h), (-w, h)].map {
      middle + Point(x: $0.0, y: $0.1).turned(by: angle)
    }
    let label = Label(
      line: index, middle: middle, angle: angle, from: start, to: start + room, corners: corners)
    return (label, bend * 1.2 + angle.magnitude / 90)
  }

  /// Whether a label, or its rectangle enlarged, lies on nothing else.
  private func isFree(_ label: Label, _ labels: [Label], enlarged: Double = 1) -> Bool {
    var label = label
    label.corners = label.corners.map { label.middle + ($0 - label.middle) * enlarged }
    if enlarged > 1 {
      // More of its own line belongs to it as well.
      let more = (label.to - label.from) * (enlarged - 1) / 2
      (label.from, label.to) = (label.from - more, label.to + more)
      return !meetsLines(label)
    }
    let inner = frame.inset(by: 1)
    guard label.corners.allSatisfy(inner.contains) else { return false }
    if reserved.contains(where: { Self.overlap($0, label.corners) }) { return false }
    let wide = label.corners.map { $0 + ($0 - label.middle) * 0.15 }
    if labels.contains(where: { Self.overlap($0.corners, wide) }) { return false }
    return !meetsLines(label)
  }

  private func meetsLines(_ label: Label) -> Bool {
    segments.meets(label.corners) { line, segment in
      guard line == label.line else { return false }
      // The label's own stretch of its line is taken out.
      let place = (lengths[line][segment] + lengths[line][segment + 1]) / 2
      let total = total(line)
      let slack = (lengths[line][segment + 1] - lengths[line][segment]) / 2 + 0.5
      return [place - total, place, place + total].contains {
        $0 > label.from - slack && $0 < label.to + slack
      }
    }
  }

  /// The point at a length along a line; a ring goes on from its start.
  private func point(_ index: Int, _ length: Double) -> Point {
    let points = lines[index].points
    let lengths = lengths[index]
    let total = total(index)
    let length = length > total && isRing(index) ? length - total : min(max(length, 0), total)
    var (low, high) = (0, lengths.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lengths[middle] <= length { low = middle } else { high = middle }
    }
    let span = lengths[high] - lengths[low]
    let share = span > 0 ? (length - lengths[low]) / span : 0
    return points[low] + (points[high] - points[low]) * share
  }

  /// Whether two convex outlines share an area.
  private static func overlap(_ a: [Point], _ b: [Point]) -> Bool {
    for outline in [a, b] {
      for index in outline.indices {
        let edge = outline[(index + 1) % outline.count] - outline[index]
        let axis = Point(x: -edge.y, y: edge.x)
        func reach(_ points: [Point]) -> (Double, Double) {
          let values = points.map { $0.x * axis.x + $0.y * axis.y }
          return (values.min() ?? 0, values.max() ?? 0)
        }
        let (first, second) = (reach(a), reach(b))
        if first.1 <= second.0 || second.1 <= first.0 { return false }
      }
    }
    return true
  }

  // MARK: - Interrupted lines

  /// What is left of each line beside its labels.
  func interrupted(by labels: [Label]) -> [[[Point]]] {
    lines.indices.map { index in
      var gaps: [(Double, Double)] = []
      let total = total(index)
      for label in labels where label.line == index {
        if label.to > total {
          gaps.append((label.from, total))
          gaps.append((0, label.to - total))
        } else {
          gaps.append((label.from, label.to))
        }
      }
      if gaps.isEmpty { return [lines[index].points] }
      gaps.sort { $0.0 < $1.0 }
      var parts: [[Point]] = []
      var start = 0.0
      for (from, to) in gaps + [(total, total)] {
        if from - start > 0.1 { parts.append(part(index, start, from)) }
        start = max(start, to)
      }
      // What is left of a ring runs through its start.
      if isRing(index), parts.count > 1, gaps[0].0 > 0.1, gaps[gaps.count - 1].1 < total - 0.1 {
        let last = parts.removeLast()
        parts[0] = last + parts[0].dropFirst()
      }
      return parts
    }
  }

  private func part(_ index: Int, _ from: Double, _ to: Double) -> [Point] {
    let inner = lines[index].points.indices.filter {
      lengths[index][$0] > from && lengths[index][$0] < to
    }
    return [point(index, from)] + inner.map { lines[index].points[$0] } + [point(index, to)]
  }
}

/// Segments of polylines by the squares that they pass, so that few have to be looked at.
private struct SegmentIndex {
  private let lines: [[Point]]
  private var cells: [Cell: [(line: Int, segment: Int)]] = [:]
  private static let side = 16.0

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  init(_ lines: [[Point]]) {
    self.lines = lines
    for (line, points) in lines.enumerated() {
      for segment in 0..<max(0, points.count - 1) {
        for cell in Self.cells(around: [points[segment], points[segment + 1]]) {
          cells[cell, default: []].append((line, segment))
        }
      }
    }
  }

  private static func cells(around points: [Point]) -> [Cell] {
    func range(_ values: [Double]) -> ClosedRange<Int> {
      let limited = values.map { min(max($0 / side, -1e4), 1e4) }
      return Int((limited.min() ?? 0).rounded(.down))...Int((limited.max() ?? 0).rounded(.down))
    }
    let (columns, rows) = (range(points.map(\.x)), range(points.map(\.y)))
    // A segment this long leads far out of every panel.
    guard columns.count < 400, rows.count < 400 else { return [] }
    return columns.flatMap { column in rows.map { Cell(column: column, row: $0) } }
  }

  /// Whether a segment, but for those to be ignored, passes a rectangle at any angle.
  func meets(_ corners: [Point], except ignores: (_ line: Int, _ segment: Int) -> Bool) -> Bool {
    let along = corners[1] - corners[0]
    let up = corners[3] - corners[0]
    let (width, height) = (along.length, up.length)
    guard width > 0, height > 0 else { return false }
    let box = Rect(x: 0, y: 0, width: width, height: height)
    func local(_ point: Point) -> Point {
      let offset = point - corners[0]
      return Point(
        x: (offset.x * along.x + offset.y * along.y) / width,
        y: (offset.x * up.x + offset.y * up.y) / height)
    }
    for cell in Self.cells(around: corners) {
      for (line, segment) in cells[cell] ?? [] where !ignores(line, segment) {
        if box.meets(local(lines[line][segment]), local(lines[line][segment + 1])) { return true }
      }
    }
    return false
  }
}
