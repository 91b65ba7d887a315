import Glibc

extension Point {
  /// The point turned around the origin by degrees, with the clock as seen on the screen.
  func turned(by degrees: Double) -> Point {
    if degrees == 0 { return self }
    // Quarter turns are exact, so that they leave no traces of rounding in the output.
    if degrees == -90 { return Point(x: y, y: -x) }
    if degrees == 90 { return Point(x: -y, y: x) }
    let angle = degrees * .pi / 180
    let (s, c) = (sin(angle), cos(angle))
    return Point(x: x * c - y * s, y: x * s + y * c)
  }

  /// The direction of the point seen from the origin, in degrees.
  var direction: Double { atan2(y, x) * 180 / .pi }
}
