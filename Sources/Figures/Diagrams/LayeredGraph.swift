import Records

/// Places the nodes of a diagram in layers, so that edges run in one direction and cross little.
///
/// The steps are Sugiyama's: layers by longest path, places for edges that pass a layer, order
/// within layers by the median of neighbours, then positions drawn towards neighbours.
struct LayeredGraph {
  /// A node of the diagram, or a place where an edge passes a layer.
  struct Vertex {
    var node: Int?
    var layer: Int
    /// The extents across and along the direction of edges.
    var breadth: Double
    var depth: Double
    /// The middle across the direction of edges.
    var position = 0.0
    /// The edge whose label stands here.
    var labelledEdge: Int?
  }

  private(set) var vertices: [Vertex] = []
  /// The vertices of each layer, in their order.
  private(set) var layers: [[Int]] = []
  /// The vertices along each edge of the diagram, from its start to its end.
  private(set) var routes: [[Int]] = []
  private var before: [[Int]] = []
  private var after: [[Int]] = []

  /// The space between neighbours of a layer.
  private let gap: Double

  /// - Parameters:
  ///   - sizes: The extent of each node across and along the direction of edges.
  ///   - labels: The extent of each edge's label, nil for edges without. Where there is any, layers
  ///     for labels lie between those for nodes.
  init(
    _ diagram: DiagramMark, sizes: [(breadth: Double, depth: Double)],
    labels: [(breadth: Double, depth: Double)?], gap: Double
  ) {
    self.gap = gap
    var index: [String: Int] = [:]
    for (place, node) in diagram.nodes.enumerated() { index[node.id] = place }
    let edges = diagram.edges.map { (index[$0.from] ?? 0, index[$0.to] ?? 0) }
    let step = labels.contains { $0 != nil } ? 2 : 1
    let layerOf = Self.longestPaths(diagram.nodes.count, edges).map { $0 * step }
    layers = Array(repeating: [], count: (layerOf.max() ?? 0) + 1)
    for place in diagram.nodes.indices {
      addVertex(
        Vertex(
          node: place, layer: layerOf[place], breadth: sizes[place].breadth,
          depth: sizes[place].depth))
    }
    for (index, (from, to)) in edges.enumerated() {
      routes.append(route(index, from, to, layerOf, labels[index]))
    }
    orderLayers()
    assignPositions()
  }

  private mutating func addVertex(_ vertex: Vertex) {
    layers[vertex.layer].append(vertices.count)
    vertices.append(vertex)
    before.append([])
    after.append([])
  }

  /// The layer of each node: one more than the deepest of those before it. Edges that close a circle
  /// count backwards.
  private static func longestPaths(_ count: Int, _ edges: [(Int, Int)]) -> [Int] {
    var next = Array(repeating: [Int](), count: count)
    for (from, to) in edges where from != to { next[from].append(to) }
    var state = Array(repeating: 0, count: count)
    var order: [Int] = []
    var back: Set<[Int]> = []
    func visit(_ node: Int) {
      state[node] = 1
      for other in next[node] {
        if state[other] == 0 {
          visit(other)
        } else if state[other] == 1 {
          back.insert([node, other])
        }
      }
      state[node] = 2
      order.append(node)
    }
    for node in 0..<count where state[node] == 0 { visit(node) }
    var layer = Array(repeating: 0, count: count)
    for node in order.reversed() {
      for other in next[node] where !back.contains([node, other]) {
        layer[other] = max(layer[other], layer[node] + 1)
      }
    }
    // What nothing comes before moves next to what follows it: inputs stand where they are used.
    let hasIncoming = Set(edges.map(\.1))
    for node in 0..<count where !hasIncoming.contains(node) {
      if let nearest = next[node].map({ layer[$0] }).min() { layer[node] = max(0, nearest - 1) }
    }
    return layer
  }

  private mutating func route(
    _ edge: Int, _ from: Int, _ to: Int, _ layerOf: [Int],
    _ label: (breadth: Double, depth: Double)?
  ) -> [Int] {
    let forward = layerOf[from] < layerOf[to]
    let (low, high) = forward ? (from, to) : (to, from)
    var chain = [low]
    for layer in stride(from: layerOf[low] + 1, to: layerOf[high], by: 1) {
      chain.append(vertices.count)
      var vertex = Vertex(node: nil, layer: layer, breadth: 6, depth: 0)
      if let label, chain.count == 2 {
        (vertex.breadth, vertex.depth) = label
        vertex.labelledEdge = edge
      }
      addVertex(vertex)
    }
    chain.append(high)
    if layerOf[from] != layerOf[to] {
      for (a, b) in zip(chain, chain.dropFirst()) {
        after[a].append(b)
        before[b].append(a)
      }
    }
    return forward ? chain : chain.reversed()
  }

  private mutating func orderLayers() {
    var best = layers
    var fewest = crossings
    for sweep in 0..<12 {
      let down = sweep % 2 == 0
      for layer in down ? Array(layers.indices) : layers.indices.reversed() {
        var places: [Int: Int] = [:]
        let neighbourLayer = down ? layer - 1 : layer + 1
        guard layers.indices.contains(neighbourLayer) else { continue }
        for (place, vertex) in layers[neighbourLayer].enumerated() { places[vertex] = place }
        let keys = layers[layer].enumerated().map { place, vertex -> Double in
          let neighbours = (down ? before : after)[vertex].compactMap { places[$0] }
          guard !neighbours.isEmpty else { return Double(place) }
          return Double(neighbours.reduce(0, +)) / Double(neighbours.count)
        }
        let order = layers[layer].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        layers[layer] = order.map { layers[layer][$0] }
      }
      let count = crossings
      if count < fewest {
        fewest = count
        best = layers
      }
    }
    layers = best
  }

  /// How many pairs of edges cross.
  private var crossings: Int {
    var total = 0
    for (upper, lower) in zip(layers, layers.dropFirst()) {
      var places: [Int: Int] = [:]
      for (place, vertex) in lower.enumerated() { places[vertex] = place }
      let ends = upper.flatMap { vertex in
        after[vertex].compactMap { places[$0] }.sorted()
      }
      for (index, end) in ends.enumerated() {
        total += ends[(index + 1)...].count { $0 < end }
      }
    }
    return total
  }

  private mutating func assignPositions() {
    for layer in layers {
      var position = 0.0
      for vertex in layer {
        position += vertices[vertex].breadth / 2
        vertices[vertex].position = position
        position += vertices[vertex].breadth / 2 + gap
      }
      let middle = (position - gap) / 2
      for vertex in layer { vertices[vertex].position -= middle }
    }
    for round in 0..<60 {
      let order = round % 2 == 0 ? Array(layers) : layers.reversed()
      for layer in order {
        let wishes = layer.map { vertex -> Double in
          // In turn what comes before, what comes after, and both pull.
          let neighbours =
            round % 3 == 0
            ? before[vertex] : round % 3 == 1 ? after[vertex] : before[vertex] + after[vertex]
          guard !neighbours.isEmpty else { return vertices[vertex].position }
          return neighbours.map { vertices[$0].position }.reduce(0, +) / Double(neighbours.count)
        }
        settle(layer, wishes)
      }
    }
    let left = vertices.map { $0.position - $0.breadth / 2 }.min() ?? 0
    for index in vertices.indices { vertices[index].position -= left }
  }

  /// Moves the vertices of a layer as near to their wishes as their order and sizes let them: blocks
  /// that touch move together by the mean of their wishes.
  private mutating func settle(_ layer: [Int], _ wishes: [Double]) {
    struct Block {
      var members: [Int]
      var sum: Double
      var width: Double
      var start: Double { sum / Double(members.count) }
    }
    var blocks: [Block] = []
    for (place, vertex) in layer.enumerated() {
      let breadth = vertices[vertex].breadth
      var block = Block(members: [place], sum: wishes[place] - breadth / 2, width: breadth)
      while let last = blocks.last, last.start + last.width + gap > block.start {
        blocks.removeLast()
        let shift = last.width + gap
        block = Block(
          members: last.members + block.members,
          sum: last.sum + block.sum - shift * Double(block.members.count),
          width: last.width + gap + block.width)
      }
      blocks.append(block)
    }
    for block in blocks {
      var position = block.start
      for place in block.members {
        let vertex = layer[place]
        position += vertices[vertex].breadth / 2
        vertices[vertex].position = position
        position += vertices[vertex].breadth / 2 + gap
      }
    }
  }
}
