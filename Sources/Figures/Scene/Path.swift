/// An outline made of straight lines and cubic curves.
struct Path: Equatable, Sendable {
  enum Element: Equatable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  var elements: [Element] = []

  var isEmpty: Bool { elements.isEmpty }

  mutating func move(_ x: Double, _ y: Double) { elements.append(.move(Point(x: x, y: y))) }
  mutating func line(_ x: Double, _ y: Double) { elements.append(.line(Point(x: x, y: y))) }
  mutating func move(_ point: Point) { elements.append(.move(point)) }
  mutating func line(_ point: Point) { elements.append(.line(point)) }
  mutating func close() { elements.append(.close) }

  mutating func append(_ other: Path) { elements.append(contentsOf: other.elements) }

  /// A polyline through points, closed or open.
  init(_ points: some Sequence<Point> = [], closed: Bool = false) {
    for point in points {
      elements.append(elements.isEmpty ? .move(point) : .line(point))
    }
    if closed, !elements.isEmpty { elements.append(.close) }
  }

  /// Where the last line or curve ended, nil after a close and at the start.
  var endPoint: Point? {
    switch elements.last {
    case .move(let p), .line(let p), .curve(_, _, let p): p
    case .close, nil: nil
    }
  }

  /// A straight line.
  static func segment(_ a: Point, _ b: Point) -> Path { Path([a, b]) }

  /// A rectangle, with rounded corners where `radius` is positive.
  static func rectangle(_ rect: Rect, radius: Double = 0) -> Path {
    guard radius > 0 else {
      return Path(
        [
          Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.y),
          Point(x: rect.maxX, y: rect.maxY), Point(x: rect.x, y: rect.maxY),
        ], closed: true)
    }
    let r = min(radius, rect.width / 2, rect.height / 2)
    let k = r * (1 - kappa)
    var path = Path()
    path.move(rect.x + r, rect.y)
    path.line(rect.maxX - r, rect.y)
    path.curve(
      (rect.maxX - k, rect.y), (rect.maxX, rect.y + k), (rect.maxX, rect.y + r))
    path.line(rect.maxX, rect.maxY - r)
    path.curve(
      (rect.maxX, rect.maxY - k), (rect.maxX - k, rect.maxY), (rect.maxX - r, rect.maxY))
    path.line(rect.x + r, rect.maxY)
    path.curve((rect.x + k, rect.maxY), (rect.x, rect.maxY - k), (rect.x, rect.maxY - r))
    path.line(rect.x, rect.y + r)
    path.curve((rect.x, rect.y + k), (rect.x + k, rect.y), (rect.x + r, rect.y))
    path.close()
    return path
  }

  /// The ellipse that fills a rectangle.
  static func ellipse(in rect: Rect) -> Path {
    let rx = rect.width / 2
    let ry = rect.height / 2
    let (kx, ky) = (rx * kappa, ry * kappa)
    let (cx, cy) = (rect.midX, rect.midY)
    var path = Path()
    path.move(cx + rx, cy)
    path.curve((cx + rx, cy + ky), (cx + kx, cy + ry), (cx, cy + ry))
    path.curve((cx - kx, cy + ry), (cx - rx, cy + ky), (cx - rx, cy))
    path.curve((cx - rx, cy - ky), (cx - kx, cy - ry), (cx, cy - ry))
    path.curve((cx + kx, cy - ry), (cx + rx, cy - ky), (cx + rx, cy))
    path.close()
    return path
  }

  /// The share of the radius at which a cubic curve comes closest to a quarter of a circle.
  private static let kappa = 0.5522847498307936

  mutating func curve(
    _ a: (Double, Double), _ b: (Double, Double), _ c: (Double, Double)
  ) {
    elements.append(
      .curve(Point(x: a.0, y: a.1), Point(x: b.0, y: b.1), Point(x: c.0, y: c.1)))
  }

  /// The rectangle around all points and the handles of curves, or nil for an empty path.
  var bounds: Rect? {
    var points: [Point] = []
    for element in elements {
      switch element {
      case .move(let p), .line(let p): points.append(p)
      case .curve(let a, let b, let c): points += [a, b, c]
      case .close: break
      }
    }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return nil }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// The path moved by an offset.
  func moved(by offset: Point) -> Path { mapped { $0 + offset } }

  /// The path with all its points sent elsewhere.
  func mapped(_ place: (Point) -> Point) -> Path {
    var path = self
    path.elements = elements.map { element in
      switch element {
      case .move(let p): .move(place(p))
      case .line(let p): .line(place(p))
      case .curve(let a, let b, let c): .curve(place(a), place(b), place(c))
      case .close: .close
      }
    }
    return path
  }
}
