public import Records

/// A mark that can stand in a figure.
public protocol MarkElement: FigureElement {
  /// The mark as a case.
  var mark: Mark { get }
}

extension LineMark: MarkElement {
  /// The line as a case.
  public var mark: Mark { .line(self) }
}
extension ScatterMark: MarkElement {
  /// The points as a case.
  public var mark: Mark { .scatter(self) }
}
extension BarMark: MarkElement {
  /// The bars as a case.
  public var mark: Mark { .bars(self) }
}
extension HistogramMark: MarkElement {
  /// The histogram as a case.
  public var mark: Mark { .histogram(self) }
}
extension StemMark: MarkElement {
  /// The stems as a case.
  public var mark: Mark { .stem(self) }
}
extension BandMark: MarkElement {
  /// The band as a case.
  public var mark: Mark { .band(self) }
}
extension ErrorBarMark: MarkElement {
  /// The error bars as a case.
  public var mark: Mark { .errorBars(self) }
}
extension RuleMark: MarkElement {
  /// The line as a case.
  public var mark: Mark { .rule(self) }
}
extension SpanMark: MarkElement {
  /// The strip as a case.
  public var mark: Mark { .span(self) }
}
extension ImageMark: MarkElement {
  /// The picture as a case.
  public var mark: Mark { .image(self) }
}
extension ContourMark: MarkElement {
  /// The contours as a case.
  public var mark: Mark { .contour(self) }
}
extension QuiverMark: MarkElement {
  /// The arrows as a case.
  public var mark: Mark { .quiver(self) }
}
extension SurfaceMark: MarkElement {
  /// The surface as a case.
  public var mark: Mark { .surface(self) }
}
extension Line3DMark: MarkElement {
  /// The curve as a case.
  public var mark: Mark { .line3D(self) }
}
extension BoxMark: MarkElement {
  /// The boxes as a case.
  public var mark: Mark { .boxes(self) }
}
extension TextMark: MarkElement {
  /// The text as a case.
  public var mark: Mark { .text(self) }
}
extension ArrowMark: MarkElement {
  /// The arrow as a case.
  public var mark: Mark { .arrow(self) }
}
extension ShapeMark: MarkElement {
  /// The outline as a case.
  public var mark: Mark { .shape(self) }
}
extension DiagramMark: MarkElement {
  /// The diagram as a case.
  public var mark: Mark { .diagram(self) }
}
