import Figures
import Foundation
import Records

/// Looks along rays from the eye, by formulas of its own.
struct RayCaster {
  /// A triangle in the stretched coordinates of the eye.
  private struct Triangle {
    var field: Int
    var corners: [SIMD3<Double>]
  }

  private static let eyeDistance = 33.6
  private let right: SIMD3<Double>
  private let up: SIMD3<Double>
  private let towards: SIMD3<Double>
  private let isParallel: Bool
  private var triangles: [Triangle] = []

  init(_ view: PanelRecord.View, _ fields: [HeightField]) {
    let (e, a) = (view.elevation * .pi / 180, view.azimuth * .pi / 180)
    towards = SIMD3(cos(e) * cos(a), cos(e) * sin(a), sin(e))
    right = SIMD3(-sin(a), cos(a), 0)
    // The third axis of the reader's frame.
    up = SIMD3(
      towards.y * right.z - towards.z * right.y, towards.z * right.x - towards.x * right.z,
      towards.x * right.y - towards.y * right.x)
    isParallel = view.projection == .orthographic
    for (number, field) in fields.enumerated() {
      let columns = field.x.count
      for row in 0..<(field.y.count - 1) {
        for column in 0..<(columns - 1) {
          func corner(_ r: Int, _ c: Int) -> SIMD3<Double> {
            Self.stretched(
              SpacePoint(
                x: field.x[column + c], y: field.y[row + r],
                z: field.z[(row + r) * columns + column + c]))
          }
          let corners = [corner(0, 0), corner(0, 1), corner(1, 1), corner(1, 0)]
          guard corners.allSatisfy({ $0.z.isFinite }) else { continue }
          triangles.append(Triangle(field: number, corners: [corners[0], corners[1], corners[2]]))
          triangles.append(Triangle(field: number, corners: [corners[0], corners[2], corners[3]]))
        }
      }
    }
  }

  private static func stretched(_ p: SpacePoint) -> SIMD3<Double> {
    SIMD3(p.x * 4, p.y * 4, p.z * 3)
  }

  /// Start and direction of the ray through a point of the page.
  private func ray(_ point: Point) -> (SIMD3<Double>, SIMD3<Double>) {
    let onPlane = right * point.x - up * point.y
    if isParallel { return (onPlane + towards * Self.eyeDistance, -towards) }
    let eye = towards * Self.eyeDistance
    let direction = onPlane - eye
    return (eye, direction / (direction * direction).sum().squareRoot())
  }

  /// The surfaces that a ray meets inside the box, from near to far.
  func hits(_ point: Point) -> [(field: Int, distance: Double)] {
    let (start, direction) = ray(point)
    var found: [(field: Int, distance: Double)] = []
    for triangle in triangles {
      guard let t = Self.meet(start, direction, triangle.corners) else { continue }
      let place = start + direction * t
      let isInside =
        place.x.magnitude < 2 && place.y.magnitude < 2 && place.z.magnitude < 1.5
      if isInside { found.append((triangle.field, t)) }
    }
    return found.sorted { $0.distance < $1.distance }
  }

  /// How far a point is from the eye along its ray.
  func distance(_ point: SpacePoint) -> Double {
    let place = Self.stretched(point)
    if isParallel { return Self.eyeDistance - (place * towards).sum() }
    let offset = towards * Self.eyeDistance - place
    return (offset * offset).sum().squareRoot()
  }

  /// How far a flat face is along the ray through a point of the page.
  func distance(_ point: Point, _ corners: [SpacePoint]) -> Double? {
    let (start, direction) = ray(point)
    let corners = corners.map(Self.stretched)
    for index in 1..<(corners.count - 1) {
      let triangle = [corners[0], corners[index], corners[index + 1]]
      if let t = Self.meet(start, direction, triangle) { return t }
    }
    return nil
  }

  /// Möller and Trumbore's intersection.
  private static func meet(
    _ start: SIMD3<Double>, _ direction: SIMD3<Double>, _ corners: [SIMD3<Double>]
  ) -> Double? {
    func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
    let (u, v) = (corners[1] - corners[0], corners[2] - corners[0])
    let p = cross(direction, v)
    let determinant = (u * p).sum()
    guard determinant.magnitude > 1e-12 else { return nil }
    let offset = start - corners[0]
    let a = (offset * p).sum() / determinant
    let q = cross(offset, u)
    let b = (direction * q).sum() / determinant
    guard a >= 0, b >= 0, a + b <= 1 else { return nil }
    return (v * q).sum() / determinant
  }

  /// Whether a polygon on the page holds a point, by the number of its edges on one side of it.
  static func contains(_ corners: [Point], _ point: Point) -> Bool {
    var isInside = false
    for index in corners.indices {
      let (a, b) = (corners[index], corners[(index + 1) % corners.count])
      guard (a.y > point.y) != (b.y > point.y) else { continue }
      if point.x < a.x + (b.x - a.x) * (point.y - a.y) / (b.y - a.y) { isInside.toggle() }
    }
    return isInside
  }

  /// Where two pieces cross on the page: the points on both.
  static func crossing(
    _ a: SpacePiece, _ b: SpacePiece, _ projection: Projection
  ) -> (SpacePoint, SpacePoint)? {
    let (p, r) = (projection.point(a.from), projection.point(a.to) - projection.point(a.from))
    let (q, s) = (projection.point(b.from), projection.point(b.to) - projection.point(b.from))
    let area = r.x * s.y - r.y * s.x
    guard area.magnitude > 1e-9 else { return nil }
    let offset = q - p
    let shareA = (offset.x * s.y - offset.y * s.x) / area
    let shareB = (offset.x * r.y - offset.y * r.x) / area
    guard (0.01...0.99).contains(shareA), (0.01...0.99).contains(shareB) else { return nil }
    return (a.place(shareA), b.place(shareB))
  }
}
