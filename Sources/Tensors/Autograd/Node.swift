internal import Synchronization

/// A recorded operation: the rule for its gradients, what the rule needs, and where they go.
package final class Node {
  /// What was computed.
  package let operation: Operation
  /// The position in time; later operations have greater numbers, leaves have 0.
  package let sequence: Int
  /// For each input where its gradient goes.
  package var edges: [Edge]
  /// Tensors kept from the forward pass, until backward has used them.
  package var saved: [SavedTensor?]
  /// From the gradients of the outputs to those of the inputs.
  package var rule: Rule?
  /// The shapes of the outputs.
  package var outputShapes: OutputShapes
  /// Whether a backward pass has used and freed what was saved.
  package var isReleased = false
  /// Called with the gradient of an output before the rule.
  package var hooks: [GradientHook] = []
  /// What a leaf keeps, when this node stands for one.
  package let leaf: LeafState?
  /// Whether gradients come in the broadcast shape, and have to be summed to that of the input.
  package let isBroadcast: Bool

  /// The gradient of the first output that has arrived so far.
  package var pending: Tensor?
  /// The gradients of further outputs.
  package var morePending: [Tensor?] = []
  /// The backward pass that last touched this node.
  package var run = 0
  /// The backward pass that needs this node on the way to what is asked for.
  package var neededInRun = 0
  /// Where a functional gradient collects what arrives here: output index and position.
  package var captures: [(output: Int, slot: Int)] = []

  /// The rule's type.
  package typealias Rule = (Pass) -> [Tensor?]

  /// Shape and dtype of the only output, or of several.
  package enum OutputShapes {
    case single(Dimensions, DType)
    case several([(Dimensions, DType)])

    /// Shape and dtype of one output.
    package func output(_ index: Int) -> (shape: Dimensions, dtype: DType) {
      switch self {
      case .single(let shape, let dtype): (shape, dtype)
      case .several(let list): list[index]
      }
    }

    /// The number of outputs.
    package var count: Int {
      switch self {
      case .single: 1
      case .several(let list): list.count
      }
    }
  }

  /// A step from its parts.
  package init(
    _ operation: Operation, edges: [Edge], saved: [SavedTensor?], outputs: OutputShapes,
    isBroadcast: Bool = false, rule: @escaping Rule
  ) {
    self.operation = operation
    self.edges = edges
    self.saved = saved
    self.rule = rule
    outputShapes = outputs
    leaf = nil
    self.isBroadcast = isBroadcast
    sequence = Node.sequences.add(1, ordering: .relaxed).newValue
  }

  /// The end of the way: keeps the gradient of a leaf.
  package init(leaf tensor: Tensor, _ state: LeafState) {
    operation = Ops.accumulate
    edges = []
    saved = []
    outputShapes = .single(tensor.layout.shape, tensor.dtype)
    leaf = state
    isBroadcast = false
    sequence = 0
  }

  deinit {
    if edges.isEmpty { return }
    let queue = ReleaseQueue.current
    queue.bury(Remains(edges: edges, saved: saved, rule: rule))
    // From here on the queue alone holds them, so that they go one after the other.
    edges = []
    saved = []
    rule = nil
    queue.drain()
  }

  /// Lets go of everything only the rule needed.
  package func releaseSaved() {
    saved = []
    rule = nil
    isReleased = true
  }

  private static let sequences = Atomic<Int>(0)
}

/// Where a gradient goes: an output of an earlier step, or nowhere.
package struct Edge {
  /// The earlier step; nil where no gradient is wanted.
  package var node: Node?
  /// Which of its outputs.
  package var output: Int
}

/// A function on gradients with the number that removes it.
package struct GradientHook {
  /// The output whose gradient is passed.
  let output: Int
  /// The number.
  let identifier: Int
  /// Returns another gradient, or nil to leave it.
  let body: (Tensor) -> Tensor?
}

/// A tensor kept for the backward pass.
package struct SavedTensor {
  /// The tensor; for an output of the step itself an alias, so that no cycle keeps both alive.
  let tensor: Tensor
  /// The state of its memory when it was saved.
  let version: Int
  /// Which output of the step it is, or -1 for an input.
  let output: Int
}

/// What a rule sees: the gradients that arrived, and what was saved.
package struct Pass {
  /// The step whose gradient is computed.
  package let node: Node
  /// The gradient of the first output.
  package let gradient: Tensor
  /// The gradients of all outputs, where there are several; nil where none arrived.
  package let gradients: [Tensor?]
  /// The number of the backward pass, when it only follows the paths that are needed.
  let prunedRun: Int
  /// The inputs whose gradients are wanted, a bit each, where the graph does not say.
  var wanted: UInt64?

  /// Whether the gradient of an input is wanted.
  package func needs(_ input: Int) -> Bool {
    if let wanted { return input >= 64 || wanted & (1 << UInt64(input)) != 0 }
    guard let target = node.edges[input].node else { return false }
    return prunedRun == 0 || target.neededInRun == prunedRun
  }

  /// A saved tensor; fails if it was written to in the meantime.
  package func saved(_ index: Int) -> Tensor {
    guard let saved = node.saved[index] else {
      fail(
        node.operation.nodeName, "the saved tensor \(index) is missing",
        rule: "a rule may only use what was saved for it")
    }
    if saved.tensor.storage.version != saved.version {
      fail(
        "backward",
        """
        a tensor of shape \(saved.tensor.layout.shape) that \(node.operation.nodeName) needs was \
        changed in place (version \(saved.tensor.storage.version), saved at version \
        \(saved.version))
        """,
        rule: "a tensor saved for the backward pass must not be written to before it has run",
        hint: "write x = x + y instead of x += y, or clone() before the write")
    }
    if saved.output >= 0 && (GradMode.isEnabled || GradMode.carriesTangents) {
      let alias = saved.tensor.detachedAlias
      alias.recordedNode = node
      alias.outputIndex = saved.output
      return alias
    }
    return saved.tensor
  }
}
