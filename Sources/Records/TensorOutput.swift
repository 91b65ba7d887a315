/// A tensor as a cell showed it.
public struct TensorOutput: Codable, Equatable, Sendable {
  /// The element type, by its PyTorch name: `float32`, `int64`, `bool`.
  public var dtype: String
  /// The extents, outermost first. Empty for a 0-d tensor.
  public var shape: [Int]
  /// The tensor as it is printed, in PyTorch's form.
  public var text: String
  /// The values in row-major order, for tensors of at most ``fullLimit`` elements; else a sample of
  /// that many, evenly spaced, first and last included. Booleans are 0 and 1.
  ///
  /// Infinities and NaN are kept: see ``Number``.
  public var values: [Number]
  /// Smallest, largest and mean value of a tensor that is not recorded in full.
  public var summary: Summary?

  /// Up to how many elements a tensor is recorded in full.
  public static let fullLimit = 1000

  /// What is known of a tensor too large to record.
  public struct Summary: Codable, Equatable, Sendable {
    /// The smallest value.
    public var min: Number
    /// The largest value.
    public var max: Number
    /// The arithmetic mean, taken in double precision.
    public var mean: Number

    /// Creates a summary.
    public init(min: Number, max: Number, mean: Number) {
      self.min = min
      self.max = max
      self.mean = mean
    }
  }

  /// Creates the record of a tensor.
  public init(
    dtype: String, shape: [Int], text: String, values: [Number], summary: Summary? = nil
  ) {
    self.dtype = dtype
    self.shape = shape
    self.text = text
    self.values = values
    self.summary = summary
  }
}
