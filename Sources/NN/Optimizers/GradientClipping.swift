internal import CKernels
public import Tensors

/// Scales all gradients by one factor so that their joint Euclidean norm is at most `maxNorm`.
///
/// - Parameters:
///   - parameters: The parameters; those without a gradient do not count.
///   - maxNorm: The greatest norm allowed.
/// - Returns: The norm before.
@discardableResult
public func clipGradNorm(_ parameters: [Tensor], maxNorm: Double) -> Double {
  let gradients = parameters.compactMap(\.grad)
  let squares = gradients.map { gradient in
    let length = norm(of: gradient)
    return length * length
  }
  let total = squares.reduce(0, +).squareRoot()
  // The small number is PyTorch's; a factor of 1 is applied as well, so that NaN spreads.
  let factor = min(1, maxNorm / (total + 1e-6))
  for gradient in gradients { scale(gradient, by: total.isNaN ? .nan : factor) }
  return total
}

/// Limits every number of the gradients to -`limit`...`limit`.
public func clipGradValue(_ parameters: [Tensor], limit: Double) {
  for gradient in parameters.compactMap(\.grad) {
    let dense = gradient.storedContiguously
    _ = ck_clamp(
      dense.dtype.kernelType, dense.pointer, -limit, limit, dense.pointer, Int64(dense.numel))
    if dense !== gradient { copyElements(from: dense, to: gradient) }
    gradient.storage.version += 1
  }
}

/// The Euclidean norm of all elements.
func norm(of tensor: Tensor) -> Double {
  let dense = tensor.storedContiguously
  let result = Tensor.empty([], dtype: tensor.dtype)
  _ = ck_reduce(
    CK_SUM_SQUARES, dense.dtype.kernelType, dense.pointer, result.pointer, 1, Int64(dense.numel), 1)
  return result.item(Double.self).squareRoot()
}

private func scale(_ gradient: Tensor, by factor: Double) {
  let dense = gradient.storedContiguously
  _ = ck_affine(
    dense.dtype.kernelType, dense.pointer, factor, 0, dense.pointer, Int64(dense.numel))
  if dense !== gradient { copyElements(from: dense, to: gradient) }
  gradient.storage.version += 1
}
