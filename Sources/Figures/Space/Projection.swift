import Glibc
import Records

/// A point in three dimensions.
struct SpacePoint {
  var x: Double
  var y: Double
  var z: Double
}

/// A parallel projection of a box onto the page, seen from an azimuth and an elevation.
///
/// Coordinates in the box run from -0.5 to 0.5; the box is 4 : 4 : 3, as Matplotlib's.
struct Projection {
  private let right: SpacePoint
  private let up: SpacePoint
  /// The direction towards the reader.
  let forward: SpacePoint
  var center = Point(x: 0, y: 0)
  var scale = 1.0

  init(_ view: PanelRecord.View) {
    let a = view.azimuth * .pi / 180
    let e = view.elevation * .pi / 180
    right = SpacePoint(x: -sin(a), y: cos(a), z: 0)
    up = SpacePoint(x: -sin(e) * cos(a), y: -sin(e) * sin(a), z: cos(e))
    forward = SpacePoint(x: cos(e) * cos(a), y: cos(e) * sin(a), z: sin(e))
  }

  private static func stretched(_ p: SpacePoint) -> SpacePoint {
    SpacePoint(x: p.x * 4, y: p.y * 4, z: p.z * 3)
  }

  func point(_ p: SpacePoint) -> Point {
    let p = Self.stretched(p)
    let x = p.x * right.x + p.y * right.y
    let y = p.x * up.x + p.y * up.y + p.z * up.z
    return Point(x: center.x + x * scale, y: center.y - y * scale)
  }

  /// How near a point is to the reader.
  func nearness(_ p: SpacePoint) -> Double {
    let p = Self.stretched(p)
    return p.x * forward.x + p.y * forward.y + p.z * forward.z
  }
}
