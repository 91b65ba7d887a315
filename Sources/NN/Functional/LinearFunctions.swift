internal import CKernels
public import Tensors

extension NNOps {
  static let linear = Operation(
    "linear", "A matrix product with a bias.", torch: "torch.nn.functional.linear")
}

/// An affine map of the last axis: x Wᵀ + b.
///
/// - Parameters:
///   - input: Shape (..., in features).
///   - weight: Shape (out features, in features).
///   - bias: Shape (out features).
/// - Returns: Shape (..., out features).
public func linear(_ input: Tensor, _ weight: Tensor, _ bias: Tensor? = nil) -> Tensor {
  checkLinear(input, weight, bias)
  let features = weight.shape[0]
  let inputs = weight.shape[1]
  let (x, w) = (input.storedContiguously, weight.storedContiguously)
  let rows = inputs == 0 ? input.shape.dropLast().reduce(1, *) : x.numel / inputs
  let output = Tensor.empty(input.shape.dropLast() + [features], dtype: x.dtype)
  if output.numel > 0 {
    let isDone = ck_linear(
      x.dtype.kernelType, Int64(rows), Int64(features), Int64(inputs), x.pointer, w.pointer, true,
      bias?.storedContiguously.pointer, CK_ACTIVATION_NONE, output.pointer)
    if !isDone { failUnsupported("linear", x.dtype) }
  }
  let operands = [input, weight] + (bias.map { [$0] } ?? [])
  guard isRecording(operands) else { return output }
  return record(
    NNOps.linear, operands, output,
    saving: [isRecording(weight) ? input : nil, isRecording(input) ? weight : nil]
  ) { pass in
    let g = pass.gradient
    let tall = g.ndim == 2 ? g : g.reshape([rows, features])
    let gradient = pass.needs(0) ? matmul(g, pass.saved(1)) : nil
    let weights =
      pass.needs(1) ? matmul(tall.T, pass.saved(0).reshape([rows, inputs])) : nil
    guard pass.node.edges.count > 2 else { return [gradient, weights] }
    return [gradient, weights, pass.needs(2) ? tall.sum(axis: 0) : nil]
  }
}

private func checkLinear(_ input: Tensor, _ weight: Tensor, _ bias: Tensor?) {
  checkRank("linear", weight, 2, name: "the weight (out features, in features)")
  checkFloatingPoint("linear", weight)
  checkSameDType("linear", input, weight)
  if input.ndim == 0 || input.shape.last != weight.shape[1] {
    fail(
      "linear", "input of shape \(input.shape), weight of shape \(weight.shape)",
      rule: "the input's last axis has \(weight.shape[1]) features",
      hint: input.ndim > 2 && input.shape.dropFirst().reduce(1, *) == weight.shape[1]
        ? "put Flatten() before the layer" : "")
  }
  if let bias {
    checkSameDType("linear", weight, bias)
    if bias.shape != [weight.shape[0]] {
      fail(
        "linear", "a bias of shape \(bias.shape)",
        rule: "the bias has one number for each of the \(weight.shape[0]) outputs")
    }
  }
}
