extension Mark {
  /// The mark's numbers by name, in a fixed order. Marks without columns give their coordinates.
  public var columns: [(name: String, values: [Double])] {
    var parts: [(String, [Double]?)]
    switch self {
    case .line(let m):
      parts = [("x", m.x.values), ("y", m.y.values), ("value", m.values?.values)]
    case .scatter(let m):
      parts = [
        ("x", m.x.values), ("y", m.y.values), ("size", m.sizes?.values),
        ("value", m.values?.values),
      ]
    case .bars(let m):
      parts = [
        ("position", m.positions.values), ("base", m.bases?.values), ("length", m.lengths.values),
      ]
    case .histogram(let m): parts = [("edge", m.edges.values), ("count", m.counts.values)]
    case .stem(let m): parts = [("x", m.x.values), ("y", m.y.values), ("base", [m.base])]
    case .band(let m):
      parts = [("x", m.x.values), ("lower", m.lower.values), ("upper", m.upper.values)]
    case .errorBars(let m):
      parts = [
        ("x", m.x.values), ("y", m.y.values), ("below", m.below.values), ("above", m.above.values),
        ("before", m.before?.values), ("after", m.after?.values),
      ]
    case .rule(let m): parts = [("position", [m.position])]
    case .span(let m): parts = [("from", [m.from]), ("to", [m.to])]
    case .image(let m):
      parts = [("value", m.values?.values), ("range", [m.lower ?? .nan, m.upper ?? .nan])]
    case .contour(let m):
      parts = [
        ("x", m.x.values), ("y", m.y.values), ("z", m.z.values), ("level", m.levels.values),
      ]
    case .quiver(let m):
      parts = [
        ("x", m.x.values), ("y", m.y.values), ("u", m.u.values), ("v", m.v.values),
        ("value", m.values?.values),
      ]
    case .surface(let m): parts = [("x", m.x.values), ("y", m.y.values), ("z", m.z.values)]
    case .line3D(let m): parts = [("x", m.x.values), ("y", m.y.values), ("z", m.z.values)]
    case .boxes(let m):
      parts = [
        ("position", m.positions.values), ("summary", m.boxes.flatMap(\.summary.values)),
        ("outlier", m.boxes.flatMap(\.outliers.values)),
      ]
    case .text(let m): parts = [("x", [m.x]), ("y", [m.y])]
    case .arrow(let m): parts = [("from", [m.fromX, m.fromY]), ("to", [m.toX, m.toY])]
    case .shape(let m): parts = [("place", [m.x, m.y, m.width, m.height])]
    case .diagram: parts = []
    }
    return parts.compactMap { name, values in values.map { (name, $0) } }
  }

  /// The mark with everything taken out that ``columns`` holds: kind, names and look.
  var withoutNumbers: Mark {
    switch self {
    case .line(var m):
      (m.x, m.y, m.values, m.pointCount) = ([], [], nil, nil)
      (m.lower, m.upper) = (nil, nil)
      return .line(m)
    case .scatter(var m):
      (m.x, m.y, m.sizes, m.values, m.pointCount) = ([], [], nil, nil, nil)
      (m.lower, m.upper) = (nil, nil)
      return .scatter(m)
    case .bars(var m):
      (m.positions, m.bases, m.lengths) = ([], nil, [])
      return .bars(m)
    case .histogram(var m):
      (m.edges, m.counts) = ([], [])
      return .histogram(m)
    case .stem(var m):
      (m.x, m.y, m.base) = ([], [], 0)
      return .stem(m)
    case .band(var m):
      (m.x, m.lower, m.upper) = ([], [], [])
      return .band(m)
    case .errorBars(var m):
      (m.x, m.y, m.below, m.above, m.before, m.after) = ([], [], [], [], nil, nil)
      return .errorBars(m)
    case .rule(var m):
      m.position = 0
      return .rule(m)
    case .span(var m):
      (m.from, m.to) = (0, 0)
      return .span(m)
    case .image(var m):
      (m.values, m.lower, m.upper) = (nil, nil, nil)
      return .image(m)
    case .contour(var m):
      (m.x, m.y, m.z, m.levels) = ([], [], [], [])
      return .contour(m)
    case .quiver(var m):
      (m.x, m.y, m.u, m.v, m.values) = ([], [], [], [], nil)
      (m.lower, m.upper) = (nil, nil)
      return .quiver(m)
    case .surface(var m):
      (m.x, m.y, m.z) = ([], [], [])
      return .surface(m)
    case .line3D(var m):
      (m.x, m.y, m.z) = ([], [], [])
      return .line3D(m)
    case .boxes(var m):
      (m.positions, m.boxes) = ([], [])
      return .boxes(m)
    case .text(var m):
      (m.x, m.y) = (0, 0)
      return .text(m)
    case .arrow(var m):
      (m.fromX, m.fromY, m.toX, m.toY) = (0, 0, 0, 0)
      return .arrow(m)
    case .shape(var m):
      (m.x, m.y, m.width, m.height) = (0, 0, 0, 0)
      return .shape(m)
    case .diagram: return self
    }
  }
}
