/// One panel of a figure: a pair of axes and what is drawn between them.
public struct PanelRecord: Codable, Equatable, Sendable {
  /// The title above the panel; a line feed makes two lines.
  public var title: String?
  /// Where along the panel the title stands; nil means over its middle.
  public var titlePlace: TitlePlace?
  /// The horizontal axis.
  public var x: AxisRecord
  /// The vertical axis.
  public var y: AxisRecord
  /// A second vertical axis at the right, for marks whose `onSecondAxis` is true.
  public var secondY: AxisRecord?
  /// The depth axis of a panel in three dimensions.
  public var z: AxisRecord?
  /// What is drawn, from back to front.
  public var marks: [Mark]
  /// Where the legend stands; nil means that there is none.
  public var legend: LegendPosition?
  /// Whether grid lines are drawn; nil means yes for lines and points, no for pictures.
  public var showsGrid: Bool?
  /// Whether axes, ticks and frame are drawn; nil means yes.
  public var showsAxes: Bool?
  /// Whether one unit is equally long in both directions.
  public var equalAspect: Bool?
  /// The colour bar of this panel.
  public var colorBar: ColorBarRecord?
  /// From where a panel in three dimensions is seen.
  public var view: View?
  /// The place of the panel inside another one, for an inset.
  public var inset: Inset?
  /// That `x` is an angle in radians and `y` a distance from the middle; nil for straight axes.
  public var polar: Polar?

  /// The direction from which a panel in three dimensions is seen, in degrees.
  public struct View: Codable, Equatable, Sendable {
    /// How depth is shown.
    public enum Projection: String, Codable, Sendable, CaseIterable {
      /// What is nearer is larger, as mildly as in Matplotlib: the eye is five diagonals away.
      case perspective
      /// What is equally long is drawn equally long, wherever it lies.
      case orthographic
    }

    /// The height above the xy plane.
    public var elevation: Double
    /// The angle around the z axis.
    public var azimuth: Double
    /// How depth is shown; nil means in perspective.
    public var projection: Projection?

    /// Creates a direction; the defaults are Matplotlib's.
    public init(elevation: Double = 30, azimuth: Double = -60, projection: Projection? = nil) {
      self.elevation = elevation
      self.azimuth = azimuth
      self.projection = projection
    }
  }

  /// A place inside another panel, as fractions of its width and height from the lower left.
  public struct Inset: Codable, Equatable, Sendable {
    /// The position of the panel it lies in, among the figure's panels.
    public var parent: Int
    /// The left edge.
    public var x: Double
    /// The lower edge.
    public var y: Double
    /// The width.
    public var width: Double
    /// The height.
    public var height: Double

    /// Creates a place.
    public init(parent: Int, x: Double, y: Double, width: Double, height: Double) {
      self.parent = parent
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// Creates a panel.
  public init(
    title: String? = nil, titlePlace: TitlePlace? = nil, x: AxisRecord = AxisRecord(),
    y: AxisRecord = AxisRecord(),
    secondY: AxisRecord? = nil, z: AxisRecord? = nil, marks: [Mark] = [],
    legend: LegendPosition? = nil, showsGrid: Bool? = nil, showsAxes: Bool? = nil,
    equalAspect: Bool? = nil, colorBar: ColorBarRecord? = nil, view: View? = nil,
    inset: Inset? = nil, polar: Polar? = nil
  ) {
    self.title = title
    self.titlePlace = titlePlace
    self.x = x
    self.y = y
    self.secondY = secondY
    self.z = z
    self.marks = marks
    self.legend = legend
    self.showsGrid = showsGrid
    self.showsAxes = showsAxes
    self.equalAspect = equalAspect
    self.colorBar = colorBar
    self.view = view
    self.inset = inset
    self.polar = polar
  }
}
