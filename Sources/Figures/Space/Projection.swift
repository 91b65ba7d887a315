import Glibc
package import Records

/// Puts a box onto the page, seen from an azimuth and an elevation, in perspective or in parallel.
///
/// Coordinates in the box run from -0.5 to 0.5; the box is 4 : 4 : 3, as Matplotlib's.
package struct Projection {
  /// How far the eye is from the middle of the box where there is perspective, in units of which the
  /// box has 4 : 4 : 3: Matplotlib's distance of 10, in its own units.
  private static let eyeDistance = 33.6

  private let right: SpacePoint
  private let up: SpacePoint
  /// The direction towards the reader, in stretched coordinates.
  let forward: SpacePoint
  private let distance: Double?
  package var center = Point(x: 0, y: 0)
  package var scale = 1.0

  package init(_ view: PanelRecord.View) {
    let a = view.azimuth * .pi / 180
    let e = view.elevation * .pi / 180
    right = SpacePoint(x: -sin(a), y: cos(a), z: 0)
    up = SpacePoint(x: -sin(e) * cos(a), y: -sin(e) * sin(a), z: cos(e))
    forward = SpacePoint(x: cos(e) * cos(a), y: cos(e) * sin(a), z: sin(e))
    distance = view.projection == .orthographic ? nil : Self.eyeDistance
  }

  private static func stretched(_ p: SpacePoint) -> SpacePoint {
    SpacePoint(x: p.x * 4, y: p.y * 4, z: p.z * 3)
  }

  private static func boxed(_ p: SpacePoint) -> SpacePoint {
    SpacePoint(x: p.x / 4, y: p.y / 4, z: p.z / 3)
  }

  package func point(_ p: SpacePoint) -> Point {
    let p = Self.stretched(p)
    let size = distance.map { $0 / ($0 - p.dot(forward)) } ?? 1
    return Point(
      x: center.x + p.dot(right) * size * scale, y: center.y - p.dot(up) * size * scale)
  }

  /// Where the eye is, in the coordinates of the box; for parallel rays the direction to it.
  var eye: Eye {
    Eye(point: Self.boxed(forward * (distance ?? 1)), weight: distance == nil ? 0 : 1)
  }

  /// How near a point is to the reader.
  func nearness(_ p: SpacePoint) -> Double { Self.stretched(p).dot(forward) }

  /// The point moved towards the eye by a length that would be so many pixels wide: it is drawn in
  /// the same place.
  func raised(_ p: SpacePoint, pixels: Double) -> SpacePoint {
    let p = Self.stretched(p)
    let towards = distance.map { forward * $0 - p } ?? forward
    return Self.boxed(p + towards * (pixels / scale / towards.length))
  }
}

/// Where a scene is seen from: a point, or for a weight of zero a direction.
struct Eye {
  var point: SpacePoint
  var weight: Double

  /// How far above (positive) or below a plane `z = a x + b y + c` the eye is.
  func height(above plane: SpacePlane) -> Double {
    point.z - plane.a * point.x - plane.b * point.y - plane.c * weight
  }

  /// On which side of `coordinate = value` the eye is.
  func side(of value: Double, along axis: Int) -> Double { point[axis] - value * weight }
}

/// A plane that is not upright: `z = a x + b y + c`. Without `z`, a function over the ground.
struct SpacePlane {
  var a: Double
  var b: Double
  var c: Double

  /// The plane through three points whose places on the ground are not on one line.
  init?(_ p: SpacePoint, _ q: SpacePoint, _ r: SpacePoint) {
    let (u, v) = (q - p, r - p)
    let area = u.x * v.y - u.y * v.x
    guard area != 0 else { return nil }
    a = (u.z * v.y - u.y * v.z) / area
    b = (u.x * v.z - u.z * v.x) / area
    c = p.z - a * p.x - b * p.y
  }

  init(a: Double, b: Double, c: Double) {
    self.a = a
    self.b = b
    self.c = c
  }

  static func - (lhs: SpacePlane, rhs: SpacePlane) -> SpacePlane {
    SpacePlane(a: lhs.a - rhs.a, b: lhs.b - rhs.b, c: lhs.c - rhs.c)
  }

  func height(_ x: Double, _ y: Double) -> Double { a * x + b * y + c }

  /// The value of the function at the eye's place on the ground.
  func value(at eye: Eye) -> Double { a * eye.point.x + b * eye.point.y + c * eye.weight }
}
