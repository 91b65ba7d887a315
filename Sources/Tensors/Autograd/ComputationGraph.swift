/// The recorded steps behind a tensor, for looking at and drawing.
public struct ComputationGraph: Sendable, CustomStringConvertible {
  /// A step, or a leaf.
  public struct Vertex: Sendable {
    /// The position in the list; earlier steps come first.
    public let id: Int
    /// The operation's name such as `mul`, or `leaf`.
    public let name: String
    /// The shape of the result.
    public let shape: [Int]
    /// Whether this is a tensor that was created and keeps its gradient.
    public let isLeaf: Bool
    /// The shapes of the tensors kept for the backward pass.
    public let saved: [[Int]]
  }

  /// A result of one step that another one used.
  public struct Arrow: Sendable {
    /// The earlier step.
    public let from: Int
    /// The later step.
    public let to: Int
    /// Which input of the later step.
    public let input: Int
  }

  /// Steps and leaves; every step comes after those it used.
  public let vertices: [Vertex]
  /// Which result goes where.
  public let arrows: [Arrow]

  /// A line for each step: number, name, shape, and the numbers of its inputs.
  public var description: String {
    vertices.map { vertex in
      let inputs = arrows.filter { $0.to == vertex.id }.map { "#\($0.from)" }
      let origin = inputs.isEmpty ? "" : " <- " + inputs.joined(separator: ", ")
      return "#\(vertex.id) \(vertex.name) \(vertex.shape)\(origin)"
    }.joined(separator: "\n")
  }
}

extension Tensor {
  /// The recorded steps that lead to this tensor, leaves included; empty if nothing was recorded.
  public var computationGraph: ComputationGraph {
    guard let root = edge.node else { return ComputationGraph(vertices: [], arrows: []) }
    var found: [ObjectIdentifier: Int] = [:]
    var nodes: [Node] = []
    var waiting = [root]
    while let node = waiting.popLast() {
      if found[ObjectIdentifier(node)] != nil { continue }
      found[ObjectIdentifier(node)] = nodes.count
      nodes.append(node)
      // In reverse, so that the first input is found first.
      for edge in node.edges.reversed() {
        if let target = edge.node { waiting.append(target) }
      }
    }
    let order = nodes.enumerated().sorted { first, second in
      first.element.sequence == second.element.sequence
        ? first.offset < second.offset : first.element.sequence < second.element.sequence
    }.map(\.element)
    for (id, node) in order.enumerated() { found[ObjectIdentifier(node)] = id }
    var arrows: [ComputationGraph.Arrow] = []
    let vertices = order.enumerated().map { id, node in
      for (input, edge) in node.edges.enumerated() {
        guard let target = edge.node, let from = found[ObjectIdentifier(target)] else { continue }
        arrows.append(ComputationGraph.Arrow(from: from, to: id, input: input))
      }
      return ComputationGraph.Vertex(
        id: id, name: node.leaf == nil ? node.operation.name : "leaf",
        shape: node.outputShapes.output(0).shape.array, isLeaf: node.leaf != nil,
        saved: node.saved.compactMap { $0?.tensor.shape })
    }
    return ComputationGraph(vertices: vertices, arrows: arrows)
  }
}
