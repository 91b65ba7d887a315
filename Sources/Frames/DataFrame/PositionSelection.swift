/// Something that picks positions along the rows or the columns of a frame.
///
/// Integers and arrays of integers count from the end when negative, and stop outside of the frame.
/// Ranges are clipped to the frame, as slices are in pandas; a negative bound of a one-sided range
/// counts from the end (`(-3)...` are the last three).
public protocol PositionSelection {
  /// The positions picked out of `count`; `axis` names what is picked, for messages.
  func positions(in count: Int, axis: String) -> [Int]
}

/// All positions, written `.all` as with tensors.
public struct AllPositions: PositionSelection {
  /// Every position.
  public func positions(in count: Int, axis: String) -> [Int] { Array(0..<count) }
}

extension PositionSelection where Self == AllPositions {
  /// All rows or columns: `frame.iloc[.all, 0..<2]`.
  public static var all: AllPositions { AllPositions() }
}

extension Int: PositionSelection {
  /// The one position, counted from the end when negative.
  public func positions(in count: Int, axis: String) -> [Int] {
    let place = self < 0 ? self + count : self
    guard (0..<count).contains(place) else {
      stop("iloc", "\(axis) \(self) is outside of \(count)")
    }
    return [place]
  }
}

extension Array: PositionSelection where Element == Int {
  /// The positions in the array's order.
  public func positions(in count: Int, axis: String) -> [Int] {
    flatMap { $0.positions(in: count, axis: axis) }
  }
}

extension Range: PositionSelection where Bound == Int {
  /// The positions of the range that exist.
  public func positions(in count: Int, axis: String) -> [Int] {
    Array(clamped(to: 0..<Swift.max(count, 0)))
  }
}

extension ClosedRange: PositionSelection where Bound == Int {
  /// The positions of the range that exist.
  public func positions(in count: Int, axis: String) -> [Int] {
    Array(Range(self).clamped(to: 0..<Swift.max(count, 0)))
  }
}

extension PartialRangeFrom: PositionSelection where Bound == Int {
  /// The positions from the bound on.
  public func positions(in count: Int, axis: String) -> [Int] {
    let start = lowerBound < 0 ? Swift.max(0, lowerBound + count) : Swift.min(lowerBound, count)
    return Array(start..<count)
  }
}

extension PartialRangeUpTo: PositionSelection where Bound == Int {
  /// The positions before the bound.
  public func positions(in count: Int, axis: String) -> [Int] {
    let end = upperBound < 0 ? Swift.max(0, upperBound + count) : Swift.min(upperBound, count)
    return Array(0..<end)
  }
}

extension PartialRangeThrough: PositionSelection where Bound == Int {
  /// The positions up to the bound and the bound itself.
  public func positions(in count: Int, axis: String) -> [Int] {
    let last = upperBound < 0 ? upperBound + count : Swift.min(upperBound, count - 1)
    return last < 0 ? [] : Array(0...last)
  }
}
