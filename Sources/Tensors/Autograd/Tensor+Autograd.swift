internal import Synchronization

extension Tensor {
  /// Whether operations on this tensor are recorded, so that gradients can flow through it.
  ///
  /// Set it on a leaf: a tensor that was created, not computed. Only floating-point tensors can
  /// require gradients.
  public var requiresGrad: Bool {
    get { isTracked }
    set {
      if newValue && !dtype.isFloatingPoint {
        fail(
          "requiresGrad", "the tensor is \(dtype)",
          rule: "only floating-point tensors can require gradients",
          hint: "convert with .to(.float32), or write the numbers with a decimal point")
      }
      if node != nil {
        if newValue { return }
        fail(
          "requiresGrad", "the tensor was computed from tensors that require gradients",
          rule: "the flag can only be cleared on a leaf", hint: "use detach()")
      }
      leafState.requiresGrad = newValue
    }
  }

  /// The accumulated gradient: nil until a backward pass has reached this leaf.
  ///
  /// Each pass adds to it; ``zeroGrad()`` starts over.
  public var grad: Tensor? {
    get { leaf?.gradient }
    set {
      if let newValue, newValue.layout.shape != layout.shape {
        fail(
          "grad", "a gradient of shape \(newValue.layout.shape) for shape \(layout.shape)",
          rule: "a gradient has the shape of its tensor")
      }
      leafState.gradient = newValue
    }
  }

  /// Whether the tensor was created rather than computed by recorded operations.
  public var isLeaf: Bool { node == nil }

  /// The name of the recorded operation this tensor came from, such as `MulBackward`.
  public var gradientFunction: String? { node?.operation.nodeName }

  /// Forgets the gradient, so that the next backward pass starts from nothing.
  public func zeroGrad() { leaf?.gradient = nil }

  /// The same elements without their history: operations on the result are not recorded.
  ///
  /// The memory is shared; a write in place is seen through both.
  public func detach() -> Tensor { detachedAlias }

  /// Keeps the gradient of a computed tensor in ``grad`` too; for a leaf this is so anyway.
  public func retainGrad() {
    guard let node, !leafState.retainsGrad else { return }
    leafState.retainsGrad = true
    let state = leafState
    node.hooks.append(
      GradientHook(output: outputIndex, identifier: -1) { gradient in
        state.gradient = gradient.isTracked ? gradient : gradient.convertedCopy(gradient.dtype)
        return nil
      })
  }

  /// Calls a function with this tensor's gradient whenever a backward pass computes it.
  ///
  /// A tensor the function returns takes the gradient's place.
  ///
  /// - Returns: A handle whose `remove()` ends the calls.
  @discardableResult
  public func registerHook(_ body: @escaping (Tensor) -> Tensor?) -> HookHandle {
    if !isTracked {
      fail(
        "registerHook", "the tensor does not require gradients",
        rule: "a hook is called with a gradient", hint: "set requiresGrad first")
    }
    let identifier = hookNumbers.add(1, ordering: .relaxed).newValue
    if let node {
      node.hooks.append(
        GradientHook(output: outputIndex, identifier: identifier, body: body))
      return HookHandle { [weak node] in node?.hooks.removeAll { $0.identifier == identifier } }
    }
    let state = leafState
    state.hooks.append(GradientHook(output: 0, identifier: identifier, body: body))
    return HookHandle { [weak state] in state?.hooks.removeAll { $0.identifier == identifier } }
  }

  /// Computes the gradients of this tensor with respect to all leaves, and adds them to their
  /// ``grad``.
  ///
  /// ```swift
  /// let x = Tensor.arange(4.0, requiresGrad: true)
  /// let y = 2 * dot(x, x)
  /// y.backward()
  /// x.grad                                  // tensor([ 0.,  4.,  8., 12.])
  /// ```
  ///
  /// A recorded computation serves one backward pass: each step lets go of what it saved as soon as
  /// it has been used. A second pass through any such step is a failure, whether or not that step
  /// had saved something (PyTorch only complains in the second case); pass `retainGraph: true` to
  /// go through it again. Gradients then add up.
  ///
  /// - Parameters:
  ///   - gradient: The vector of the vector-Jacobian product; has this tensor's shape. May only be
  ///     left out for a tensor with one element, where it is 1.
  ///   - retainGraph: Keep what was saved for a further pass.
  ///   - createGraph: Record the pass itself, so that gradients can be differentiated again.
  public func backward(
    gradient: Tensor? = nil, retainGraph: Bool? = nil, createGraph: Bool = false
  ) {
    let start = checkedRootGradient("backward", gradient)
    BackwardPass(retainsGraph: retainGraph ?? createGraph, createsGraph: createGraph)
      .accumulate(from: [(self, start)])
  }

  /// Computes gradients; the vector of the vector-Jacobian product comes first.
  public func backward(
    _ gradient: Tensor, retainGraph: Bool? = nil, createGraph: Bool = false
  ) {
    backward(gradient: gradient, retainGraph: retainGraph, createGraph: createGraph)
  }

  /// The gradient a backward pass starts with, after all checks.
  package func checkedRootGradient(_ operation: String, _ gradient: Tensor?) -> Tensor {
    if !isTracked {
      fail(
        operation, "the tensor does not require gradients and was not computed from any that does",
        rule: "a backward pass follows recorded operations",
        hint: "create an input with requiresGrad: true, and compute outside noGrad { }")
    }
    guard let gradient else {
      if numel != 1 {
        fail(
          operation, "the tensor has shape \(layout.shape), not one element",
          rule: "without a gradient argument a backward pass starts from a scalar",
          hint: "reduce with sum() or mean(), or pass backward(gradient:)")
      }
      return Tensor.onesLike(self)
    }
    if gradient.layout.shape != layout.shape {
      fail(
        operation,
        "the gradient has shape \(gradient.layout.shape), the tensor \(layout.shape)",
        rule: "the gradient argument has the shape of the tensor")
    }
    return gradient
  }
}

/// Removes a hook.
public struct HookHandle {
  private let action: () -> Void

  /// A handle that runs the given action.
  package init(_ action: @escaping () -> Void) { self.action = action }

  /// Ends the calls of the hook.
  public func remove() { action() }
}

private let hookNumbers = Atomic<Int>(0)
