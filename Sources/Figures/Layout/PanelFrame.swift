/// The rectangle between the axes of a panel, and how values become points in it.
struct PanelFrame {
  var rect: Rect
  var x: AxisScale
  var y: AxisScale
  /// The scale of marks on the second vertical axis.
  var secondY: AxisScale?
  /// The circle of polar coordinates, where `x` is an angle and `y` a radius.
  var polar: PolarFrame?
  /// Where labels that look for a place may not lie: the legend, texts of authors, insets.
  var reserved: [Rect] = []
  /// What other marks draw there, which labels had better not lie on.
  var crossed: [[Point]] = []
  /// Whether what is drawn lies on a picture or on areas of a map's colours.
  var isOverPicture = false

  /// The horizontal pixel of a value; NaN for one that cannot be shown.
  func px(_ value: Double) -> Double { limited(rect.x + x.place(value) * rect.width) }

  /// The vertical pixel of a value; NaN for one that cannot be shown.
  func py(_ value: Double) -> Double { limited(rect.maxY - y.place(value) * rect.height) }

  func point(_ x: Double, _ y: Double) -> Point {
    if let polar { return polar.point(angle: x, share: self.y.place(y)) }
    return Point(x: px(x), y: py(y))
  }

  /// The frame for marks on the second vertical axis.
  func onSecondAxis(_ flag: Bool?) -> PanelFrame {
    guard flag == true, let secondY else { return self }
    var frame = self
    frame.y = secondY
    return frame
  }

  /// Cairo's coordinates are fixed-point numbers of 24 bits before the point: values far outside
  /// keep their direction, which is all that shows.
  private func limited(_ pixel: Double) -> Double {
    pixel.isInfinite ? .nan : Swift.min(Swift.max(pixel, -1e6), 1e6)
  }
}
