/// A point in three dimensions.
package struct SpacePoint: Equatable, Sendable {
  package var x: Double
  package var y: Double
  package var z: Double

  package init(x: Double, y: Double, z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  static func + (lhs: SpacePoint, rhs: SpacePoint) -> SpacePoint {
    SpacePoint(x: lhs.x + rhs.x, y: lhs.y + rhs.y, z: lhs.z + rhs.z)
  }
  static func - (lhs: SpacePoint, rhs: SpacePoint) -> SpacePoint {
    SpacePoint(x: lhs.x - rhs.x, y: lhs.y - rhs.y, z: lhs.z - rhs.z)
  }
  static func * (lhs: SpacePoint, rhs: Double) -> SpacePoint {
    SpacePoint(x: lhs.x * rhs, y: lhs.y * rhs, z: lhs.z * rhs)
  }

  func dot(_ other: SpacePoint) -> Double { x * other.x + y * other.y + z * other.z }
  var length: Double { dot(self).squareRoot() }
  var isFinite: Bool { x.isFinite && y.isFinite && z.isFinite }

  /// A coordinate by its number.
  subscript(axis: Int) -> Double { axis == 0 ? x : axis == 1 ? y : z }
}
