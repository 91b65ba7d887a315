internal import Tensors

/// The base class of optimisers: parameters in groups, a state for each, and a step.
///
/// ```swift
/// let trainer = SGD(net.parameters(), lr: 0.1)
/// for (X, y) in batches {
///   trainer.zeroGrad()
///   loss(net(X), y).backward()
///   trainer.step()
/// }
/// ```
///
/// The rules are PyTorch's, to the order of operations. An optimiser keeps the list of parameters it
/// was made with; lazy layers must have seen an input before.
open class Optimizer {
  /// The groups; change a group's `lr` to change its learning rate.
  public private(set) var groups: [ParameterGroup]
  /// What groups take where they set nothing themselves.
  private let defaults: Hyperparameters
  /// What the optimiser remembers of each parameter, in the order of the groups.
  var states: [ParameterState]

  /// Takes over groups, which adopt `defaults` where they set nothing themselves.
  ///
  /// Stops where there is no parameter, one appears twice, or one belongs to a lazy layer that was
  /// never called.
  public init(_ groups: [ParameterGroup], defaults: Hyperparameters) {
    self.groups = []
    self.defaults = defaults
    states = []
    if groups.allSatisfy(\.parameters.isEmpty) {
      fail(
        "Optimizer", "there are no parameters", rule: "an optimiser changes at least one parameter",
        hint: "a module finds parameters only in its properties: is the layer one?")
    }
    for group in groups { addGroup(group) }
  }

  /// Takes over one more group, for instance layers that were frozen until now.
  ///
  /// Stops where a parameter is already among the groups or belongs to a lazy layer that was never
  /// called. A schedule made before does not know the group.
  public func addGroup(_ group: ParameterGroup) {
    var seen = Set(groups.flatMap(\.parameters).map { ObjectIdentifier($0) })
    for parameter in group.parameters {
      checkParameter(parameter, isNew: seen.insert(ObjectIdentifier(parameter)).inserted)
    }
    group.adopt(defaults)
    groups.append(group)
    states += group.parameters.map { _ in ParameterState() }
  }

  /// Changes every parameter that has a gradient.
  ///
  /// Parameters without a gradient are left alone, as in PyTorch.
  public func step() {
    noGrad {
      var place = 0
      for group in groups {
        for parameter in group.parameters {
          if let gradient = parameter.grad {
            states[place].step += 1
            update(
              parameter, gradient: gradient.storedAs(parameter.dtype), state: states[place],
              group.hyperparameters)
            parameter.storage.version += 1
          }
          place += 1
        }
      }
    }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() {
    for group in groups {
      for parameter in group.parameters { parameter.grad = nil }
    }
  }

  /// Changes one parameter; each optimiser overrides it.
  func update(
    _ parameter: Tensor, gradient: Tensor, state: ParameterState, _ options: Hyperparameters
  ) {
    fail(
      "Optimizer", "\(type(of: self)) has no rule",
      rule: "an optimiser overrides update(_:gradient:state:_:)")
  }

  /// The names of the tensors this optimiser may keep for a parameter.
  var stateNames: [String] { [] }

  /// The hyperparameters that this optimiser reads, by PyTorch's names in PyTorch's order.
  var optionNames: [String] { Hyperparameters.entries.map(\.name).sorted() }
}

/// What an optimiser remembers of one parameter.
final class ParameterState {
  /// How many steps the parameter has seen.
  var step = 0
  /// The tensors, by PyTorch's names.
  var tensors: [(name: String, tensor: Tensor)] = []

  /// A tensor of the parameter's shape, made of zeros when it is first asked for.
  func tensor(_ name: String, like parameter: Tensor) -> Tensor {
    if let found = tensors.first(where: { $0.name == name }) { return found.tensor }
    let fresh = Tensor.zerosLike(parameter)
    tensors.append((name, fresh))
    return fresh
  }

  /// Whether the tensor exists already.
  func has(_ name: String) -> Bool { tensors.contains { $0.name == name } }
}

private func checkParameter(_ parameter: Tensor, isNew: Bool) {
  if !isNew {
    fail(
      "Optimizer", "a parameter of shape \(parameter.shape) appears twice",
      rule: "each parameter is in one group")
  }
  if let parameter = parameter as? Parameter, parameter.isUninitialized {
    fail(
      "Optimizer", "a parameter is not initialised yet",
      rule: "lazy layers get their parameters at their first call",
      hint: "call the network once with a batch of the right shape before making the optimiser")
  }
  if !parameter.dtype.isFloatingPoint || !parameter.isContiguous {
    fail(
      "Optimizer", "a parameter is \(parameter.dtype) with strides \(parameter.strides)",
      rule: "parameters are contiguous floating-point tensors")
  }
}
