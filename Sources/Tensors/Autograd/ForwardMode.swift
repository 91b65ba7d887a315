/// Carries directional derivatives through a step that was just recorded.
func carryTangents(_ node: Node, _ inputs: [Tensor], _ outputs: [Tensor]) {}
