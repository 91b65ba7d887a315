import Glibc
import Records

/// The circle of polar coordinates, and how angles and radii become points in it.
struct PolarFrame {
  var center: Point
  var radius: Double
  /// Where an angle of zero points, in radians against the clock from the right.
  private let start: Double
  /// One where angles grow against the clock, else minus one.
  private let sense: Double

  init(_ polar: PanelRecord.Polar, center: Point, radius: Double) {
    self.center = center
    self.radius = radius
    start =
      switch polar.zero ?? .right {
      case .right: 0
      case .top: .pi / 2
      case .left: .pi
      case .bottom: -.pi / 2
      }
    sense = polar.clockwise == true ? -1 : 1
  }

  /// The unit vector on the page in the direction of an angle.
  func direction(_ angle: Double) -> Point {
    let turned = start + sense * angle
    return Point(x: cos(turned), y: -sin(turned))
  }

  /// The point at a share of the radius; NaN where that is negative, for nothing lies behind the
  /// middle.
  func point(angle: Double, share: Double) -> Point {
    guard share >= -1e-9, angle.isFinite, share < 1e4 else { return Point(x: .nan, y: .nan) }
    return center + direction(angle) * (max(0, share) * radius)
  }

  /// The whole circle, made larger on every side.
  func outline(larger: Double = 0) -> Path { ring(radius + larger) }

  /// A circle around the middle.
  func ring(_ radius: Double) -> Path {
    .ellipse(
      in: Rect(
        x: center.x - radius, y: center.y - radius, width: 2 * radius, height: 2 * radius))
  }

  /// The part between two angles and two shares of the radius.
  func sector(from: Double, to: Double, inner: Double, outer: Double) -> Path {
    let (low, high) = (max(0, min(inner, outer)), max(0, max(inner, outer)))
    var path = Path()
    if (to - from).magnitude >= 2 * .pi - 1e-9 {
      addArc(from, from + 2 * .pi, high, to: &path)
      path.close()
      if low > 0 {
        addArc(from + 2 * .pi, from, low, to: &path)
        path.close()
      }
      return path
    }
    addArc(from, to, high, to: &path)
    if low > 0 {
      addArc(to, from, low, joined: true, to: &path)
    } else {
      path.line(center)
    }
    path.close()
    return path
  }

  /// Adds an arc, as curves of at most an eighth of the circle.
  private func addArc(
    _ from: Double, _ to: Double, _ share: Double, joined: Bool = false, to path: inout Path
  ) {
    let first = point(angle: from, share: share)
    if joined { path.line(first) } else { path.move(first) }
    let parts = max(1, Int(((to - from).magnitude / (.pi / 4)).rounded(.up)))
    let step = (to - from) / Double(parts)
    // The length of handles with which a cubic curve comes closest to the arc.
    let handle = 4.0 / 3 * tan(step / 4) * share * radius
    for part in 0..<parts {
      let (a, b) = (from + Double(part) * step, from + Double(part + 1) * step)
      // The direction in which angles grow stands upright on that of the angle.
      let (alongA, alongB) = (direction(a + .pi / 2), direction(b + .pi / 2))
      let end = point(angle: b, share: share)
      path.elements.append(
        .curve(point(angle: a, share: share) + alongA * handle, end - alongB * handle, end))
    }
  }
}

extension PanelFrame {
  /// What can be drawn on, made larger on every side.
  func outline(larger: Double = 0) -> Path {
    polar?.outline(larger: larger) ?? .rectangle(rect.inset(by: -larger))
  }

  /// Whether a point can be seen, with half a pixel's tolerance.
  func shows(_ point: Point) -> Bool {
    if let polar { return (point - polar.center).length <= polar.radius + 0.5 }
    return rect.inset(by: -0.5).contains(point)
  }

  /// The points of a line of constant `y`: its ends, or on polar axes an arc.
  func level(_ y: Double, from: Double, to: Double) -> [Point] {
    guard polar != nil else { return [point(from, y), point(to, y)] }
    let parts = max(1, Int(((to - from).magnitude / (.pi / 90)).rounded(.up)))
    return (0...parts).map { point(from + (to - from) * Double($0) / Double(parts), y) }
  }

  /// The area between two values of either axis, or nil where it cannot be shown. On polar axes it
  /// ends at the middle and at twice the radius.
  func area(x: (Double, Double), y: (Double, Double)) -> Path? {
    if let polar {
      let shares = (self.y.place(y.0), self.y.place(y.1))
      guard shares.0.isFinite, shares.1.isFinite, x.0.isFinite, x.1.isFinite else { return nil }
      return polar.sector(
        from: x.0, to: x.1, inner: min(2, shares.0), outer: min(2, shares.1))
    }
    let (a, b) = (point(x.0, y.0), point(x.1, y.1))
    guard a.isFinite, b.isFinite else { return nil }
    return .rectangle(
      Rect(
        x: min(a.x, b.x), y: min(a.y, b.y), width: (a.x - b.x).magnitude,
        height: (a.y - b.y).magnitude))
  }
}
