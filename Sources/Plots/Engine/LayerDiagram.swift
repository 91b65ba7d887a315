public import NN
public import Records
internal import Tensors

/// The layers of a network and how data flows through them, found by running it once.
///
/// Layers are modules without children; those of a block are framed together. Edges carry shapes.
/// Where data passes functions between layers (an activation that is no module, a sum with a skip
/// connection), the edges run from the layers that it came from.
///
/// ```swift
/// layerDiagram(net, input: [1, 1, 28, 28])
/// ```
///
/// - Parameters:
///   - module: The network. It runs in evaluation mode, so that its statistics do not change.
///   - shape: The input's shape.
public func layerDiagram(
  _ module: Module, input shape: [Int], direction: DiagramMark.Direction = .downward,
  title: String? = nil
) -> Figure {
  let recorder = LayerRecorder(module)
  recorder.run(Tensor.zeros(shape))
  return diagram(recorder.nodes, recorder.edges, direction: direction, title: title)
}

/// Watches a network at work.
private final class LayerRecorder {
  private(set) var nodes: [DiagramMark.Node] = []
  private(set) var edges: [DiagramMark.Edge] = []
  private let module: Module
  /// Outputs of layers are kept while the network runs, so that identity means something.
  private var outputs: [(tensor: Tensor, id: String)] = []
  private var steps: [ObjectIdentifier: String] = [:]

  init(_ module: Module) { self.module = module }

  func run(_ input: Tensor) {
    var handles: [ForwardHookHandle] = []
    let layers = module.namedModules().filter { $0.module.namedChildren().isEmpty }
    for (name, layer) in layers {
      let group = self.group(of: name)
      handles.append(
        layer.registerForwardHook { [weak self] layer, input, output in
          self?.add(layer, group, input, output)
          return nil
        })
    }
    keep(input, "input")
    nodes.append(
      DiagramMark.Node(
        id: "input", label: "input\n\(Self.text(input.shape))", role: .input))
    let result = module.evaluating { enableGrad { module(input) } }
    for handle in handles { handle.remove() }
    nodes.append(
      DiagramMark.Node(
        id: "output", label: "output\n\(Self.text(result.shape))", role: .output))
    connect(result, to: "output", showsShape: false)
  }

  private func add(_ layer: Module, _ group: String?, _ input: Tensor, _ output: Tensor) {
    let id = "layer\(nodes.count)"
    let details = layer.extraDescription
    let label = details.isEmpty ? layer.typeName : "\(layer.typeName)(\(details))"
    nodes.append(DiagramMark.Node(id: id, label: Self.wrapped(label), group: group))
    connect(input, to: id, showsShape: true)
    keep(output, id)
  }

  private func keep(_ tensor: Tensor, _ id: String) {
    outputs.append((tensor, id))
    if let node = tensor.node { steps[ObjectIdentifier(node)] = id }
  }

  /// Draws edges to a node from the layers that a tensor came from.
  private func connect(_ tensor: Tensor, to id: String, showsShape: Bool) {
    let shape = showsShape ? Self.text(tensor.shape) : nil
    if let known = outputs.last(where: { $0.tensor === tensor }) {
      // The input carries its shape itself.
      edges.append(
        DiagramMark.Edge(from: known.id, to: id, label: known.id == "input" ? nil : shape))
      return
    }
    var sources: [String] = []
    var seen: Set<ObjectIdentifier> = []
    var stack = [tensor.node].compactMap { $0 }
    while let node = stack.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if let source = steps[ObjectIdentifier(node)] {
        if !sources.contains(source) { sources.append(source) }
      } else {
        stack += node.edges.reversed().compactMap(\.node)
      }
    }
    if sources.isEmpty { sources = [outputs.last?.id ?? "input"] }
    for (index, source) in sources.sorted().enumerated() {
      edges.append(DiagramMark.Edge(from: source, to: id, label: index == 0 ? shape : nil))
    }
  }

  /// The block that a layer belongs to: the part of its path before its own name.
  private func group(of path: String) -> String? {
    let parts = path.split(separator: ".")
    return parts.count > 1 ? parts.dropLast().joined(separator: ".") : nil
  }

  static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: "×")
  }

  /// A long label on two lines.
  private static func wrapped(_ label: String) -> String {
    guard label.count > 26, let open = label.firstIndex(of: "(") else { return label }
    return label[..<open] + "\n" + label[open...]
  }
}
