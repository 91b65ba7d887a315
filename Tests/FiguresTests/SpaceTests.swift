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
        guard case .face(let face) = item else { return nil }
        return (face.field, face.corners.map(projection.point))
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
          case .face(let face):
            faces.append((order, face.corners.map(projection.point), face.corners))
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
      for case .face(let face) in items {
        #expect(face.corners.count == 4 && face.seams.isEmpty)
      }
    }
  }

  @Test("a cut face ends where the other surface is, and goes on everywhere else")
  func seams() {
    for (name, fields) in Self.scenes where !name.hasPrefix("beyond") {
      var cut = 0
      for item in SpacePainter.paint(fields, [], [], seenThrough: Projection(View())) {
        guard case .face(let face) = item else { continue }
        for (index, isSeam) in face.seams.enumerated() where !isSeam {
          cut += 1
          let (a, b) = (face.corners[index], face.corners[(index + 1) % face.corners.count])
          let middle = SpacePoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, z: (a.z + b.z) / 2)
          let others = fields.indices.filter { $0 != face.field }.compactMap {
            fields[$0].height(middle)
          }
          #expect(others.contains { abs($0 - middle.z) < 0.02 }, "\(name)")
        }
      }
      #expect(cut > 0 || fields.count == 1, "\(name)")
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

extension HeightField {
  /// The height over a place, between the nearest corners of the grid.
  func height(_ place: SpacePoint) -> Double? {
    guard let right = x.firstIndex(where: { $0 >= place.x }), right > 0,
      let top = y.firstIndex(where: { $0 >= place.y }), top > 0
    else { return nil }
    let shareX = (place.x - x[right - 1]) / (x[right] - x[right - 1])
    let shareY = (place.y - y[top - 1]) / (y[top] - y[top - 1])
    func along(_ row: Int) -> Double {
      let (a, b) = (z[row * x.count + right - 1], z[row * x.count + right])
      return a + (b - a) * shareX
    }
    return along(top - 1) + (along(top) - along(top - 1)) * shareY
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
