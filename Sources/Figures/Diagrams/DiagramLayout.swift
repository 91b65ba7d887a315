import Records

/// A diagram, laid out: boxes for nodes, curves for edges, frames for groups.
struct DiagramLayout {
  private let diagram: DiagramMark
  private let context: DrawingContext
  private let graph: LayeredGraph
  private let labels: [ShapedText]
  private let edgeLabels: [ShapedText]
  private let boxes: [Rect]
  private let isVertical: Bool
  /// The middle of each layer along the direction of edges, and half of its depth.
  private let layerPlaces: [(middle: Double, half: Double)]
  /// The natural size in CSS pixels.
  let size: (width: Double, height: Double)

  private static let padding = (x: 9.0, y: 6.0)
  private static let groupPadding = 9.0

  init(_ diagram: DiagramMark, _ context: DrawingContext) {
    self.diagram = diagram
    self.context = context
    let direction = diagram.direction ?? .rightward
    isVertical = direction != .rightward
    labels = diagram.nodes.map { context.shape($0.label, context.tickFont) }
    let edgeFont = Font(size: context.tickFont.size * 0.9)
    edgeLabels = diagram.edges.map { context.shape($0.label ?? "", edgeFont) }
    let vertical = direction != .rightward
    let extents = labels.map { label -> (breadth: Double, depth: Double) in
      let width = max(label.width + 2 * Self.padding.x, 30)
      let height = max(label.height + 2 * Self.padding.y, 26)
      return vertical ? (width, height) : (height, width)
    }
    let labelExtents = edgeLabels.map { label -> (breadth: Double, depth: Double)? in
      if label.isEmpty { return nil }
      return vertical
        ? (label.width + 6, label.height) : (label.height + 2, label.width + 4)
    }
    let hasGroups = diagram.nodes.contains { $0.group != nil }
    let graph = LayeredGraph(
      diagram, sizes: extents, labels: labelExtents, gap: hasGroups ? 24 : 16)
    self.graph = graph

    // With labels every other layer is theirs, so that two gaps make one.
    let isDoubled = labelExtents.contains { $0 != nil }
    let between =
      (vertical ? 24.0 : 30) / (isDoubled ? 1.8 : 1) + (hasGroups ? (vertical ? 11 : 6) : 0)
    let groupTitle = context.tickFont.size * 1.5
    var place = hasGroups ? Self.groupPadding + (vertical ? groupTitle : 0) : 1
    var places: [(middle: Double, half: Double)] = []
    for layer in graph.layers {
      let depth = layer.map { graph.vertices[$0].depth }.max() ?? 0
      places.append((place + depth / 2, depth / 2))
      place += depth + between
    }
    var total = place - between + (hasGroups ? Self.groupPadding : 1)
    if direction == .upward { places = places.map { (total - $0.middle, $0.half) } }
    layerPlaces = places
    let across = hasGroups ? Self.groupPadding + (vertical ? 0 : groupTitle) : 1
    var breadth = (graph.vertices.map { $0.position + $0.breadth / 2 }.max() ?? 0)
    breadth += across + (hasGroups ? Self.groupPadding : 1)
    total = max(total, 1)
    size = vertical ? (breadth, total) : (total, breadth)
    acrossOffset = across
    boxes = graph.vertices.filter { $0.node != nil }.map { vertex in
      let middle = places[vertex.layer].middle
      return vertical
        ? Rect(
          x: vertex.position + across - vertex.breadth / 2, y: middle - vertex.depth / 2,
          width: vertex.breadth, height: vertex.depth)
        : Rect(
          x: middle - vertex.depth / 2, y: vertex.position + across - vertex.breadth / 2,
          width: vertex.depth, height: vertex.breadth)
    }
  }

  private let acrossOffset: Double

  /// Draws the diagram in the middle of a rectangle, made smaller where it must be.
  func draw(in rect: Rect, _ scene: inout Scene) {
    let scale = min(1, rect.width / size.width, rect.height / size.height)
    if scale < 0.999 {
      // Text is shaped at the size at which it is drawn.
      let smaller = DrawingContext(context.engine, fontSize: context.fontSize * scale * 0.98)
      if smaller.fontSize > 3 {
        let layout = DiagramLayout(diagram, smaller)
        layout.place(in: rect, &scene)
        return
      }
    }
    place(in: rect, &scene)
  }

  private func place(in rect: Rect, _ scene: inout Scene) {
    let offset = Point(x: rect.midX - size.width / 2, y: rect.midY - size.height / 2)
    drawGroups(offset, &scene)
    for route in graph.routes { drawEdge(route, offset, &scene) }
    drawEdgeLabels(offset, &scene)
    drawGroupTitles(offset, &scene)
    for (index, node) in diagram.nodes.enumerated() {
      var box = boxes[index]
      box.x += offset.x
      box.y += offset.y
      draw(node, labels[index], box, &scene)
    }
  }

  private func draw(
    _ node: DiagramMark.Node, _ label: ShapedText, _ box: Rect, _ scene: inout Scene
  ) {
    let radius =
      node.role == .operation ? 6.0 : node.role == .parameter ? 2 : min(box.height, box.width) / 2
    let paint: Paint
    switch node.role {
    case .operation: paint = Palette.series(0)
    case .input: paint = .frame
    case .parameter: paint = Palette.series(1)
    case .output: paint = Palette.series(2)
    }
    let outline = Path.rectangle(box, radius: radius)
    scene.fill(outline, .paper)
    scene.fill(outline, paint.opacity(node.role == .input ? 0.06 : 0.14))
    scene.stroke(outline, paint, Stroke(width: node.role == .parameter ? 1.8 : 1.2))
    if node.role == .output {
      scene.stroke(.rectangle(box.inset(by: -2.5), radius: radius + 2.5), paint, Stroke(width: 0.8))
    }
    scene.text(label, at: Point(x: box.midX, y: box.midY), .ink)
  }

  private func drawGroups(_ offset: Point, _ scene: inout Scene) {
    for (_, _, frame) in groups(offset) {
      scene.fill(.rectangle(frame, radius: 6), Paint.quiet.opacity(0.07))
      scene.stroke(.rectangle(frame, radius: 6), .frame, Stroke(width: 0.8, dashes: [3, 2.5]))
    }
  }

  /// Names of groups stand at the left or the right of their frames, where no edge passes.
  private func drawGroupTitles(_ offset: Point, _ scene: inout Scene) {
    for (_, title, frame) in groups(offset) {
      let left = Rect(x: frame.x + 5, y: frame.y + 1, width: title.width, height: title.height)
      var right = left
      right.x = frame.maxX - 5 - title.width
      let edges = graph.routes.map { routePoints($0, offset) }
      func isFree(_ box: Rect) -> Bool {
        !edges.contains { zip($0, $0.dropFirst()).contains { box.inset(by: -3).meets($0, $1) } }
      }
      let box = isFree(left) || !isFree(right) ? left : right
      if !isFree(box) { scene.fill(.rectangle(box.inset(by: -1), radius: 2), .paper.opacity(0.85)) }
      scene.text(title, at: Point(x: box.x, y: box.y), anchor: .topLeft, .quiet)
    }
  }

  /// The groups in the order of their first nodes, with their titles and frames.
  private func groups(_ offset: Point) -> [(name: String, title: ShapedText, frame: Rect)] {
    var names: [String] = []
    for case let name? in diagram.nodes.map(\.group) where !names.contains(name) {
      names.append(name)
    }
    return names.compactMap { name in
      let members = diagram.nodes.indices.filter { diagram.nodes[$0].group == name }
      guard let first = members.first else { return nil }
      var frame = members.dropFirst().reduce(boxes[first]) { $0.union(boxes[$1]) }
      frame.x += offset.x
      frame.y += offset.y
      frame = frame.inset(by: -Self.groupPadding + 2)
      let title = context.shape(name, Font(size: context.tickFont.size * 0.92, bold: true))
      frame.y -= title.height
      frame.height += title.height
      frame.width = max(frame.width, title.width + 10)
      return (name, title, frame)
    }
  }

  /// Where an edge runs, from the border of its first node to the border of its last.
  private func routePoints(_ route: [Int], _ offset: Point) -> [Point] {
    var points: [Point] = []
    for (place, vertexIndex) in route.enumerated() {
      let vertex = graph.vertices[vertexIndex]
      let middle = layerPlaces[vertex.layer].middle
      let isEnd = place == 0 || place == route.count - 1
      guard isEnd else {
        points.append(point(vertex, middle, offset))
        continue
      }
      let neighbour = graph.vertices[route[place == 0 ? 1 : place - 1]]
      let towards = layerPlaces[neighbour.layer].middle > middle ? 1.0 : -1
      let half = vertex.depth / 2 + (place == 0 ? 0 : 1.5)
      points.append(point(vertex, middle + towards * half, offset))
    }
    return points
  }

  /// A point on the middle line of a layer.
  private func point(_ vertex: LayeredGraph.Vertex, _ along: Double, _ offset: Point) -> Point {
    let across = vertex.position + acrossOffset
    return isVertical
      ? Point(x: across + offset.x, y: along + offset.y)
      : Point(x: along + offset.x, y: across + offset.y)
  }

  private func drawEdge(_ route: [Int], _ offset: Point, _ scene: inout Scene) {
    guard route.count > 1, let first = route.first, let last = route.last, first != last else {
      return
    }
    var points = routePoints(route, offset)
    let headLength = 7.0
    let end = points[points.count - 1]
    let previous = points[points.count - 2]
    let sign = isVertical ? (end.y >= previous.y ? 1.0 : -1) : (end.x >= previous.x ? 1.0 : -1)
    let back =
      isVertical
      ? Point(x: 0, y: -sign * headLength * 0.7) : Point(x: -sign * headLength * 0.7, y: 0)
    points[points.count - 1] = end + back
    var path = Path()
    path.move(points[0])
    for (a, b) in zip(points, points.dropFirst()) {
      // Edges leave and enter along the direction of the layers.
      let half = isVertical ? (b.y - a.y) / 2 : (b.x - a.x) / 2
      let bend = isVertical ? Point(x: 0, y: half) : Point(x: half, y: 0)
      path.elements.append(.curve(a + bend, b - bend, b))
    }
    scene.stroke(path, .quiet, Stroke(width: 1.2))
    scene.arrow(
      from: end + back, to: end, .quiet, Stroke(width: 1.2), headSize: headLength * 0.99)
  }

  /// Labels stand on their edges, in a space of their own.
  private func drawEdgeLabels(_ offset: Point, _ scene: inout Scene) {
    for vertex in graph.vertices {
      guard let edge = vertex.labelledEdge else { continue }
      let label = edgeLabels[edge]
      let center = point(vertex, layerPlaces[vertex.layer].middle, offset)
      let box = Rect(
        x: center.x - label.width / 2 - 2, y: center.y - label.height / 2, width: label.width + 4,
        height: label.height)
      scene.fill(.rectangle(box, radius: 2), .paper)
      scene.text(label, at: center, .quiet)
    }
  }
}
