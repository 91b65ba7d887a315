import Glibc

/// Makes long series short before they are recorded, without a visible change.
///
/// A line of more than ``limit`` points that runs from left to right is cut into columns; of each
/// column the first, the lowest, the highest and the last point stay, which draws the same picture
/// at any width a page has. Columns are equally wide both on a linear and on a logarithmic axis. A
/// line that turns back keeps points that lie apart.
package enum Thinning {
  /// Up to how many points a series is recorded as it is.
  package static let limit = 4000

  private static let columns = 1000.0

  /// The positions to keep, or nil for all.
  package static func line(_ x: [Double], _ y: [Double]) -> [Int]? {
    guard x.count > limit, x.count == y.count else { return nil }
    var runsRight = x[0].isFinite && x[x.count - 1].isFinite
    for index in x.indices.dropFirst() where !(x[index - 1] <= x[index]) {
      // A gap in x cannot be put into a column.
      runsRight = false
      break
    }
    return runsRight ? byColumns(x, y) : byDistance(x, y)
  }

  private static func byColumns(_ x: [Double], _ y: [Double]) -> [Int] {
    let first = x[0]
    let last = x[x.count - 1]
    let perUnit = last > first ? columns / (last - first) : 0
    let isWide = first > 0 && last / first > 100
    let logStart = isWide ? log2(first) : 0
    let perOctave = isWide ? columns / (log2(last) - logStart) : 0
    func column(_ value: Double) -> Int {
      // The two kinds of columns are counted together, so that a border of either starts a new one.
      let linear = Int((value - first) * perUnit)
      return isWide ? linear + Int((log2(value) - logStart) * perOctave) : linear
    }
    var kept: [Int] = []
    var start = 0
    while start < x.count {
      let place = column(x[start])
      var end = start
      var lowest = start
      var highest = start
      var gap = y[start].isNaN ? start : -1
      while end + 1 < x.count, column(x[end + 1]) == place {
        end += 1
        // Comparisons with NaN are false: a gap is kept for itself.
        if y[end] < y[lowest] || y[lowest].isNaN { lowest = end }
        if y[end] > y[highest] || y[highest].isNaN { highest = end }
        if y[end].isNaN, gap < 0 { gap = end }
      }
      var places = [start, lowest, highest, end]
      if gap >= 0 { places.append(gap) }
      places.sort()
      for (index, place) in places.enumerated() where index == 0 || place != places[index - 1] {
        kept.append(place)
      }
      start = end + 1
    }
    return kept
  }

  private static func byDistance(_ x: [Double], _ y: [Double]) -> [Int] {
    let (unitX, unitY) = (span(x) / 2000, span(y) / 2000)
    var kept = [0]
    var last = 0
    for index in x.indices.dropFirst() {
      let dx = (x[index] - x[last]) / unitX
      let dy = (y[index] - y[last]) / unitY
      // A gap is neither near nor far.
      if !(dx * dx + dy * dy < 1) {
        kept.append(index)
        last = index
      }
    }
    if last != x.count - 1 { kept.append(x.count - 1) }
    return kept
  }

  /// The positions of points that do not lie on top of an earlier one, or nil for all.
  package static func points(_ x: [Double], _ y: [Double]) -> [Int]? {
    guard x.count > limit, x.count == y.count else { return nil }
    let (unitX, unitY) = (span(x) / 400, span(y) / 300)
    let lowX = x.lazy.filter(\.isFinite).min() ?? 0
    let lowY = y.lazy.filter(\.isFinite).min() ?? 0
    var taken: Set<Int> = []
    return x.indices.filter { index in
      guard x[index].isFinite, y[index].isFinite else { return false }
      let column = Int((x[index] - lowX) / unitX)
      let row = Int((y[index] - lowY) / unitY)
      return taken.insert(row * 401 + column).inserted
    }
  }

  private static func span(_ values: [Double]) -> Double {
    var lowest = Double.infinity
    var highest = -Double.infinity
    for value in values where value.isFinite {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    return highest > lowest ? highest - lowest : 1
  }
}
