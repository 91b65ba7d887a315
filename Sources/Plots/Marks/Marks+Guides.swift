public import Records

extension RuleMark {
  /// A horizontal line across the panel, or a part of it.
  public init(
    at y: Double, from: Double? = nil, to: Double? = nil, name: String? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    self.init(name: name, position: y, vertical: false, from: from, to: to, style: style)
  }

  /// A vertical line across the panel, or a part of it.
  public init(
    atX x: Double, from: Double? = nil, to: Double? = nil, name: String? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    self.init(name: name, position: x, vertical: true, from: from, to: to, style: style)
  }
}

extension SpanMark {
  /// A horizontal strip across the panel.
  public init(y: ClosedRange<Double>, name: String? = nil, style: MarkStyle = MarkStyle()) {
    self.init(name: name, from: y.lowerBound, to: y.upperBound, vertical: false, style: style)
  }

  /// A vertical strip across the panel.
  public init(x: ClosedRange<Double>, name: String? = nil, style: MarkStyle = MarkStyle()) {
    self.init(name: name, from: x.lowerBound, to: x.upperBound, vertical: true, style: style)
  }
}

extension TextMark {
  /// Text at a point.
  ///
  /// - Parameters:
  ///   - anchor: Which part of the text lies at the point; nil means its centre.
  ///   - size: The font size in CSS pixels; nil means that of tick labels.
  public init(
    _ text: String, at point: (x: Double, y: Double), anchor: Anchor? = nil, size: Double? = nil,
    boxed: Bool = false, style: MarkStyle = MarkStyle()
  ) {
    self.init(
      text: text, x: point.x, y: point.y, anchor: anchor, size: size, boxed: boxed ? true : nil,
      style: style)
  }
}

extension ArrowMark {
  /// An arrow between two points, with text at its tail.
  public init(
    _ text: String? = nil, from tail: (x: Double, y: Double), to head: (x: Double, y: Double),
    style: MarkStyle = MarkStyle()
  ) {
    self.init(
      text: text, fromX: tail.x, fromY: tail.y, toX: head.x, toY: head.y, style: style)
  }
}

extension ShapeMark {
  /// A rectangle, such as a bounding box with its label, or the ellipse in it.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, shape: Shape = .rectangle, name: String? = nil,
    filled: Bool = false, style: MarkStyle = MarkStyle()
  ) {
    self.init(
      shape: shape, name: name, x: x.lowerBound, y: y.lowerBound,
      width: x.upperBound - x.lowerBound, height: y.upperBound - y.lowerBound,
      filled: filled ? true : nil, style: style)
  }

  /// A circle; an ellipse on axes whose units differ in length.
  public init(
    center: (x: Double, y: Double), radius: Double, filled: Bool = false,
    style: MarkStyle = MarkStyle()
  ) {
    self.init(
      shape: .ellipse, x: center.x - radius, y: center.y - radius, width: 2 * radius,
      height: 2 * radius, filled: filled ? true : nil, style: style)
  }
}
