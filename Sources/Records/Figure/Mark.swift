/// Something drawn in a panel. The `kind` key names the case in JSON.
public enum Mark: Equatable, Sendable {
  /// A line through points, or markers at them.
  case line(LineMark)
  /// Points with sizes and colours.
  case scatter(ScatterMark)
  /// Bars.
  case bars(BarMark)
  /// A histogram: counts between edges.
  case histogram(HistogramMark)
  /// Stems with a marker at their end.
  case stem(StemMark)
  /// The area between two curves.
  case band(BandMark)
  /// Points with error bars.
  case errorBars(ErrorBarMark)
  /// A straight line across the panel.
  case rule(RuleMark)
  /// A filled strip across the panel.
  case span(SpanMark)
  /// A picture, or a matrix of numbers shown as colours.
  case image(ImageMark)
  /// Lines or areas of equal height.
  case contour(ContourMark)
  /// A field of arrows.
  case quiver(QuiverMark)
  /// A surface over a grid, in three dimensions.
  case surface(SurfaceMark)
  /// A curve in three dimensions.
  case line3D(Line3DMark)
  /// Boxes with whiskers.
  case boxes(BoxMark)
  /// Text at a point.
  case text(TextMark)
  /// An arrow, with text at its tail if there is any.
  case arrow(ArrowMark)
  /// A rectangle or an ellipse.
  case shape(ShapeMark)
  /// Nodes and edges: a computational graph or the layers of a network.
  case diagram(DiagramMark)
}

extension Mark: Codable {
  private enum Key: String, CodingKey { case kind }
  private enum Kind: String, Codable {
    case line, scatter, bars, histogram, stem, band, errorBars, rule, span, image, contour
    case quiver, surface, line3D, boxes, text, arrow, shape, diagram
  }

  /// Reads a mark of the kind that its `kind` key names.
  public init(from decoder: any Decoder) throws {
    let kind = try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind)
    switch kind {
    case .line: self = .line(try LineMark(from: decoder))
    case .scatter: self = .scatter(try ScatterMark(from: decoder))
    case .bars: self = .bars(try BarMark(from: decoder))
    case .histogram: self = .histogram(try HistogramMark(from: decoder))
    case .stem: self = .stem(try StemMark(from: decoder))
    case .band: self = .band(try BandMark(from: decoder))
    case .errorBars: self = .errorBars(try ErrorBarMark(from: decoder))
    case .rule: self = .rule(try RuleMark(from: decoder))
    case .span: self = .span(try SpanMark(from: decoder))
    case .image: self = .image(try ImageMark(from: decoder))
    case .contour: self = .contour(try ContourMark(from: decoder))
    case .quiver: self = .quiver(try QuiverMark(from: decoder))
    case .surface: self = .surface(try SurfaceMark(from: decoder))
    case .line3D: self = .line3D(try Line3DMark(from: decoder))
    case .boxes: self = .boxes(try BoxMark(from: decoder))
    case .text: self = .text(try TextMark(from: decoder))
    case .arrow: self = .arrow(try ArrowMark(from: decoder))
    case .shape: self = .shape(try ShapeMark(from: decoder))
    case .diagram: self = .diagram(try DiagramMark(from: decoder))
    }
  }

  /// Writes the mark's own keys and its kind.
  public func encode(to encoder: any Encoder) throws {
    let (kind, content) = coded
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try content.encode(to: encoder)
  }

  private var coded: (Kind, any Encodable) {
    switch self {
    case .line(let mark): (.line, mark)
    case .scatter(let mark): (.scatter, mark)
    case .bars(let mark): (.bars, mark)
    case .histogram(let mark): (.histogram, mark)
    case .stem(let mark): (.stem, mark)
    case .band(let mark): (.band, mark)
    case .errorBars(let mark): (.errorBars, mark)
    case .rule(let mark): (.rule, mark)
    case .span(let mark): (.span, mark)
    case .image(let mark): (.image, mark)
    case .contour(let mark): (.contour, mark)
    case .quiver(let mark): (.quiver, mark)
    case .surface(let mark): (.surface, mark)
    case .line3D(let mark): (.line3D, mark)
    case .boxes(let mark): (.boxes, mark)
    case .text(let mark): (.text, mark)
    case .arrow(let mark): (.arrow, mark)
    case .shape(let mark): (.shape, mark)
    case .diagram(let mark): (.diagram, mark)
    }
  }

  /// The name of the mark's kind, as in records.
  public var kindName: String { coded.0.rawValue }
}
