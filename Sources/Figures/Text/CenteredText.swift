/// A text and where its middle lies, turned around that point.
struct CenteredText {
  var shaped: ShapedText
  var center: Point
  var angle = 0.0

  /// The corners of its ink and the rectangle around them.
  var box: TextBox {
    let corner = center + Point(x: -shaped.width / 2, y: -shaped.height / 2).turned(by: angle)
    return TextBox(
      text: shaped.source, rect: shaped.bounds(at: corner, angle: angle),
      corners: shaped.corners(at: corner, angle: angle))
  }
  var bounds: Rect { box.rect }

  /// The box with a little air, so that two numbers do not read as one.
  var airyBox: TextBox {
    guard angle == 0 else { return box }
    let rect = box.rect.inset(by: -3)
    return TextBox(text: shaped.source, rect: rect, corners: rect.corners)
  }
}
