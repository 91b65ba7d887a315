/// Numbers in rows and columns.
public struct Grid: Equatable, Sendable {
  /// How many rows there are.
  public let rows: Int
  /// How many columns there are.
  public let columns: Int
  /// The numbers, row by row.
  public let values: [Double]

  /// Creates a grid from its numbers, row by row.
  public init(rows: Int, columns: Int, values: [Double]) {
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A function's values at all pairs of coordinates: row i holds `y[i]`.
  ///
  /// ```swift
  /// let z = Grid(x: x, y: y) { x, y in x * x + 2 * y * y }
  /// ```
  public init(
    x: some PlotData, y: some PlotData, _ function: (_ x: Double, _ y: Double) -> Double
  ) {
    let (xs, ys) = (x.plotValues, y.plotValues)
    self.init(
      rows: ys.count, columns: xs.count, values: ys.flatMap { y in xs.map { function($0, y) } })
  }
}

/// Something that has numbers in rows and columns: nested arrays, a tensor with two dimensions.
public protocol PlotGrid {
  /// The numbers.
  var plotGrid: Grid { get }
}

extension Grid: PlotGrid {
  /// The grid itself.
  public var plotGrid: Grid { self }
}

extension Array: PlotGrid where Element: PlotData {
  /// The elements as rows. Rows of different length stop the cell.
  public var plotGrid: Grid {
    let rows = map(\.plotValues)
    PlotCheck.run("grid") { () throws(PlotError) in try PlotCheck.sameLengths("the rows", rows) }
    return Grid(rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap { $0 })
  }
}
