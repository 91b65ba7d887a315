import Glibc
import Records

extension TextMark: MarkDrawing {
  var role: MarkRole { .guide }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    extentX.include(x)
    extentY.include(y)
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let point = frame.point(x, y)
    guard point.isFinite else { return }
    let shaped = self.shaped(context)
    let paint = (style.color.flatMap { Paint.named($0) } ?? .ink).readable
      .visible(opacity: style.opacity ?? 1, ratio: 4.5)
    if boxed == true {
      let box = shapedRect(at: point, shaped).inset(by: -3)
      let fill = style.color == nil ? Paint.paper : paint
      scene.fill(.rectangle(box, radius: 2.5), fill.opacity(style.color == nil ? 0.9 : 1))
      scene.stroke(
        .rectangle(box, radius: 2.5), style.color == nil ? .frame : paint, Stroke(width: 1))
      scene.text(
        shaped, at: point, anchor: (anchor ?? .center).place, style.color == nil ? .ink : .paper)
    } else {
      scene.text(shaped, at: point, anchor: (anchor ?? .center).place, paint)
    }
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    [.area(shapedRect(at: frame.point(x, y), shaped(context)))]
  }

  func texts(on frame: PanelFrame, _ context: DrawingContext) -> [Rect] {
    let rect = shapedRect(at: frame.point(x, y), shaped(context))
    return [boxed == true ? rect.inset(by: -3) : rect]
  }

  private func shaped(_ context: DrawingContext) -> ShapedText {
    context.shape(text, Font(size: size ?? context.tickFont.size))
  }

  private func shapedRect(at point: Point, _ text: ShapedText) -> Rect {
    let place = (anchor ?? .center).place
    return Rect(
      x: point.x - text.width * place.x, y: point.y - text.height * place.y, width: text.width,
      height: text.height)
  }
}

extension ArrowMark: MarkDrawing {
  var role: MarkRole { .guide }

  func extend(x: inout AxisExtent, y: inout AxisExtent) {
    x.include([fromX, toX])
    y.include([fromY, toY])
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    let tail = frame.point(fromX, fromY)
    let head = frame.point(toX, toY)
    guard tail.isFinite, head.isFinite else { return }
    let color = style.color.flatMap { Paint.named($0) } ?? .ink
    scene.arrow(
      from: tail, to: head, color.visible(opacity: style.opacity ?? 1, ratio: 3),
      Stroke(width: style.width ?? 1.5))
    guard let text else { return }
    let (shaped, rect) = label(text, tail, head, context)
    scene.text(
      shaped, at: Point(x: rect.x, y: rect.y), anchor: .topLeft,
      color.readable.visible(opacity: style.opacity ?? 1, ratio: 4.5))
  }

  /// The text stands at the tail, on the side away from the head.
  private func label(
    _ text: String, _ tail: Point, _ head: Point, _ context: DrawingContext
  ) -> (ShapedText, Rect) {
    let shaped = context.shape(text, context.tickFont)
    let away = tail - head
    let length = max(away.length, 1e-9)
    let (dx, dy) = (away.x / length, away.y / length)
    let center = Point(
      x: tail.x + dx * (shaped.width / 2 + 4), y: tail.y + dy * (shaped.height / 2 + 3))
    return (
      shaped,
      Rect(
        x: center.x - shaped.width / 2, y: center.y - shaped.height / 2, width: shaped.width,
        height: shaped.height)
    )
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    let tail = frame.point(fromX, fromY)
    let head = frame.point(toX, toY)
    return [.polyline([tail, head])]
      + [text.map { Obstacle.area(label($0, tail, head, context).1) }].compactMap { $0 }
  }
}

extension ArrowMark {
  func texts(on frame: PanelFrame, _ context: DrawingContext) -> [Rect] {
    let (tail, head) = (frame.point(fromX, fromY), frame.point(toX, toY))
    guard let text, tail.isFinite, head.isFinite else { return [] }
    return [label(text, tail, head, context).1]
  }
}

extension ShapeMark: MarkDrawing {
  var role: MarkRole { .series }

  func extend(x extentX: inout AxisExtent, y extentY: inout AxisExtent) {
    extentX.include([x, x + width])
    extentY.include([y, y + height])
  }

  /// The outline in pixels, or nil where it cannot be shown. On polar axes a rectangle is a part of
  /// a ring, and an ellipse bends with it.
  private func outline(on frame: PanelFrame) -> Path? {
    if frame.polar != nil, shape == .ellipse {
      let points = (0..<72).map { step in
        let turn = Double(step) / 72 * 2 * .pi
        return frame.point(
          x + width * (1 + cos(turn)) / 2, y + height * (1 + sin(turn)) / 2)
      }
      return points.allSatisfy(\.isFinite) ? Path(points, closed: true) : nil
    }
    guard let area = frame.area(x: (x, x + width), y: (y, y + height)) else { return nil }
    if shape == .rectangle { return area }
    return area.bounds.map { .ellipse(in: $0) }
  }

  func draw(on frame: PanelFrame, in scene: inout Scene, _ look: Look, _ context: DrawingContext) {
    guard let path = outline(on: frame), let rect = path.bounds else { return }
    scene.clipped(to: frame.outline(larger: 1)) { scene in
      scene.area(path, look, opacity: filled == true ? 0.3 : nil)
      scene.stroke(
        path, look.paint, Stroke(width: style.width ?? 2, dashes: look.stroke?.dashes ?? []))
    }
    guard let name else { return }
    let text = context.shape(name, context.tickFont)
    let box = nameBox(rect, text)
    scene.fill(.rectangle(box), look.paint.readable)
    scene.text(text, at: Point(x: box.midX, y: box.midY), .paper)
  }

  /// A name stands in the upper left corner.
  private func nameBox(_ rect: Rect, _ text: ShapedText) -> Rect {
    Rect(x: rect.x - 1, y: rect.y - 1, width: text.width + 6, height: text.height + 2)
  }

  func texts(on frame: PanelFrame, _ context: DrawingContext) -> [Rect] {
    guard let name, let rect = outline(on: frame)?.bounds else { return [] }
    return [nameBox(rect, context.shape(name, context.tickFont))]
  }

  func obstacles(on frame: PanelFrame, _ context: DrawingContext) -> [Obstacle] {
    (outline(on: frame)?.bounds).map { [.area($0)] } ?? []
  }
}

extension TextMark.Anchor {
  var place: Anchor {
    switch self {
    case .center: .center
    case .left: .left
    case .right: .right
    case .top: .top
    case .bottom: .bottom
    case .topLeft: .topLeft
    case .topRight: .topRight
    case .bottomLeft: .bottomLeft
    case .bottomRight: .bottomRight
    }
  }
}

extension Scene {
  /// A straight arrow with a slim filled head.
  mutating func arrow(
    from tail: Point, to head: Point, _ paint: Paint, _ stroke: Stroke, headSize: Double? = nil
  ) {
    let shaft = head - tail
    let length = shaft.length
    guard length > 0.05 else { return }
    let size = min(headSize ?? (4 + 2.5 * stroke.width), length)
    let along = shaft * (1 / length)
    let across = Point(x: -along.y, y: along.x)
    let neck = head - along * size
    // The shaft ends inside the head, so that its blunt end does not show at the tip.
    self.stroke(.segment(tail, head - along * (size * 0.7)), paint, stroke)
    let notch = head - along * (size * 0.75)
    let half = size * 0.38
    fill(Path([head, neck + across * half, notch, neck - across * half], closed: true), paint)
  }
}
