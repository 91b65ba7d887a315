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
///   - rule: From the gradient of the output to those of the inputs; each must have its input's
///     shape.
/// - Returns: The output.
@discardableResult
package func record(
  _ operation: Operation, _ inputs: [Tensor], _ output: Tensor, saving: [Tensor?] = [],
  rule: @escaping Node.Rule
) -> Tensor {
  guard isRecording(inputs), output.dtype.isFloatingPoint else { return output }
  let node = Node(
    operation, edges: inputs.map(\.edge), saved: saved(saving, outputs: [output]),
    outputs: .single(output.layout.shape, output.dtype), rule: rule)
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
    operation, edges: inputs.map(\.edge), saved: saved(saving, outputs: outputs),
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

private func saved(_ tensors: [Tensor?], outputs: [Tensor]) -> [SavedTensor?] {
  tensors.map { tensor in
    guard let tensor else { return nil }
    let version = tensor.storage.version
    if let index = outputs.firstIndex(where: { $0 === tensor }) {
      return SavedTensor(tensor: tensor.detachedAlias, version: version, output: index)
    }
    return SavedTensor(tensor: tensor, version: version, output: -1)
  }
}
