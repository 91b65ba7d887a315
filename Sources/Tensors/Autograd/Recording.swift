/// Whether an operation on a tensor is to be recorded.
@inline(__always)
package func isRecording(_ input: Tensor) -> Bool {
  (input.isTracked && GradMode.isEnabled) || (input.tangent != nil && GradMode.carriesTangents)
}

/// Whether an operation on two tensors is to be recorded.
@inline(__always)
package func isRecording(_ first: Tensor, _ second: Tensor) -> Bool {
  isRecording(first) || isRecording(second)
}

/// Whether an operation on several tensors is to be recorded.
package func isRecording(_ inputs: [Tensor]) -> Bool {
  for input in inputs where isRecording(input) { return true }
  return false
}

/// Enters an operation with one output into the graph, where one of its inputs asks for it.
///
/// This is the one way operations become differentiable. The rule gets the gradient of the output
/// and returns one gradient for each input, nil where there is none; it is written with tensor
/// operations, so that it can be differentiated again.
///
/// - Parameters:
///   - operation: What was computed.
///   - inputs: What it was computed from.
///   - output: The fresh result.
///   - saving: What the rule needs; the output itself may be among them. Unneeded slots are nil.
///   - isBroadcast: Whether the rule leaves gradients in the broadcast shape, to be summed to that
///     of the input.
///   - rule: From the gradient of the output to those of the inputs; each must have its input's
///     shape.
/// - Returns: The output.
@discardableResult
package func record(
  _ operation: Operation, _ inputs: [Tensor], _ output: Tensor, saving: [Tensor?] = [],
  isBroadcast: Bool = false, rule: @escaping Node.Rule
) -> Tensor {
  guard isRecording(inputs), output.dtype.isFloatingPoint else { return output }
  var kept: [SavedTensor?] = []
  kept.reserveCapacity(saving.count)
  for tensor in saving { kept.append(tensor.map { SavedTensor($0, of: output) }) }
  var edges: [Edge] = []
  edges.reserveCapacity(inputs.count)
  for input in inputs { edges.append(input.edge) }
  let node = Node(
    operation, edges: edges, saved: kept, outputs: .single(output.layout.shape, output.dtype),
    isBroadcast: isBroadcast, rule: rule)
  attach(output, node, 0)
  if GradMode.carriesTangents { carryTangents(node, inputs, [output]) }
  return output
}

/// Enters an operation with several outputs into the graph; see ``record(_:_:_:saving:rule:)``.
///
/// The rule finds the gradients in `pass.gradients`, nil for outputs nothing depends on.
@discardableResult
package func record(
  _ operation: Operation, _ inputs: [Tensor], outputs: [Tensor], saving: [Tensor?] = [],
  rule: @escaping Node.Rule
) -> [Tensor] {
  guard isRecording(inputs) else { return outputs }
  let node = Node(
    operation, edges: inputs.map(\.edge),
    saved: saving.map { tensor in tensor.map { SavedTensor($0, of: outputs) } },
    outputs: .several(outputs.map { ($0.layout.shape, $0.dtype) }), rule: rule)
  for (index, output) in outputs.enumerated() where output.dtype.isFloatingPoint {
    attach(output, node, index)
  }
  if GradMode.carriesTangents { carryTangents(node, inputs, outputs) }
  return outputs
}

@inline(__always)
private func attach(_ output: Tensor, _ node: Node, _ index: Int) {
  output.recordedNode = node
  output.outputIndex = index
  if let base = output.base { output.seenGraphVersion = base.graphVersion }
}

extension SavedTensor {
  /// Keeps an input, or an alias of the output.
  @inline(__always)
  init(_ tensor: Tensor, of output: Tensor) {
    let isOutput = tensor === output
    self.init(
      tensor: isOutput ? tensor.detachedAlias : tensor, version: tensor.storage.version,
      output: isOutput ? 0 : -1)
  }

  /// Keeps an input, or an alias of one of several outputs.
  init(_ tensor: Tensor, of outputs: [Tensor]) {
    let index = outputs.firstIndex { $0 === tensor } ?? -1
    self.init(
      tensor: index >= 0 ? tensor.detachedAlias : tensor, version: tensor.storage.version,
      output: index)
  }
}
