/// What may stand between the brackets of a tensor: `X[1]`, `X[0..<2, .all]`, `X[mask]`.
public protocol TensorIndex {
  /// The step this index takes through a tensor's axes.
  var selection: IndexSelection { get }
}

/// The steps indices take through a tensor's axes, from left to right.
public enum IndexSelection {
  /// One position; the axis goes.
  case position(Int)
  /// A range; bounds may be negative or missing.
  case range(start: Int?, end: Int?, step: Int)
  /// As many whole axes as the other indices leave over.
  case ellipsis
  /// A new axis of extent 1.
  case newAxis
  /// Positions from a tensor of integers, or where a bool tensor is true.
  case tensor(Tensor)
}

extension Int: TensorIndex {
  /// One position; negative ones count from the end.
  public var selection: IndexSelection { .position(self) }
}

extension Range: TensorIndex where Bound == Int {
  /// From the lower bound up to but without the upper one.
  public var selection: IndexSelection { .range(start: lowerBound, end: upperBound, step: 1) }
}

extension ClosedRange: TensorIndex where Bound == Int {
  /// From the lower bound up to and with the upper one.
  public var selection: IndexSelection {
    .range(start: lowerBound, end: upperBound == -1 ? nil : upperBound + 1, step: 1)
  }
}

extension PartialRangeFrom: TensorIndex where Bound == Int {
  /// From a position to the end; a negative one counts from the end.
  public var selection: IndexSelection { .range(start: lowerBound, end: nil, step: 1) }
}

extension PartialRangeUpTo: TensorIndex where Bound == Int {
  /// From the beginning up to but without a position; a negative one counts from the end.
  public var selection: IndexSelection { .range(start: nil, end: upperBound, step: 1) }
}

extension PartialRangeThrough: TensorIndex where Bound == Int {
  /// From the beginning up to and with a position; a negative one counts from the end.
  public var selection: IndexSelection {
    .range(start: nil, end: upperBound == -1 ? nil : upperBound + 1, step: 1)
  }
}

extension Tensor: TensorIndex {
  /// Positions, or a mask.
  public var selection: IndexSelection { .tensor(self) }
}

extension Array: TensorIndex where Element: TensorLiteral {
  /// Positions, or a mask, as in `X[[0, 2]]`.
  public var selection: IndexSelection { .tensor(Tensor(self)) }
}

/// The indices that have a name: `.all`, `.ellipsis`, `.newAxis`, `.stride(by: 2)`.
public struct NamedIndex: TensorIndex {
  /// The step this index takes.
  public let selection: IndexSelection
}

extension TensorIndex where Self == NamedIndex {
  /// The whole axis; Python's `:`.
  public static var all: NamedIndex {
    NamedIndex(selection: .range(start: nil, end: nil, step: 1))
  }
  /// As many whole axes as the other indices leave over; Python's `...`.
  public static var ellipsis: NamedIndex { NamedIndex(selection: .ellipsis) }
  /// A new axis of extent 1; Python's `None`.
  public static var newAxis: NamedIndex { NamedIndex(selection: .newAxis) }
  /// Every `step`-th position; Python's `start:end:step`.
  public static func stride(from start: Int? = nil, to end: Int? = nil, by step: Int) -> NamedIndex
  {
    NamedIndex(selection: .range(start: start, end: end, step: step))
  }
}
