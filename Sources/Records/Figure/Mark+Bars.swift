/// Bars of one series.
public struct BarMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The middle of each bar along the axis it stands on.
  public var positions: Samples
  /// Where each bar starts; nil means zero.
  public var bases: Samples?
  /// How long each bar is; negative bars point the other way.
  public var lengths: Samples
  /// The width of the bars in units of the axis they stand on.
  public var thickness: Double
  /// Whether the bars lie.
  public var horizontal: Bool?
  /// Whether the length is written at each bar.
  public var showsValues: Bool?
  /// Colour, opacity.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, positions: Samples, bases: Samples? = nil, lengths: Samples,
    thickness: Double = 0.8, horizontal: Bool? = nil, showsValues: Bool? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.positions = positions
    self.bases = bases
    self.lengths = lengths
    self.thickness = thickness
    self.horizontal = horizontal
    self.showsValues = showsValues
    self.style = style
  }
}

/// A histogram: how many values lie between edges.
public struct HistogramMark: Codable, Equatable, Sendable {
  /// The name in the legend.
  public var name: String?
  /// The edges of the bins, one more than there are bins.
  public var edges: Samples
  /// The height of each bin: a count, or a density.
  public var counts: Samples
  /// Whether only the outline is drawn.
  public var outline: Bool?
  /// Colour, opacity.
  public var style: MarkStyle

  /// Creates the mark.
  public init(
    name: String? = nil, edges: Samples, counts: Samples, outline: Bool? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    self.name = name
    self.edges = edges
    self.counts = counts
    self.outline = outline
    self.style = style
  }
}

/// Boxes with whiskers: the middle half of each sample and its reach.
public struct BoxMark: Codable, Equatable, Sendable {
  /// The boxes, left to right.
  public var boxes: [Box]
  /// The place of each box.
  public var positions: Samples
  /// The width of a box in units of the horizontal axis.
  public var thickness: Double
  /// Colour.
  public var style: MarkStyle

  /// What is known of one sample.
  public struct Box: Codable, Equatable, Sendable {
    /// The lower whisker's end, the quartiles and the upper whisker's end: five numbers.
    public var summary: Samples
    /// Values beyond the whiskers.
    public var outliers: Samples

    /// Creates a box from whisker, quartile, median, quartile, whisker.
    public init(summary: Samples, outliers: Samples = []) {
      self.summary = summary
      self.outliers = outliers
    }
  }

  /// Creates the mark.
  public init(
    boxes: [Box], positions: Samples, thickness: Double = 0.5, style: MarkStyle = MarkStyle()
  ) {
    self.boxes = boxes
    self.positions = positions
    self.thickness = thickness
    self.style = style
  }
}
