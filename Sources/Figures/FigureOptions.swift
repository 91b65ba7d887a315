/// How a report draws a figure: everything about it that is no data.
public struct FigureOptions: Sendable, Equatable {
  /// The width in CSS pixels, or nil for the figure's own.
  public var width: Double?
  /// The height in CSS pixels, or nil for the figure's own.
  public var height: Double?
  /// What all ids and class names in the SVG begin with; unique on its page.
  public var idPrefix: String
  /// The accessible name, or nil to make one from the figure.
  public var title: String?
  /// The description for readers who do not see the figure, or nil for the author's or a made one.
  public var description: String?
  /// The size of ordinary text in CSS pixels.
  public var fontSize: Double
  /// The page whose colours a PNG has.
  public var theme: FigureTheme
  /// Whether a PNG has the page's colour behind it; else it is transparent.
  public var paper: Bool

  /// Creates options; the defaults let the figure decide.
  public init(
    width: Double? = nil, height: Double? = nil, idPrefix: String = "figure",
    title: String? = nil, description: String? = nil, fontSize: Double = 12,
    theme: FigureTheme = .light, paper: Bool = false
  ) {
    self.width = width
    self.height = height
    self.idPrefix = idPrefix
    self.title = title
    self.description = description
    self.fontSize = fontSize
    self.theme = theme
    self.paper = paper
  }
}
