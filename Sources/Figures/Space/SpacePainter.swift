/// A flat part of a surface.
package struct SpaceFace: Sendable {
  /// The number of its surface.
  package var field: Int
  /// The cell of the surface's own grid in which it lies.
  package var row: Int
  package var column: Int
  package var corners: [SpacePoint]
  /// Whether the surface goes on beyond the edge from each corner to the next; empty if it does
  /// beyond every one.
  package var seams: [Bool]
}

/// Orders what is drawn in three dimensions from back to front, without an error.
///
/// The ground is cut into cells by the grid lines of all surfaces. Seen from the eye, an upright
/// prism over one cell lies wholly before or behind the next, so cells are painted from far to near.
/// In a cell each surface is two triangles over the same halves of the ground; where two of them
/// cross, the ground is cut along their crossing, after which surfaces lie in layers. A layer hides
/// what is on its far side, and that depends only on whether the eye is above or below its plane.
/// Curves are cut at the same places. Nothing is compared by its middle, nothing can go in circles,
/// and where nothing crosses nothing is cut.
package struct SpacePainter {
  /// Something to paint.
  package enum Item {
    /// A part of a surface.
    case face(SpaceFace)
    /// A part of a curve.
    case piece(SpacePiece)
    /// A symbol.
    case dot(SpaceDot)
  }

  let fields: [HeightField]
  let grid: SpaceGrid
  let projection: Projection
  let eye: Eye
  /// How far the lines and symbols of each ink reach from their middle on the page.
  let reaches: [Double]
  /// What lies over each cell of the ground, row by row; a ring of unbounded cells is around it.
  private let contents: [SpaceContents]
  /// Whether parts of surfaces lie above or below the box.
  let clipsHeights: Bool
  var items: [Item] = []

  private init(
    _ fields: [HeightField], _ pieces: [SpacePiece], _ dots: [SpaceDot], _ projection: Projection,
    _ reaches: [Double]
  ) {
    self.fields = fields
    self.projection = projection
    self.reaches = reaches
    eye = projection.eye
    let reach = 0.5 + SpaceGrid.tolerance
    grid = SpaceGrid(
      fields,
      clipped: fields.contains { field in
        (field.x + field.y).contains { $0.magnitude > reach }
      })
    clipsHeights = fields.contains { $0.z.contains { $0.magnitude > reach } }
    contents = Self.contents(pieces, dots, grid)
  }

  /// Everything that can be seen of surfaces, curves and symbols, from back to front.
  ///
  /// Surfaces are cut off at the box; curves and symbols are expected inside it.
  ///
  /// - Parameter reaches: How far lines and symbols of each ink reach from their middle, in pixels;
  ///   nothing for those that are missing.
  package static func paint(
    _ fields: [HeightField], _ pieces: [SpacePiece], _ dots: [SpaceDot],
    seenThrough projection: Projection, reaches: [Double] = []
  ) -> [Item] {
    var painter = SpacePainter(fields, pieces, dots, projection, reaches)
    painter.paintCells()
    return painter.items
  }

  private static func contents(
    _ pieces: [SpacePiece], _ dots: [SpaceDot], _ grid: SpaceGrid
  ) -> [SpaceContents] {
    let width = grid.x.count + 1
    var contents = Array(repeating: SpaceContents(), count: width * (grid.y.count + 1))
    func cell(_ x: Double, _ y: Double) -> Int {
      // How many lines lie before a place is the number of its cell, counted from the ring.
      func place(_ value: Double, _ lines: [Double]) -> Int {
        var (low, high) = (0, lines.count)
        while low < high {
          let middle = (low + high) / 2
          if lines[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return low
      }
      return place(y, grid.y) * width + place(x, grid.x)
    }
    for piece in pieces {
      for part in piece.cut(at: grid.x, along: 0).flatMap({ $0.cut(at: grid.y, along: 1) }) {
        let middle = part.middle
        contents[cell(middle.x, middle.y)].pieces.append(part)
      }
    }
    for dot in dots { contents[cell(dot.point.x, dot.point.y)].dots.append(dot) }
    return contents
  }

  private mutating func paintCells() {
    let columns = Self.farToNear(grid.x, eye, axis: 0)
    for row in Self.farToNear(grid.y, eye, axis: 1) {
      for column in columns {
        let found = contents[(row + 1) * (grid.x.count + 1) + column + 1]
        let isInside =
          row >= 0 && row < grid.y.count - 1 && column >= 0 && column < grid.x.count - 1
        if isInside, paintCell(row, column, found) { continue }
        paint(found)
      }
    }
  }

  /// The intervals between lines, and the unbounded ones at the ends (-1 and the number of lines
  /// less one), from the furthest to the nearest.
  private static func farToNear(_ lines: [Double], _ eye: Eye, axis: Int) -> [Int] {
    let own = lines.count { eye.side(of: $0, along: axis) > 0 } - 1
    return (-1..<lines.count).sorted { a, b in
      let (distanceA, distanceB) = ((a - own).magnitude, (b - own).magnitude)
      return distanceA != distanceB ? distanceA > distanceB : a < b
    }
  }
}
