/// Traces lines of equal height over a grid by marching squares.
///
/// Every cell has 16 cases; lines run so that the higher side lies on their right as seen on the
/// screen's grid, which makes rings around hills and rings around hollows turn in opposite
/// directions, so that areas can be filled without a rule for holes. The two ambiguous cases are
/// settled by the mean of the four corners.
struct ContourTracer {
  let columns: Int
  let rows: Int
  let x: [Double]
  let y: [Double]
  let z: [Double]

  init(x: [Double], y: [Double], z: [Double]) {
    self.x = x
    self.y = y
    self.z = z
    columns = x.count
    rows = y.count
  }

  /// The same grid with a ring of nodes around it, lower than everything, at the border's own
  /// coordinates: every line of equal height then closes along the border.
  func enclosed() -> ContourTracer {
    guard let left = x.first, let right = x.last, let top = y.first, let bottom = y.last else {
      return self
    }
    let empty = Array(repeating: -Double.infinity, count: columns + 2)
    var heights = empty
    for row in 0..<rows {
      heights.append(-.infinity)
      heights.append(contentsOf: z[(row * columns)..<((row + 1) * columns)])
      heights.append(-.infinity)
    }
    heights += empty
    return ContourTracer(x: [left] + x + [right], y: [top] + y + [bottom], z: heights)
  }

  /// The lines at a height, each a list of points in the grid's coordinates; closed ones end where
  /// they start.
  func lines(at level: Double) -> [[Point]] {
    var next: [Int: Int] = [:]
    var starts: [Int] = []
    var hasIncoming: Set<Int> = []
    for row in 0..<max(0, rows - 1) {
      for column in 0..<max(0, columns - 1) {
        for (from, to) in segments(row, column, level) {
          next[from] = to
          starts.append(from)
          hasIncoming.insert(to)
        }
      }
    }
    var lines: [[Point]] = []
    var used: Set<Int> = []
    func follow(_ start: Int) {
      guard !used.contains(start) else { return }
      var line = [crossing(start, level)]
      var edge = start
      while let following = next[edge], used.insert(edge).inserted {
        line.append(crossing(following, level))
        edge = following
      }
      if line.count > 1 { lines.append(line) }
    }
    // Open lines first, from their ends; what is left are rings.
    for start in starts where !hasIncoming.contains(start) { follow(start) }
    for start in starts { follow(start) }
    return lines
  }

  /// Edges of the grid are numbered: two for each node, to the right and downwards.
  private func edge(right row: Int, _ column: Int) -> Int { (row * columns + column) * 2 }
  private func edge(down row: Int, _ column: Int) -> Int { (row * columns + column) * 2 + 1 }

  private func segments(_ row: Int, _ column: Int, _ level: Double) -> [(Int, Int)] {
    let corners = [
      z[row * columns + column], z[row * columns + column + 1],
      z[(row + 1) * columns + column + 1], z[(row + 1) * columns + column],
    ]
    var key = 0
    for (bit, height) in corners.enumerated() where height >= level { key |= 1 << bit }
    if key == 0 || key == 15 { return [] }
    let top = edge(right: row, column)
    let right = edge(down: row, column + 1)
    let bottom = edge(right: row + 1, column)
    let left = edge(down: row, column)
    switch key {
    case 1: return [(left, top)]
    case 2: return [(top, right)]
    case 3: return [(left, right)]
    case 4: return [(right, bottom)]
    case 6: return [(top, bottom)]
    case 7: return [(left, bottom)]
    case 8: return [(bottom, left)]
    case 9: return [(bottom, top)]
    case 11: return [(bottom, right)]
    case 12: return [(right, left)]
    case 13: return [(right, top)]
    case 14: return [(top, left)]
    default:
      let finite = corners.filter(\.isFinite)
      let mean = finite.isEmpty ? level : finite.reduce(0, +) / Double(finite.count)
      let joined = finite.count == 4 && mean >= level
      if key == 5 {
        return joined ? [(left, bottom), (right, top)] : [(left, top), (right, bottom)]
      }
      return joined ? [(top, left), (bottom, right)] : [(top, right), (bottom, left)]
    }
  }

  /// Where the level crosses an edge, by linear interpolation.
  private func crossing(_ edge: Int, _ level: Double) -> Point {
    let node = edge / 2
    let row = node / columns
    let column = node % columns
    let isDown = edge % 2 == 1
    let other = isDown ? node + columns : node + 1
    let a = Point(x: x[column], y: y[row])
    let b = Point(x: isDown ? x[column] : x[column + 1], y: isDown ? y[row + 1] : y[row])
    let (low, high) = (z[node], z[other])
    // Next to a gap or beyond the border the crossing lies at the node that is there.
    guard low.isFinite else { return b }
    guard high.isFinite else { return a }
    let share = high == low ? 0.5 : (level - low) / (high - low)
    return a + (b - a) * share
  }
}
