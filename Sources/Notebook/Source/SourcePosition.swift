/// A place in a file, counted from one. Columns count bytes of UTF-8, as compilers do.
public struct SourcePosition: Equatable, Hashable, Comparable, Sendable {
  /// The line, from one.
  public var line: Int
  /// The column in bytes, from one.
  public var column: Int

  /// Creates a position.
  public init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }

  /// Positions are ordered as the text is read.
  public static func < (lhs: SourcePosition, rhs: SourcePosition) -> Bool {
    (lhs.line, lhs.column) < (rhs.line, rhs.column)
  }
}
