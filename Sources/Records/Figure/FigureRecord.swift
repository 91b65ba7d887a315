/// A figure as pure data: what is drawn, not how it looks.
///
/// A figure is a grid of panels. Sizes, captions and fonts belong to the report that draws it, so
/// that changing them never runs code again.
public struct FigureRecord: Codable, Equatable, Sendable {
  /// The title above the whole figure.
  public var title: String?
  /// Where along the figure the title stands; nil means over its middle.
  public var titlePlace: TitlePlace?
  /// The width and height the author asked for, in CSS pixels, or nil for the report's own.
  public var size: Size?
  /// How the panels are arranged; nil means one below the other.
  public var grid: PanelGrid?
  /// The panels, in reading order.
  public var panels: [PanelRecord]
  /// A colour bar that all panels share.
  public var colorBar: ColorBarRecord?
  /// The author's description for readers who do not see the figure.
  public var altText: String?

  /// A width and a height in CSS pixels.
  public struct Size: Codable, Equatable, Sendable {
    /// The width.
    public var width: Double
    /// The height.
    public var height: Double

    /// Creates a size.
    public init(width: Double, height: Double) {
      self.width = width
      self.height = height
    }
  }

  /// Creates a figure.
  public init(
    title: String? = nil, titlePlace: TitlePlace? = nil, size: Size? = nil, grid: PanelGrid? = nil,
    panels: [PanelRecord] = [], colorBar: ColorBarRecord? = nil, altText: String? = nil
  ) {
    self.title = title
    self.titlePlace = titlePlace
    self.size = size
    self.grid = grid
    self.panels = panels
    self.colorBar = colorBar
    self.altText = altText
  }
}

/// How the panels of a figure are arranged.
public struct PanelGrid: Codable, Equatable, Sendable {
  /// How many rows there are.
  public var rows: Int
  /// How many columns there are.
  public var columns: Int
  /// Whether panels of a column share the horizontal axis: one range, labels only at the bottom.
  public var sharesX: Bool?
  /// Whether panels of a row share the vertical axis: one range, labels only at the left.
  public var sharesY: Bool?

  /// Creates an arrangement.
  public init(rows: Int, columns: Int, sharesX: Bool? = nil, sharesY: Bool? = nil) {
    self.rows = rows
    self.columns = columns
    self.sharesX = sharesX
    self.sharesY = sharesY
  }
}

/// A colour bar: what the colours of a map mean.
public struct ColorBarRecord: Codable, Equatable, Sendable {
  /// Where a bar stands.
  public enum Position: String, Codable, Sendable, CaseIterable {
    /// Upright at the right, or lying below.
    case right, bottom
  }

  /// The text beside the bar.
  public var label: String?
  /// Where the bar stands; nil means at the right.
  public var position: Position?

  /// Creates a colour bar.
  public init(label: String? = nil, position: Position? = nil) {
    self.label = label
    self.position = position
  }
}
