/// Gradients of a result with respect to some tensors, without touching any `.grad`.
///
/// ```swift
/// let slope = gradients(of: y, withRespectTo: [x], createGraph: true)[0]
/// ```
///
/// - Parameters:
///   - output: What is differentiated; needs `gradient` unless it has one element.
///   - inputs: The tensors asked for; leaves or computed.
///   - gradient: The vector of the vector-Jacobian product.
///   - retainGraph: Keep what was saved for a further pass.
///   - createGraph: Record the pass, so that the gradients can be differentiated again.
/// - Returns: A gradient for each input; zeros where the output does not depend on it.
public func gradients(
  of output: Tensor, withRespectTo inputs: [Tensor], gradient: Tensor? = nil,
  retainGraph: Bool? = nil, createGraph: Bool = false
) -> [Tensor] {
  let start = output.checkedRootGradient("gradients", gradient)
  for input in inputs where !input.isTracked {
    fail(
      "gradients", "a tensor of shape \(input.layout.shape) does not require gradients",
      rule: "gradients are taken with respect to recorded tensors",
      hint: "set requiresGrad before the computation")
  }
  let pass = BackwardPass(retainsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
  let found = pass.collect(from: [(output, start)], to: inputs)
  return zip(found, inputs).map { $0 ?? Tensor.zerosLike($1) }
}

/// The function that computes the gradient of a scalar function.
///
/// ```swift
/// let slope = grad { x in (x * x).sum() }
/// slope(Tensor([1.0, 2.0]))                // tensor([2., 4.])
/// grad(grad { ($0 ** 3).sum() })           // can be nested where the inner result is a scalar
/// ```
public func grad(_ function: @escaping (Tensor) -> Tensor) -> (Tensor) -> Tensor {
  { point in valueAndGrad(function)(point).1 }
}

/// The function that computes the value and the gradient of a scalar function.
public func valueAndGrad(
  _ function: @escaping (Tensor) -> Tensor
) -> (Tensor) -> (Tensor, Tensor) {
  { point in
    let (value, gradients) = valueAndGrad { function($0[0]) }([point])
    return (value, gradients[0])
  }
}

/// The function that computes the value and the gradients of a scalar function of several tensors.
public func valueAndGrad(
  _ function: @escaping ([Tensor]) -> Tensor
) -> ([Tensor]) -> (Tensor, [Tensor]) {
  { points in
    // Inside a recorded computation the gradients themselves must be recorded.
    let isNested = GradMode.isEnabled && points.contains { $0.isTracked }
    return enableGrad {
      let inputs = points.map { fresh($0, isNested: isNested) }
      let value = function(inputs)
      if !value.isTracked {
        return (value, inputs.map { Tensor.zerosLike($0) })
      }
      let found = gradients(of: value, withRespectTo: inputs, createGraph: isNested)
      return (isNested ? value : value.detach(), found)
    }
  }
}

/// A point as the start of a recording of its own.
private func fresh(_ point: Tensor, isNested: Bool) -> Tensor {
  checkFloatingPoint("grad", point)
  if isNested && point.isTracked { return point.view(point.shape) }
  let input = point.detachedAlias
  input.requiresGrad = true
  return input
}

/// The value of a function and its vector-Jacobian product: reverse mode for one vector.
///
/// - Parameters:
///   - function: From a tensor to a tensor.
///   - point: Where.
///   - vector: Has the shape of the function's value.
public func vjp(
  _ function: (Tensor) -> Tensor, at point: Tensor, _ vector: Tensor
) -> (value: Tensor, product: Tensor) {
  enableGrad {
    let input = fresh(point, isNested: false)
    let value = function(input)
    if !value.isTracked { return (value, Tensor.zerosLike(point)) }
    let product = gradients(of: value, withRespectTo: [input], gradient: vector)[0]
    return (value.detach(), product)
  }
}

/// All partial derivatives of a function: shape [value's shape..., point's shape...].
///
/// One recorded forward pass, then one backward pass for each element of the value.
///
/// - Parameters:
///   - function: From a tensor to a tensor.
///   - point: Where.
///   - createGraph: Whether the result can be differentiated with respect to `point`.
public func jacobian(
  _ function: (Tensor) -> Tensor, at point: Tensor, createGraph: Bool = false
) -> Tensor {
  enableGrad {
    let input = fresh(point, isNested: createGraph)
    let value = function(input)
    let shape = value.shape + point.shape
    if !value.isTracked { return Tensor.zeros(shape, dtype: value.dtype) }
    let flat = value.reshape(-1)
    let rows = (0..<flat.numel).map { index in
      gradients(
        of: flat[index], withRespectTo: [input], retainGraph: true, createGraph: createGraph)[0]
    }
    if rows.isEmpty { return Tensor.zeros(shape, dtype: value.dtype) }
    return Ops.stack(rows, axis: 0).reshape(shape)
  }
}

/// All second partial derivatives of a scalar function: shape [point's shape..., point's shape...].
public func hessian(_ function: (Tensor) -> Tensor, at point: Tensor) -> Tensor {
  jacobian(
    { input in
      let value = function(input)
      if value.numel != 1 {
        fail(
          "hessian", "the function returns shape \(value.layout.shape)",
          rule: "second derivatives are taken of a scalar function", hint: "reduce with sum()")
      }
      if !value.isTracked { return Tensor.zerosLike(input) }
      return gradients(of: value.reshape([]), withRespectTo: [input], createGraph: true)[0]
    }, at: point)
}
