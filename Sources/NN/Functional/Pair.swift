internal import Tensors

/// One number for both directions, or one for rows and one for columns: a window, a stride.
///
/// Written as a number or as a list of two: `kernelSize: 3`, `kernelSize: [1, 2]`.
public struct Pair: Equatable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  /// The number for rows.
  public var height: Int
  /// The number for columns.
  public var width: Int

  /// A number for each direction.
  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  /// One number for both directions.
  public init(_ both: Int) { self.init(both, both) }

  /// One number for both directions.
  public init(integerLiteral value: Int) { self.init(value) }

  /// Rows, then columns; stops for a list that does not have two numbers.
  public init(arrayLiteral elements: Int...) {
    if elements.count != 2 {
      fail("Pair", "\(elements)", rule: "a list gives the number for rows and that for columns")
    }
    self.init(elements[0], elements[1])
  }

  /// As PyTorch prints it.
  var text: String { "(\(height), \(width))" }
}
