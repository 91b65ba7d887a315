/// A surface over a part of the ground on which it is flat.
struct SpaceLayer {
  /// The number of the surface, or nil for the floor and the ceiling of the box.
  var field: Int?
  var plane: SpacePlane
  var eyeIsAbove: Bool
}

/// A part of the ground: a convex polygon.
struct Footprint {
  /// A corner and what the edge from it to the next one is.
  struct Corner {
    var x: Double
    var y: Double
    /// The surfaces that cross along the edge; empty for one on which a surface goes on.
    var crossing: [Int?] = []
  }

  var corners: [Corner]

  /// The part where a function over the ground is negative and where it is positive, or nil if one
  /// of them is empty.
  ///
  /// - Parameter crossing: The surfaces that cross where the function is zero.
  func split(by function: SpacePlane, crossing: [Int?] = []) -> (
    below: Footprint, above: Footprint
  )? {
    let values = corners.map { function.height($0.x, $0.y) }
    guard let low = values.min(), let high = values.max(), low < -1e-9, high > 1e-9 else {
      return nil
    }
    var (below, above) = (Footprint(corners: []), Footprint(corners: []))
    for index in corners.indices {
      let next = (index + 1) % corners.count
      let (a, b) = (values[index], values[next])
      let (p, q) = (corners[index], corners[next])
      // A part that is left behind is closed by an edge along the crossing.
      var leaving = p
      leaving.crossing = crossing
      if a <= 0 { below.corners.append(a == 0 && b > 0 ? leaving : p) }
      if a >= 0 { above.corners.append(a == 0 && b < 0 ? leaving : p) }
      if a * b < 0 {
        let share = a / (a - b)
        let entering = Corner(
          x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share, crossing: p.crossing)
        leaving = entering
        leaving.crossing = crossing
        below.corners.append(a < 0 ? leaving : entering)
        above.corners.append(a < 0 ? entering : leaving)
      }
    }
    return (below, above)
  }

  var middle: (x: Double, y: Double) {
    let sum = corners.reduce((x: 0.0, y: 0.0)) { ($0.x + $1.x, $0.y + $1.y) }
    return (sum.x / Double(corners.count), sum.y / Double(corners.count))
  }

  func lifted(to plane: SpacePlane) -> [SpacePoint] {
    corners.map { SpacePoint(x: $0.x, y: $0.y, z: plane.height($0.x, $0.y)) }
  }
}

extension SpacePainter {
  /// Paints what lies over a cell of the ground; false if there is no surface.
  mutating func paintCell(_ row: Int, _ column: Int, _ contents: SpaceContents) -> Bool {
    let (x, y) = ((grid.x[column], grid.x[column + 1]), (grid.y[row], grid.y[row + 1]))
    var present: [(field: Int, corners: [SpacePoint])] = []
    for field in fields.indices
    where grid.columns[field][column] >= 0 && grid.rows[field][row] >= 0 {
      let start = row * grid.x.count + column
      let heights = grid.heights[field]
      let corners = [
        SpacePoint(x: x.0, y: y.0, z: heights[start]),
        SpacePoint(x: x.1, y: y.0, z: heights[start + 1]),
        SpacePoint(x: x.1, y: y.1, z: heights[start + grid.x.count + 1]),
        SpacePoint(x: x.0, y: y.1, z: heights[start + grid.x.count]),
      ]
      if corners.allSatisfy(\.z.isFinite) { present.append((field, corners)) }
    }
    // Surfaces are cut off at the sides of the box.
    if present.isEmpty || max(x.0.magnitude, x.1.magnitude) > 0.5 + SpaceGrid.tolerance
      || max(y.0.magnitude, y.1.magnitude) > 0.5 + SpaceGrid.tolerance
    {
      return false
    }
    let halves = [[0, 1, 2], [0, 2, 3]].map { half in
      (
        ground: Footprint(
          corners: half.map {
            Footprint.Corner(x: present[0].corners[$0].x, y: present[0].corners[$0].y)
          }),
        layers: present.compactMap { field, corners in
          SpacePlane(corners[half[0]], corners[half[1]], corners[half[2]]).map {
            layer(field, $0)
          }
        }
      )
    }
    if contents.isEmpty, let order = wholeOrder(halves[0], halves[1]) {
      for field in order {
        guard let corners = present.first(where: { $0.field == field })?.corners else { continue }
        emit(field, row, column, corners, seams: [])
      }
      return true
    }
    // The second half lies on the upper left of the diagonal.
    let diagonal = SpacePlane(
      a: -(y.1 - y.0), b: x.1 - x.0, c: (y.1 - y.0) * x.0 - (x.1 - x.0) * y.0)
    let parts = contents.split { diagonal.height($0.x, $0.y) }
    let order = diagonal.value(at: eye) > 0 ? [0, 1] : [1, 0]
    for half in order {
      paint(
        halves[half].ground, halves[half].layers + limits, half == 0 ? parts.below : parts.above,
        row, column)
    }
    return true
  }

  private func layer(_ field: Int?, _ plane: SpacePlane) -> SpaceLayer {
    SpaceLayer(field: field, plane: plane, eyeIsAbove: eye.height(above: plane) > 0)
  }

  /// The floor and the ceiling, if surfaces reach beyond them.
  private var limits: [SpaceLayer] {
    guard clipsHeights else { return [] }
    return [-0.5, 0.5].map { layer(nil, SpacePlane(a: 0, b: 0, c: $0)) }
  }

  /// The surfaces over a cell from back to front where each can be painted as one face: none of them
  /// cross, and none is folded so that the eye sees both its sides.
  private func wholeOrder(
    _ first: (ground: Footprint, layers: [SpaceLayer]),
    _ second: (ground: Footprint, layers: [SpaceLayer])
  ) -> [Int]? {
    if clipsHeights { return nil }
    guard zip(first.layers, second.layers).allSatisfy({ $0.eyeIsAbove == $1.eyeIsAbove }),
      !Self.cross(first.layers, over: first.ground),
      !Self.cross(second.layers, over: second.ground)
    else { return nil }
    let orders = [first, second].map { half in
      Self.backToFront(Self.stacked(half.layers, over: half.ground)).compactMap(\.field)
    }
    return orders[0] == orders[1] ? orders[0] : nil
  }

  private static func cross(_ layers: [SpaceLayer], over ground: Footprint) -> Bool {
    layers.indices.contains { a in
      layers.indices.dropFirst(a + 1).contains { b in
        ground.split(by: layers[a].plane - layers[b].plane) != nil
      }
    }
  }

  /// Layers that do not cross, from the lowest to the highest. Of two in the same place the later
  /// one is nearer to the eye.
  private static func stacked(
    _ layers: [SpaceLayer], over ground: Footprint
  ) -> [SpaceLayer] {
    let middle = ground.middle
    let heights = layers.map { $0.plane.height(middle.x, middle.y) }
    return layers.indices.sorted { a, b in
      if (heights[a] - heights[b]).magnitude > SpaceGrid.tolerance {
        return heights[a] < heights[b]
      }
      return layers[a].eyeIsAbove ? a < b : b < a
    }.map { layers[$0] }
  }

  /// The order in which stacked layers are painted, as `paint` does it where nothing is between.
  private static func backToFront(_ layers: [SpaceLayer]) -> [SpaceLayer] {
    guard !layers.isEmpty else { return [] }
    let middle = layers.count / 2
    let below = backToFront(Array(layers[..<middle]))
    let above = backToFront(Array(layers[(middle + 1)...]))
    return layers[middle].eyeIsAbove
      ? below + [layers[middle]] + above : above + [layers[middle]] + below
  }

  /// Paints what lies over a part of the ground, cut until no two surfaces cross over a part.
  private mutating func paint(
    _ ground: Footprint, _ layers: [SpaceLayer], _ contents: SpaceContents, _ row: Int,
    _ column: Int
  ) {
    for a in layers.indices {
      for b in layers.indices.dropFirst(a + 1) {
        let difference = layers[a].plane - layers[b].plane
        guard
          let (below, above) = ground.split(
            by: difference, crossing: [layers[a].field, layers[b].field])
        else { continue }
        let parts = contents.split { difference.height($0.x, $0.y) }
        let eyeIsAbove = difference.value(at: eye) > 0
        let (far, near) = eyeIsAbove ? (below, above) : (above, below)
        paint(far, layers, eyeIsAbove ? parts.below : parts.above, row, column)
        paint(near, layers, eyeIsAbove ? parts.above : parts.below, row, column)
        return
      }
    }
    paintStack(Self.stacked(layers, over: ground)[...], ground, contents, row, column)
  }

  /// Paints layers over each other and what lies between them: the far side of one of them, the
  /// layer, its near side.
  private mutating func paintStack(
    _ layers: ArraySlice<SpaceLayer>, _ ground: Footprint, _ contents: SpaceContents, _ row: Int,
    _ column: Int
  ) {
    guard !layers.isEmpty else {
      paint(contents)
      return
    }
    let middle = layers.startIndex + layers.count / 2
    let layer = layers[middle]
    let parts = contents.split { $0.z - layer.plane.height($0.x, $0.y) }
    let (below, above) = (layers[..<middle], layers[(middle + 1)...])
    paintStack(
      layer.eyeIsAbove ? below : above, ground, layer.eyeIsAbove ? parts.below : parts.above, row,
      column)
    if let field = layer.field {
      let corners = ground.lifted(to: layer.plane)
      let center = ground.middle
      if layer.plane.height(center.x, center.y).magnitude <= 0.5 + SpaceGrid.tolerance {
        // Along a crossing the surface ends, for the eye.
        let seams = ground.corners.map { !$0.crossing.contains(field) }
        emit(field, row, column, corners, seams: seams.contains(false) ? seams : [])
      }
    }
    paintStack(
      layer.eyeIsAbove ? above : below, ground, layer.eyeIsAbove ? parts.above : parts.below, row,
      column)
  }

  private mutating func emit(
    _ field: Int, _ row: Int, _ column: Int, _ corners: [SpacePoint], seams: [Bool]
  ) {
    items.append(
      .face(
        SpaceFace(
          field: field, row: grid.rows[field][row], column: grid.columns[field][column],
          corners: corners, seams: seams)))
  }
}
