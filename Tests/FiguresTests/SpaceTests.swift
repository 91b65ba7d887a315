import Figures
import Foundation
import Records
import Testing

@Suite("Hidden surfaces")
struct SpaceTests {
  typealias View = PanelRecord.View

  /// Views from anywhere, in both projections.
  static func views(_ count: Int, _ random: inout Generator) -> [View] {
    (0..<count).map { index in
      View(
        elevation: random.unit() * 180 - 90, azimuth: random.unit() * 360,
        projection: View.Projection.allCases[index % 2])
    }
  }

  static func grid(_ count: Int, from: Double = -0.5, to: Double = 0.5) -> [Double] {
    (0..<count).map { from + (to - from) * Double($0) / Double(count - 1) }
  }

  static func field(
    _ x: [Double], _ y: [Double], _ height: (Double, Double) -> Double
  ) -> HeightField {
    HeightField(x: x, y: y, z: y.flatMap { y in x.map { height($0, y) } })
  }

  /// Surfaces that cross each other: planes, waves, different grids, a hole, one on top of all.
  static let scenes: [(name: String, fields: [HeightField])] = [
    (
      "planes",
      [
        field([-0.5, 0.5], [-0.5, 0.5]) { x, _ in 0.8 * x },
        field([-0.5, 0.5], [-0.5, 0.5]) { x, y in -0.6 * x + 0.2 * y },
        field([-0.5, 0.5], [-0.5, 0.5]) { _, y in 0.9 * y },
      ]
    ),
    (
      "waves",
      [
        field(grid(25), grid(21)) { x, y in 0.4 * sin(9 * x) * cos(7 * y) },
        field(grid(25), grid(21)) { x, y in 0.35 * cos(6 * x + 2 * y) },
      ]
    ),
    (
      "steep waves", [field(grid(31), grid(31)) { x, y in 0.5 * sin(12 * x) * sin(11 * y + 1) }]
    ),
    (
      "grids",
      [
        field(grid(24), grid(17)) { x, y in 0.5 * sin(5 * x + 3 * y) },
        field([-0.5, 0.1, 0.5], [-0.4, 0.3]) { x, y in 0.3 * x - 0.2 * y },
        field(grid(7, from: -0.3, to: 0.45), grid(5)) { x, y in 0.9 * x },
      ]
    ),
    (
      "hole",
      [
        field(grid(20), grid(20)) { x, y in x * x + y * y < 0.04 ? .nan : 0.4 * cos(8 * x) },
        field(grid(20), grid(20)) { x, y in 0.4 * x + 0.1 },
      ]
    ),
    (
      "beyond the box",
      [
        field(grid(20, from: -0.8, to: 0.7), grid(20)) { x, y in 0.9 * sin(6 * x) * cos(3 * y) },
        field(grid(20), grid(20)) { x, y in -0.5 * y },
      ]
    ),
  ]

  @Test(
    "the face painted last at a point is the one a ray from the eye meets first",
    arguments: scenes.indices)
  func rays(_ index: Int) throws {
    var random = Generator(state: UInt64(index + 1))
    let (name, fields) = Self.scenes[index]
    var (compared, covered) = (0, 0)
    for view in Self.views(30, &random) {
      let projection = Projection(view)
      let caster = RayCaster(view, fields)
      let faces = SpacePainter.paint(fields, [], [], seenThrough: projection).compactMap {
        item -> (field: Int, corners: [Point])? in
        guard case .face(let field, _, _, let corners) = item else { return nil }
        return (field, corners.map(projection.point))
      }
      for _ in 0..<120 {
        // The box is 4 by 4 by 3 and lies around the origin.
        let point = Point(x: random.unit() * 5 - 2.5, y: random.unit() * 5 - 2.5)
        let hits = caster.hits(point)
        let painted = faces.last { RayCaster.contains($0.corners, point) }?.field
        guard let first = hits.first else { continue }
        covered += 1
        // Where two surfaces are as good as equally near, or a border runs, either is right.
        let rival = hits.first { $0.field != first.field }
        if let rival, rival.distance - first.distance < 0.02 { continue }
        let around = [(0.03, 0.0), (-0.03, 0), (0, 0.03), (0, -0.03)].map {
          caster.hits(Point(x: point.x + $0.0, y: point.y + $0.1)).first?.field
        }
        guard around.allSatisfy({ $0 == first.field }) else { continue }
        compared += 1
        #expect(painted == first.field, "\(name), \(view), \(point)")
      }
    }
    #expect(covered > 300 && compared > covered / 2, "\(name): \(compared) of \(covered)")
  }

  @Test("curves and points go behind the faces that hide them and before those they hide")
  func curves() throws {
    var random = Generator(state: 77)
    var (hidden, shown) = (0, 0)
    for (name, fields) in Self.scenes {
      func somewhere() -> SpacePoint {
        SpacePoint(x: random.unit() - 0.5, y: random.unit() - 0.5, z: random.unit() - 0.5)
      }
      let pieces = (0..<12).map {
        SpacePiece(curve: $0, ink: $0 % 3, range: (0, 1), from: somewhere(), to: somewhere())
      }
      let dots = (0..<12).map { SpaceDot(ink: 3 + $0 % 2, point: somewhere()) }
      for view in Self.views(12, &random) {
        let projection = Projection(view)
        let items = SpacePainter.paint(fields, pieces, dots, seenThrough: projection)
        let caster = RayCaster(view, fields)
        var faces: [(order: Int, corners: [Point], middle: [SpacePoint])] = []
        var things: [(order: Int, point: SpacePoint)] = []
        for (order, item) in items.enumerated() {
          switch item {
          case .face(_, _, _, let corners):
            faces.append((order, corners.map(projection.point), corners))
          case .piece(let piece):
            for share in [0.1, 0.5, 0.9] {
              things.append((order, piece.place(share)))
            }
          case .dot(let dot): things.append((order, dot.point))
          }
        }
        for (order, point) in things {
          let place = projection.point(point)
          let own = caster.distance(point)
          for face in faces where RayCaster.contains(face.corners, place) {
            guard let distance = caster.distance(place, face.middle) else { continue }
            // As near as the face: either order is right.
            if (distance - own).magnitude < 1e-3 { continue }
            if distance < own { hidden += 1 } else { shown += 1 }
            #expect((distance < own) == (face.order > order), "\(name), \(view), \(place)")
          }
        }
      }
    }
    #expect(hidden > 1000 && shown > 1000)
  }

  @Test("curves that pass each other are painted by depth where they cross")
  func crossings() {
    var random = Generator(state: 5)
    var crossed = 0
    for view in Self.views(20, &random) {
      func somewhere() -> SpacePoint {
        SpacePoint(x: random.unit() - 0.5, y: random.unit() - 0.5, z: random.unit() - 0.5)
      }
      let pieces = (0..<8).map {
        SpacePiece(curve: $0, ink: $0, range: (0, 1), from: somewhere(), to: somewhere())
      }
      let projection = Projection(view)
      let caster = RayCaster(view, [])
      let painted = SpacePainter.paint([], pieces, [], seenThrough: projection).compactMap {
        if case .piece(let piece) = $0 { piece } else { nil }
      }
      // Every curve is still there, in parts that meet.
      for curve in 0..<8 {
        let parts = painted.filter { $0.curve == curve }.sorted { $0.range.start < $1.range.start }
        #expect(parts.first?.range.start == 0 && parts.last?.range.end == 1)
        for (a, b) in zip(parts, parts.dropFirst()) { #expect(a.range.end == b.range.start) }
      }
      for (index, a) in painted.enumerated() {
        for b in painted[(index + 1)...] where a.curve != b.curve {
          guard let (onA, onB) = RayCaster.crossing(a, b, projection) else { continue }
          let (nearA, nearB) = (caster.distance(onA), caster.distance(onB))
          if (nearA - nearB).magnitude < 0.05 { continue }
          crossed += 1
          // b comes later, so it is nearer.
          #expect(nearB < nearA, "\(view)")
        }
      }
    }
    #expect(crossed > 50)
  }

  @Test("where nothing crosses, faces stay whole")
  func whole() {
    let flat = Self.field(Self.grid(40), Self.grid(30)) { x, y in 0.1 * sin(6 * x) * cos(6 * y) }
    let above = Self.field(Self.grid(40), Self.grid(30)) { x, y in 0.3 + 0.1 * sin(5 * x * y) }
    let projection = Projection(View())
    for fields in [[flat], [flat, above]] {
      let items = SpacePainter.paint(fields, [], [], seenThrough: projection)
      #expect(items.count == fields.count * 39 * 29)
      for case .face(_, _, _, let corners) in items { #expect(corners.count == 4) }
    }
  }

  @Test("two crossing surfaces of 100 by 100 are drawn in well under a second")
  func speed() throws {
    let axis = Self.grid(100)
    let fields = [
      Self.field(axis, axis) { x, y in 0.4 * sin(9 * x) * cos(7 * y) },
      Self.field(axis, axis) { x, y in 0.35 * cos(6 * x + 2 * y) },
    ]
    let start = clock()
    let items = SpacePainter.paint(fields, [], [], seenThrough: Projection(View()))
    let painting = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    #expect(items.count > 2 * 99 * 99)
    #expect(painting < 0.5, "\(painting) s for all faces")
    let marks = fields.map { field in
      Mark.surface(SurfaceMark(x: Samples(axis), y: Samples(axis), z: Samples(field.z)))
    }
    let again = clock()
    _ = try FigureRenderer.svg(FigureRecord(panels: [PanelRecord(marks: marks)]))
    let drawing = Double(clock() - again) / Double(CLOCKS_PER_SEC)
    #expect(drawing < 0.5, "\(drawing) s for the figure")
    print("space: \(painting) s to order \(items.count) faces, \(drawing) s for the figure")
  }

  @Test("in perspective what is near is larger, in parallel it is not")
  func perspective() {
    func lengths(_ projection: View.Projection?) -> (near: Double, far: Double) {
      let projection = Projection(View(elevation: 20, azimuth: 0, projection: projection))
      func length(_ x: Double) -> Double {
        (projection.point(SpacePoint(x: x, y: 0.5, z: 0))
          - projection.point(SpacePoint(x: x, y: -0.5, z: 0))).length
      }
      return (length(0.5), length(-0.5))
    }
    let (near, far) = lengths(nil)
    #expect(near / far > 1.08 && near / far < 1.2)
    let parallel = lengths(.orthographic)
    #expect(abs(parallel.near - parallel.far) < 1e-12)
  }
}

extension SpacePiece {
  /// The point after a share of the piece.
  func place(_ share: Double) -> SpacePoint {
    SpacePoint(
      x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share,
      z: from.z + (to.z - from.z) * share)
  }
}

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
