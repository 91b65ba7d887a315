/// A differentiable operation of one's own.
///
/// ```swift
/// struct StraightThrough: CustomFunction {
///   func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor { round(inputs[0]) }
///   func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?] { [gradient] }
/// }
/// let y = StraightThrough()(x)
/// ```
///
/// Inside `forward` nothing is recorded; `backward` replaces what would have been. Written with
/// tensor operations it can itself be differentiated.
public protocol CustomFunction {
  /// The name in messages and graphs; the type's name unless given.
  var name: String { get }
  /// Computes the value, and saves in the context what the gradient needs.
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor
  /// From the gradient of the value to one gradient for each input, nil where there is none.
  func backward(_ gradient: Tensor, _ context: FunctionContext) -> [Tensor?]
}

/// What a custom function hands from its forward to its backward pass.
public final class FunctionContext {
  /// Tensors to keep, seen by the checks for writes in place.
  fileprivate var kept: [Tensor] = []
  fileprivate var pass: Pass?

  /// Keeps tensors for the backward pass; inputs and the result may be among them.
  public func save(_ tensors: Tensor...) { kept = tensors }

  /// A tensor that was kept; a failure if it was written to in the meantime.
  public func saved(_ index: Int) -> Tensor {
    guard let pass, pass.node.saved.indices.contains(index) else {
      fail(
        "CustomFunction", "saved(\(index)) was asked for",
        rule: "backward can use what forward passed to save(_:)")
    }
    return pass.saved(index)
  }

  /// Whether the gradient of an input is wanted.
  public func needsGradient(_ input: Int) -> Bool { pass?.needs(input) ?? false }
}

extension CustomFunction {
  /// The type's name.
  public var name: String { "\(Self.self)" }

  /// Computes the value, recorded as one step.
  public func callAsFunction(_ inputs: Tensor...) -> Tensor { apply(inputs) }

  /// Computes the value from a list of inputs, recorded as one step.
  public func apply(_ inputs: [Tensor]) -> Tensor {
    let context = FunctionContext()
    var value = noGrad { forward(inputs, context) }
    if inputs.contains(where: { $0 === value }) { value = value.view(value.layout) }
    let operation = Operation(name, "A custom function.", torch: "torch.autograd.Function")
    let count = inputs.count
    let kept = context.kept
    // The step alone keeps them from here on, and lets go of them after its backward pass.
    context.kept = []
    return record(operation, inputs, value, saving: kept) { pass in
      context.pass = pass
      defer { context.pass = nil }
      let gradients = backward(pass.gradient, context)
      if gradients.count != count {
        fail(
          operation.name, "backward returned \(gradients.count) gradients for \(count) inputs",
          rule: "there is one gradient, or nil, for each input")
      }
      return gradients
    }
  }
}
