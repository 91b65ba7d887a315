/// One way in which a fresh output is not the committed one.
public struct Difference: Codable, Equatable, Sendable {
  /// What kind of thing differs.
  public enum Kind: String, Codable, Sendable {
    /// Words differ.
    case text
    /// Numbers differ by more than the tolerance.
    case numbers
    /// Extents, columns, element types or the number of rows differ.
    case shape
    /// A figure differs in something other than its numbers: series, labels, axes.
    case figure
    /// One output is of another kind than the other.
    case kind
    /// An output is there on one side only.
    case count
    /// The cell ended in another way.
    case status
  }

  /// The largest deviation among numbers that are compared pair by pair.
  public struct Deviation: Codable, Equatable, Sendable {
    /// The deviation.
    public var value: Double
    /// Where it is: the position in the list, or the index in a tensor.
    public var index: [Int]
    /// The committed number there.
    public var committed: Double
    /// The fresh number there.
    public var fresh: Double
  }

  /// What kind of thing differs.
  public var kind: Kind
  /// Which output of the cell it is, counted from zero, or nil for the cell as a whole.
  public var output: Int?
  /// What differs, in words.
  public var summary: String
  /// The committed side, as text.
  public var committed: String
  /// The fresh side, as text.
  public var fresh: String
  /// How many of how many numbers are outside the tolerance.
  public var outside: Int?
  /// How many numbers were compared.
  public var compared: Int?
  /// The largest absolute deviation.
  public var largestAbsolute: Deviation?
  /// The largest relative deviation.
  public var largestRelative: Deviation?

  /// Creates a difference.
  public init(
    kind: Kind, output: Int?, summary: String, committed: String, fresh: String
  ) {
    self.kind = kind
    self.output = output
    self.summary = summary
    self.committed = committed
    self.fresh = fresh
  }
}
