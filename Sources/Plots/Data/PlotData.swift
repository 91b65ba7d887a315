/// A number that can be a coordinate.
public protocol PlotScalar {
  /// The number; NaN where there is none.
  var plotValue: Double { get }
}

extension Double: PlotScalar {
  /// The number itself.
  public var plotValue: Double { self }
}

extension Float: PlotScalar {
  /// The shortest decimal that is this number, so that 0.1 is recorded as 0.1.
  public var plotValue: Double { Double(self) }
}

extension Int: PlotScalar {
  /// The number, exact up to 2^53.
  public var plotValue: Double { Double(self) }
}

extension UInt8: PlotScalar {
  /// The number.
  public var plotValue: Double { Double(self) }
}

extension Bool: PlotScalar {
  /// One for true, zero for false.
  public var plotValue: Double { self ? 1 : 0 }
}

extension Optional: PlotScalar where Wrapped: PlotScalar {
  /// The number, or NaN for nil: a gap.
  public var plotValue: Double { self?.plotValue ?? .nan }
}

/// Something that has numbers for a plot: an array, a range, a tensor, a column of a frame.
public protocol PlotData {
  /// The numbers, row by row where there are several dimensions. NaN is a gap.
  var plotValues: [Double] { get }
  /// The extents, outermost first.
  var plotShape: [Int] { get }
}

extension PlotData {
  /// One dimension.
  public var plotShape: [Int] { [plotValues.count] }

  /// The numbers as series: those of one dimension are one, those of two one for each column, as in
  /// Matplotlib.
  var plotSeries: [[Double]] {
    let values = plotValues
    let shape = plotShape
    guard shape.count == 2, shape[1] > 1 else { return [values] }
    let (rows, columns) = (shape[0], shape[1])
    return (0..<columns).map { column in (0..<rows).map { values[$0 * columns + column] } }
  }
}

extension Array: PlotData where Element: PlotScalar {
  /// The elements.
  public var plotValues: [Double] {
    // A million numbers should not pass one by one through a protocol. The way over `Any` compares
    // the arrays' types; a direct cast would look at every element.
    let whole: Any = self
    if let doubles = whole as? [Double] { return doubles }
    if let floats = whole as? [Float] { return floats.map { Double($0) } }
    return map(\.plotValue)
  }
  /// One dimension.
  public var plotShape: [Int] { [count] }
}

extension ArraySlice: PlotData where Element: PlotScalar {
  /// The elements.
  public var plotValues: [Double] { map(\.plotValue) }
}

extension Range: PlotData where Bound == Int {
  /// The whole numbers of the range.
  public var plotValues: [Double] { map(Double.init) }
}

extension ClosedRange: PlotData where Bound == Int {
  /// The whole numbers of the range.
  public var plotValues: [Double] { map(Double.init) }
}

extension StrideTo: PlotData where Element: PlotScalar {
  /// The numbers of the stride.
  public var plotValues: [Double] { map(\.plotValue) }
}

extension StrideThrough: PlotData where Element: PlotScalar {
  /// The numbers of the stride.
  public var plotValues: [Double] { map(\.plotValue) }
}
