/// A surface over a rectangular grid, in the coordinates of the box.
///
/// Columns and rows are kept in the order of their coordinates; those without a place (on a
/// logarithmic axis) and repeated ones are left out.
package struct HeightField: Sendable {
  /// The coordinates of columns and rows, increasing.
  package let x: [Double]
  package let y: [Double]
  /// The heights, row by row; NaN where there is nothing.
  package let z: [Double]
  /// The numbers of the columns and rows as they were given.
  let columnOrder: [Int]
  let rowOrder: [Int]

  package init(x: [Double], y: [Double], z: [Double]) {
    let columns = Self.order(x)
    let rows = Self.order(y)
    columnOrder = columns
    rowOrder = rows
    self.x = columns.map { x[$0] }
    self.y = rows.map { y[$0] }
    self.z = rows.flatMap { row in columns.map { z[row * x.count + $0] } }
  }

  /// The positions of the values from the smallest to the largest, each value once.
  private static func order(_ values: [Double]) -> [Int] {
    let sorted = values.indices.filter { values[$0].isFinite }
      .sorted { (values[$0], $0) < (values[$1], $1) }
    var kept: [Int] = []
    for index in sorted {
      if let last = kept.last, values[index] - values[last] <= SpaceGrid.tolerance { continue }
      kept.append(index)
    }
    return kept
  }

  /// The corner of the grid at a row and a column.
  func corner(_ row: Int, _ column: Int) -> SpacePoint {
    SpacePoint(x: x[column], y: y[row], z: z[row * x.count + column])
  }
}

/// The lines that cut the ground of all surfaces into cells, and each surface's heights where they
/// cross.
struct SpaceGrid {
  /// Coordinates closer than this are one.
  static let tolerance = 1e-9

  let x: [Double]
  let y: [Double]
  /// For each surface the heights at the crossings, row by row, NaN where it is not.
  let heights: [[Double]]
  /// For each surface the column and the row of its own grid in which a cell lies, or -1.
  let columns: [[Int]]
  let rows: [[Int]]

  init(_ fields: [HeightField], clipped: Bool) {
    let edges = clipped ? [-0.5, 0.5] : []
    let x = Self.merged(fields.flatMap(\.x) + edges)
    let y = Self.merged(fields.flatMap(\.y) + edges)
    self.x = x
    self.y = y
    heights = fields.map { field in
      let across = x.map { Self.place(of: $0, in: field.x) }
      return y.flatMap { line -> [Double] in
        let down = Self.place(of: line, in: field.y)
        return across.map { Self.height(field, down, $0) }
      }
    }
    columns = fields.map { Self.cells(x, in: $0.x) }
    rows = fields.map { Self.cells(y, in: $0.y) }
  }

  private static func merged(_ values: [Double]) -> [Double] {
    var kept: [Double] = []
    for value in values.sorted() {
      if let last = kept.last, value - last <= tolerance { continue }
      kept.append(value)
    }
    return kept
  }

  /// The interval of a grid in which a value lies and how far into it, or nil outside.
  private static func place(of value: Double, in grid: [Double]) -> (index: Int, share: Double)? {
    guard let first = grid.first, let last = grid.last, grid.count > 1,
      value >= first - tolerance, value <= last + tolerance
    else { return nil }
    var low = 0
    var high = grid.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if grid[middle] <= value + tolerance { low = middle } else { high = middle }
    }
    let share = (value - grid[low]) / (grid[low + 1] - grid[low])
    // A crossing on a line of the surface's own grid knows only the corners on that line.
    if (value - grid[low]).magnitude <= tolerance { return (low, 0) }
    if (value - grid[low + 1]).magnitude <= tolerance { return (low, 1) }
    return (low, share)
  }

  private static func height(
    _ field: HeightField, _ row: (index: Int, share: Double)?,
    _ column: (index: Int, share: Double)?
  ) -> Double {
    guard let row, let column else { return .nan }
    func mixed(_ a: Double, _ b: @autoclosure () -> Double, _ share: Double) -> Double {
      share == 0 ? a : share == 1 ? b() : a + (b() - a) * share
    }
    func along(_ index: Int) -> Double {
      let start = index * field.x.count + column.index
      return column.share == 1
        ? field.z[start + 1] : mixed(field.z[start], field.z[start + 1], column.share)
    }
    return row.share == 1
      ? along(row.index + 1) : mixed(along(row.index), along(row.index + 1), row.share)
  }

  private static func cells(_ lines: [Double], in grid: [Double]) -> [Int] {
    zip(lines, lines.dropFirst()).map { place(of: ($0 + $1) / 2, in: grid)?.index ?? -1 }
  }
}
