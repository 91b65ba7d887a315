/// One axis of a panel.
public struct AxisRecord: Codable, Equatable, Sendable {
  /// How values are turned into lengths.
  public enum Scale: String, Codable, Sendable, CaseIterable {
    /// Equal differences are equally long.
    case linear
    /// Equal ratios are equally long; only positive values exist.
    case log
    /// Linear around zero, logarithmic beyond ``AxisRecord/linearThreshold``.
    case symlog
    /// Values are seconds since 1970-01-01 00:00 UTC.
    case date
  }

  /// Where the text beside an axis stands along it.
  public enum LabelPlace: String, Codable, Sendable, CaseIterable {
    /// At its left or lower end, at its middle, at its right or upper end.
    case start, center, end
  }

  /// The text beside the axis.
  public var label: String?
  /// Where along the axis the text stands; nil means at its middle.
  public var labelPlace: LabelPlace?
  /// How values are turned into lengths.
  public var scale: Scale
  /// The value at the start of the axis, or nil to fit the data.
  public var lower: Double?
  /// The value at the end of the axis, or nil to fit the data.
  public var upper: Double?
  /// The places of the ticks, or nil to choose them.
  public var ticks: [Double]?
  /// The texts of the ticks in ``ticks``.
  public var tickLabels: [String]?
  /// Up to where a symmetric logarithmic axis is linear; nil means 1.
  public var linearThreshold: Double?
  /// Whether ticks may only stand at whole numbers.
  public var wholeNumbers: Bool?

  /// Creates an axis.
  public init(
    label: String? = nil, labelPlace: LabelPlace? = nil, scale: Scale = .linear,
    lower: Double? = nil, upper: Double? = nil,
    ticks: [Double]? = nil, tickLabels: [String]? = nil, linearThreshold: Double? = nil,
    wholeNumbers: Bool? = nil
  ) {
    self.label = label
    self.labelPlace = labelPlace
    self.scale = scale
    self.lower = lower
    self.upper = upper
    self.ticks = ticks
    self.tickLabels = tickLabels
    self.linearThreshold = linearThreshold
    self.wholeNumbers = wholeNumbers
  }
}
