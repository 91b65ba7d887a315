import Records

/// What the renderer needs to know of a kind of mark.
protocol MarkDrawing {
  /// How the mark takes part in the cycle of colours.
  var role: MarkRole { get }
  /// The style its author gave.
  var style: MarkStyle { get }
  /// Whether it belongs to the second vertical axis.
  var isOnSecondAxis: Bool { get }
  /// The colours of the map it uses and what they mean.
  var colorScale: ColorScale? { get }

  /// Adds what the mark covers to the extents of the axes.
  func extend(x: inout AxisExtent, y: inout AxisExtent)
  /// Draws the mark.
  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext)
  /// What the legend says about the mark.
  func legendEntry(_ look: Look) -> LegendEntry?
  /// What a legend should not hide.
  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle]
  /// The rectangles of the mark's own texts, which labels that look for a place keep clear of.
  func texts(on frame: PanelFrame, _ context: DrawingContext) -> [Rect]
}

extension MarkDrawing {
  var isOnSecondAxis: Bool { false }
  var colorScale: ColorScale? { nil }
  func legendEntry(_ look: Look) -> LegendEntry? { nil }
  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] { [] }
  func texts(on frame: PanelFrame, _ context: DrawingContext) -> [Rect] { [] }
}

/// How a mark takes part in the cycle of colours.
enum MarkRole {
  /// It is a line: next colour, next dash.
  case line
  /// It is another series: next colour.
  case series
  /// It accompanies a series: bands count for themselves, so that the n-th band has the n-th colour.
  case companion
  /// It has ink's colour.
  case guide
}

/// Numbers shown as colours.
struct ColorScale: Equatable {
  var map: ColorMap
  var lower: Double
  var upper: Double
  /// The levels at which colours change, for filled contours.
  var levels: [Double]?
  /// Whether lines or points have the colours; see ``MarkColors``.
  var isForMarks = false

  func place(_ value: Double) -> Double {
    upper > lower ? (value - lower) / (upper - lower) : 0.5
  }
}

/// Something that a legend hides if it stands there.
enum Obstacle {
  case points([Point])
  case polyline([Point])
  case area(Rect)
  /// A text of the axes, which a legend never covers.
  case text(Rect)
}

/// A line of a legend.
struct LegendEntry {
  enum Handle {
    case line(Look)
    case swatch(Paint, outline: Paint?)
    /// An area in a mark's colour, of an opacity, with its hatch.
    case area(Look, opacity: Double?)
    case symbol(Look)
    /// A line over a swatch or an error bar.
    case errorBar(Look)
    case stem(Look)
  }
  var name: String
  var handle: Handle
}

extension Mark {
  /// The mark as something that can be drawn on flat axes.
  var drawing: (any MarkDrawing)? {
    switch self {
    case .line(let mark): mark
    case .scatter(let mark): mark
    case .bars(let mark): mark
    case .histogram(let mark): mark
    case .stem(let mark): mark
    case .band(let mark): mark
    case .errorBars(let mark): mark
    case .rule(let mark): mark
    case .span(let mark): mark
    case .image(let mark): mark
    case .contour(let mark): mark
    case .quiver(let mark): mark
    case .boxes(let mark): mark
    case .text(let mark): mark
    case .arrow(let mark): mark
    case .shape(let mark): mark
    case .surface, .line3D, .diagram: nil
    }
  }
}
