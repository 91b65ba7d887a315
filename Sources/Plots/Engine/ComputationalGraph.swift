public import Records
public import Tensors

/// The graph that autograd recorded on the way to a tensor.
///
/// Operations are boxes, tensors that collect a gradient are parameters, the tensor itself is the
/// output. Edges carry the shapes of what flows along them. Numbers and tensors that want no gradient
/// are not recorded, and therefore not drawn.
///
/// ```swift
/// let y = (x * w + b).sum()
/// computationalGraph(of: y, names: ["w": w, "b": b])
/// ```
///
/// - Parameters:
///   - tensor: Where the graph ends; it must not have been freed by `backward()`.
///   - names: What tensors are called.
public func computationalGraph(
  of tensor: Tensor, names: KeyValuePairs<String, Tensor> = [:],
  direction: DiagramMark.Direction = .rightward, title: String? = nil
) -> Figure {
  guard let end = tensor.node else {
    fail(
      "computationalGraph", "the tensor of shape \(tensor.shape) was not computed from any other",
      rule: "a graph is recorded when an input requires a gradient",
      hint: "set requiresGrad on an input before computing")
  }
  var recorder = GraphRecorder(names: names)
  let last = recorder.visit(end)
  let result = names.first { $0.value === tensor }?.key ?? "result"
  recorder.nodes.append(DiagramMark.Node(id: "end", label: result, role: .output))
  recorder.edges.append(
    DiagramMark.Edge(from: last, to: "end", label: GraphRecorder.text(tensor.shape)))
  return diagram(recorder.nodes, recorder.edges, direction: direction, title: title)
}

/// Walks a recorded graph from its end and collects nodes and edges in the order of computation.
private struct GraphRecorder {
  let names: KeyValuePairs<String, Tensor>
  var nodes: [DiagramMark.Node] = []
  var edges: [DiagramMark.Edge] = []
  private var known: [ObjectIdentifier: String] = [:]

  init(names: KeyValuePairs<String, Tensor>) { self.names = names }

  /// The name of a step in the diagram, which is added with everything before it.
  mutating func visit(_ end: Node) -> String {
    // Recorded graphs are as deep as loops are long: no recursion.
    var stack: [(node: Node, isExpanded: Bool)] = [(end, false)]
    while let (node, isExpanded) = stack.popLast() {
      if known[ObjectIdentifier(node)] != nil { continue }
      if isExpanded {
        add(node)
      } else {
        stack.append((node, true))
        for edge in node.edges.reversed() {
          if let before = edge.node { stack.append((before, false)) }
        }
      }
    }
    return known[ObjectIdentifier(end)] ?? ""
  }

  private mutating func add(_ node: Node) {
    let id = "n\(known.count)"
    known[ObjectIdentifier(node)] = id
    if let leaf = node.leaf {
      let name = names.first { $0.value.leaf === leaf }?.key ?? "tensor"
      let shape = Self.text(node.outputShapes.output(0).shape.array)
      nodes.append(DiagramMark.Node(id: id, label: "\(name)\n\(shape)", role: .parameter))
      return
    }
    let name = names.first { $0.value.node === node }?.key
    let label = node.operation.name
    nodes.append(DiagramMark.Node(id: id, label: name.map { "\(label)\n\($0)" } ?? label))
    for edge in node.edges {
      guard let before = edge.node, let from = known[ObjectIdentifier(before)] else { continue }
      // A leaf carries its shape itself.
      let shape = before.outputShapes.output(edge.output).shape.array
      edges.append(
        DiagramMark.Edge(
          from: from, to: id, label: before.leaf == nil ? Self.text(shape) : nil))
    }
  }

  /// A shape as it is written in diagrams.
  static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "scalar" : shape.map(String.init).joined(separator: "×")
  }
}
