/// Carries directional derivatives through a step that was just recorded.
///
/// A gradient rule is linear in the gradient it is given. Its transpose is therefore the derivative
/// along a direction, and comes from differentiating the rule itself once more; so forward mode
/// needs no rules of its own, and goes forward one operation at a time without keeping a graph.
func carryTangents(_ node: Node, _ inputs: [Tensor], _ outputs: [Tensor]) {
  if inputs.contains(where: { $0.tangent != nil }) {
    GradMode.carriesTangents = false
    let before = GradMode.isEnabled
    GradMode.isEnabled = true
    let tangents = transposed(node, inputs, outputs)
    GradMode.isEnabled = before
    GradMode.carriesTangents = true
    for (output, tangent) in zip(outputs, tangents) { output.tangent = tangent }
  }
  // A step nothing tracked led to was only recorded for its rule.
  if node.edges.allSatisfy({ $0.node == nil }) || !GradMode.isEnabled {
    for output in outputs {
      output.recordedNode = nil
      output.outputIndex = 0
    }
  }
}

/// The tangents of the outputs from those of the inputs.
private func transposed(_ node: Node, _ inputs: [Tensor], _ outputs: [Tensor]) -> [Tensor?] {
  guard let rule = node.rule else { return [] }
  let probes = outputs.map { output in
    let probe = Tensor.zerosLike(output)
    if output.dtype.isFloatingPoint { probe.requiresGrad = true }
    return probe
  }
  var wanted: UInt64 = 0
  for (index, input) in inputs.enumerated() where input.tangent != nil && index < 64 {
    wanted |= 1 << UInt64(index)
  }
  let pass = Pass(
    node: node, gradient: probes[0], gradients: probes.map { $0 }, prunedRun: 0, wanted: wanted)
  let gradients = rule(pass)
  var roots: [(tensor: Tensor, gradient: Tensor)] = []
  for (index, input) in inputs.enumerated() where index < gradients.count {
    guard let tangent = input.tangent, let gradient = gradients[index], gradient.isTracked
    else { continue }
    // Gradients of broadcast operations have not been summed to the input's shape yet.
    roots.append((gradient, tangent.to(gradient.dtype).expand(gradient.shape)))
  }
  let found = BackwardPass(retainsGraph: true, createsGraph: false).collect(from: roots, to: probes)
  return zip(found, outputs).map { found, output in
    output.dtype.isFloatingPoint ? (found ?? Tensor.zerosLike(output)) : nil
  }
}

/// The value of a function and its derivative along a direction, in one forward pass.
///
/// Costs a small multiple of the function itself, whatever the number of outputs; a full Jacobian
/// takes one call for each input (reverse mode: one for each output).
///
/// ```swift
/// let (value, slope) = jvp({ exp($0) * 2 }, at: x, along: direction)
/// ```
///
/// - Parameters:
///   - function: The function; may use any differentiable operation.
///   - point: Where.
///   - direction: Has the shape of `point`.
public func jvp(
  _ function: (Tensor) -> Tensor, at point: Tensor, along direction: Tensor
) -> (value: Tensor, derivative: Tensor) {
  let (values, derivatives) = jvp({ [function($0[0])] }, at: [point], along: [direction])
  return (values[0], derivatives[0])
}

/// The values of a function of several tensors and their derivatives along a direction.
public func jvp(
  _ function: ([Tensor]) -> [Tensor], at points: [Tensor], along directions: [Tensor]
) -> (values: [Tensor], derivatives: [Tensor]) {
  if points.count != directions.count {
    fail(
      "jvp", "\(directions.count) directions for \(points.count) points",
      rule: "each point has a direction")
  }
  let inputs = zip(points, directions).map { point, direction in
    if point.layout.shape != direction.layout.shape {
      fail(
        "jvp",
        "a direction of shape \(direction.layout.shape) for a point of \(point.layout.shape)",
        rule: "a direction has the shape of its point")
    }
    checkFloatingPoint("jvp", point)
    let input = point.detachedAlias
    input.tangent = direction.detachedAlias
    return input
  }
  let before = GradMode.carriesTangents
  GradMode.carriesTangents = true
  defer { GradMode.carriesTangents = before }
  let values = function(inputs)
  let derivatives = values.map { $0.tangent ?? Tensor.zerosLike($0) }
  for value in values { value.tangent = nil }
  return (values, derivatives)
}
