/// What a tensor whose gradient is kept carries with it.
package final class LeafState {
  /// Whether operations on the tensor are recorded.
  package var requiresGrad = false
  /// The accumulated gradient.
  package var gradient: Tensor?
  /// Called with the gradient before it is accumulated.
  package var hooks: [GradientHook] = []
  /// Whether the gradient of a tensor that is not a leaf is kept.
  package var retainsGrad = false
}

extension Tensor {
  /// The state, made on first use.
  package var leafState: LeafState {
    if let leaf { return leaf }
    let state = LeafState()
    leaf = state
    return state
  }

  /// The recorded step this tensor came from, in its present state.
  ///
  /// A view of a tensor that was written to in place since gets a new step: a view of what the base
  /// is now.
  package var node: Node? {
    if let base, base.graphVersion != seenGraphVersion {
      seenGraphVersion = base.graphVersion
      recordedNode = base.node == nil ? nil : viewNode(of: base)
      outputIndex = 0
    }
    return recordedNode
  }

  /// Where this tensor's gradient goes.
  package var edge: Edge {
    if let node { return Edge(node: node, output: outputIndex) }
    guard let leaf, leaf.requiresGrad else { return Edge(node: nil, output: 0) }
    if let accumulator { return Edge(node: accumulator, output: 0) }
    let node = Node(leaf: self, leaf)
    accumulator = node
    return Edge(node: node, output: 0)
  }

  /// Whether operations on the tensor lead back to a leaf that wants a gradient.
  @inline(__always)
  package var isTracked: Bool {
    if base != nil { return node != nil || leaf?.requiresGrad == true }
    return recordedNode != nil || leaf?.requiresGrad == true
  }

  private func viewNode(of base: Tensor) -> Node {
    let baseShape = base.layout.shape
    let relative = layout
    return Node(
      Ops.asStrided, edges: [base.edge], saved: [], outputs: .single(layout.shape, dtype)
    ) { pass in [embed(pass.gradient, in: baseShape, at: relative)] }
  }
}
