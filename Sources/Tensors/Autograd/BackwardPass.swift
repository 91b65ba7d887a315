internal import CKernels
internal import Synchronization

/// One walk from results back to leaves.
///
/// Steps are visited from the latest to the earliest, which is a topological order because an
/// operation is always recorded after its inputs. Nothing is recursive, and a step is only entered
/// when all gradients of its outputs have arrived.
final class BackwardPass {
  private let run = BackwardPass.runs.add(1, ordering: .relaxed).newValue
  private let retainsGraph: Bool
  private let createsGraph: Bool
  private var queue = NodeQueue()
  private var leaves: [Node] = []
  private var captured: [Tensor?] = []
  private var isPruned = false

  private static let runs = Atomic<Int>(0)

  init(retainsGraph: Bool, createsGraph: Bool) {
    self.retainsGraph = retainsGraph
    self.createsGraph = createsGraph
  }

  /// Adds to the `.grad` of every leaf.
  func accumulate(from roots: [(tensor: Tensor, gradient: Tensor)]) {
    walk(from: roots)
    for node in leaves { finish(leaf: node) }
  }

  /// Collects the gradients with respect to some tensors, and leaves every `.grad` alone.
  func collect(
    from roots: [(tensor: Tensor, gradient: Tensor)], to inputs: [Tensor]
  ) -> [Tensor?] {
    captured = Array(repeating: nil, count: inputs.count)
    isPruned = true
    let targets = inputs.map(\.edge)
    for (slot, target) in targets.enumerated() {
      target.node?.captures.append((target.output, slot))
    }
    markNeeded(from: roots.compactMap(\.tensor.edge.node))
    walk(from: roots)
    for node in leaves {
      node.pending = hooked(node.leaf?.hooks ?? [], node.pending, 0)
      capture(node)
      node.pending = nil
    }
    for target in targets { target.node?.captures = [] }
    return captured
  }

  // MARK: - The walk

  private func walk(from roots: [(tensor: Tensor, gradient: Tensor)]) {
    let before = GradMode.isEnabled
    GradMode.isEnabled = createsGraph
    for root in roots { deliver(root.gradient, to: root.tensor.edge) }
    while let node = queue.popLatest() { visit(node) }
    GradMode.isEnabled = before
  }

  private func visit(_ node: Node) {
    for hook in node.hooks {
      if hook.output == 0 {
        node.pending = hooked([hook], node.pending, 0)
      } else if hook.output <= node.morePending.count {
        let index = hook.output - 1
        node.morePending[index] = hooked([hook], node.morePending[index], hook.output)
      }
    }
    capture(node)
    if isPruned && !node.edges.contains(where: { isNeeded($0.node) }) {
      node.pending = nil
      node.morePending = []
      return
    }
    guard let rule = node.rule else {
      fail(
        "backward", "the graph behind \(node.operation.nodeName) has already been used and freed",
        rule: "a recorded computation serves one backward pass",
        hint: "pass retainGraph: true to the first backward(), or compute the result again")
    }
    let first = node.pending
    let others = node.morePending
    node.pending = nil
    node.morePending = []
    let output = node.outputShapes.output(0)
    let several = node.outputShapes.count > 1
    let pass = Pass(
      node: node,
      gradient: first ?? Tensor.zeros(output.shape.array, dtype: output.dtype),
      gradients: several
        ? [first] + others
          + Array(repeating: nil, count: node.outputShapes.count - 1 - others.count)
        : [first],
      prunedRun: isPruned ? run : 0)
    let gradients = rule(pass)
    if GradMode.detectsAnomalies { checkForNaN(gradients, from: node) }
    if !retainsGraph { node.releaseSaved() }
    for (index, edge) in node.edges.enumerated() where index < gradients.count {
      guard let target = edge.node, let gradient = gradients[index] else { continue }
      if isPruned && !isNeeded(target) { continue }
      deliver(fitted(gradient, to: edge, from: node), to: edge)
    }
  }

  private func checkForNaN(_ gradients: [Tensor?], from node: Node) {
    for (index, gradient) in gradients.enumerated() {
      guard let gradient, noGrad({ gradient.detach().isNaN().any().item(Bool.self) }) else {
        continue
      }
      fail(
        node.operation.nodeName, "returned NaN in the gradient of input \(index)",
        rule: "inside detectAnomaly { } gradients must be numbers",
        hint: "look at what \(node.operation.name) was given: 0/0, log(0), or an infinite value")
    }
  }

  /// A gradient in the shape of the input it belongs to, or a failure.
  private func fitted(_ gradient: Tensor, to edge: Edge, from node: Node) -> Tensor {
    guard let target = edge.node else { return gradient }
    let expected = target.outputShapes.output(edge.output)
    if gradient.layout.shape == expected.shape { return gradient }
    if node.isBroadcast { return gradient.summed(to: expected.shape) }
    fail(
      node.operation.nodeName,
      "returned a gradient of shape \(gradient.layout.shape) for an input of shape \(expected.shape)",
      rule: "a gradient has the shape of its input")
  }

  private func deliver(_ gradient: Tensor, to edge: Edge) {
    guard let node = edge.node else { return }
    if node.run != run {
      node.run = run
      node.pending = nil
      node.morePending = []
      if node.leaf == nil { queue.push(node) } else { leaves.append(node) }
    }
    let expected = node.outputShapes.output(edge.output).dtype
    let gradient = gradient.dtype == expected ? gradient : gradient.to(expected)
    if edge.output == 0 {
      add(gradient, to: &node.pending)
    } else {
      while node.morePending.count < edge.output { node.morePending.append(nil) }
      add(gradient, to: &node.morePending[edge.output - 1])
    }
  }

  private func add(_ gradient: Tensor, to sum: inout Tensor?) {
    let mayWrite = !createsGraph && isOwned(&sum)
    guard let present = sum else {
      sum = gradient
      return
    }
    if mayWrite && gradient.layout.isContiguous {
      addInPlace(gradient, to: present)
    } else {
      sum = present + gradient
    }
  }

  // MARK: - Leaves

  private func finish(leaf node: Node) {
    guard let state = node.leaf else { return }
    var arrived = hooked(state.hooks, node.pending, 0)
    node.pending = nil
    let maySteal = isOwned(&arrived)
    guard let gradient = arrived else { return }
    if let present = state.gradient {
      let inPlace = !createsGraph && !present.isTracked && present.layout.isContiguous
      if inPlace && present.dtype == gradient.dtype {
        addInPlace(gradient.storedContiguously, to: present)
        present.storage.version += 1
      } else {
        state.gradient = createsGraph ? present + gradient : noGrad { present + gradient }
      }
    } else if createsGraph {
      state.gradient = gradient
    } else {
      state.gradient = maySteal ? gradient : gradient.convertedCopy(gradient.dtype)
    }
  }

  private func hooked(_ hooks: [GradientHook], _ gradient: Tensor?, _ output: Int) -> Tensor? {
    guard var result = gradient else { return nil }
    for hook in hooks where hook.output == output {
      result = hook.body(result) ?? result
    }
    return result
  }

  // MARK: - Only what is needed

  private func capture(_ node: Node) {
    for (output, slot) in node.captures {
      captured[slot] =
        output == 0
        ? node.pending : output <= node.morePending.count ? node.morePending[output - 1] : nil
    }
  }

  private func isNeeded(_ node: Node?) -> Bool { node?.neededInRun == run }

  private func markNeeded(from roots: [Node]) {
    var found: [Node] = []
    var waiting = roots
    while let node = waiting.popLast() {
      if node.run == -run { continue }
      node.run = -run
      found.append(node)
      for edge in node.edges {
        if let target = edge.node { waiting.append(target) }
      }
    }
    found.sort { $0.sequence < $1.sequence }
    for node in found {
      let leads = node.edges.contains { isNeeded($0.node) }
      if leads || !node.captures.isEmpty { node.neededInRun = run }
    }
  }
}

/// Whether nobody else can see a gradient, so that it may be written to.
@inline(__always)
private func isOwned(_ tensor: inout Tensor?) -> Bool {
  guard isKnownUniquelyReferenced(&tensor), let present = tensor else { return false }
  guard present.layout.isContiguous, !present.isTracked else { return false }
  return isKnownUniquelyReferenced(&present.storage)
}

/// target += gradient, both contiguous and of one dtype.
private func addInPlace(_ gradient: Tensor, to target: Tensor) {
  if blockedAccumulate(gradient, to: target) { return }
  if target.dtype == .float16 {
    noGrad { copyElements(from: target + gradient, to: target) }
  } else {
    _ = ck_axpy(target.dtype.kernel, 1, gradient.pointer, target.pointer, Int64(target.numel))
  }
}
