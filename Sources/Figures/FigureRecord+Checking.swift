import Records

extension FigureRecord {
  /// Finds what would make drawing impossible: records come from files.
  func checkDrawable() throws(FigureError) {
    if let problem = formulaProblem { throw .formula(problem.description) }
    for panel in panels {
      for mark in panel.marks {
        let lengths = mark.columnLengths
        if let first = lengths.first, lengths.contains(where: { $0 != first }) {
          throw .raggedColumns(mark: mark.kindName, lengths: lengths)
        }
        if panel.polar != nil, !mark.isPolar { throw .notPolar(mark: mark.kindName) }
        if case .image(let image) = mark { try image.checkPixels() }
        if case .diagram(let diagram) = mark {
          let known = Set(diagram.nodes.map(\.id))
          for edge in diagram.edges {
            if !known.contains(edge.from) { throw .unknownNode(edge.from) }
            if !known.contains(edge.to) { throw .unknownNode(edge.to) }
          }
        }
      }
    }
  }
}

extension ImageMark {
  fileprivate func checkPixels() throws(FigureError) {
    let count = rows * columns
    if let pixels {
      let found = Base64.decode(pixels)?.count ?? 0
      if count <= 0 || (found != count && found != 3 * count) {
        throw .brokenPixels(expected: count, found: found)
      }
    } else if count <= 0 || (values?.count ?? 0) != count {
      throw .brokenPixels(expected: count, found: values?.count ?? 0)
    }
  }
}

extension Mark {
  /// The lengths that must be equal.
  fileprivate var columnLengths: [Int] {
    switch self {
    case .line(let m): [m.x.count, m.y.count] + [m.values].compactMap { $0?.count }
    case .scatter(let m):
      [m.x.count, m.y.count] + [m.sizes, m.values].compactMap { $0?.count }
    case .bars(let m): [m.positions.count, m.lengths.count] + [m.bases].compactMap { $0?.count }
    case .histogram(let m): [m.edges.count, m.counts.count + 1]
    case .stem(let m): [m.x.count, m.y.count]
    case .band(let m): [m.x.count, m.lower.count, m.upper.count]
    case .errorBars(let m):
      [m.x.count, m.y.count, m.below.count, m.above.count]
        + [m.before, m.after].compactMap { $0?.count }
    case .contour(let m): [m.x.count * m.y.count, m.z.count]
    case .surface(let m): [m.x.count * m.y.count, m.z.count]
    case .quiver(let m):
      [m.x.count, m.y.count, m.u.count, m.v.count] + [m.values].compactMap { $0?.count }
    case .line3D(let m): [m.x.count, m.y.count, m.z.count]
    case .boxes(let m): [m.boxes.count, m.positions.count]
    case .rule, .span, .image, .text, .arrow, .shape, .diagram: []
    }
  }
}
