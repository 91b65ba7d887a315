public import Tensors

/// The base class of layers, blocks and whole networks.
///
/// A network of one's own is a subclass with its layers as properties and a `forward`:
///
/// ```swift
/// class MLP: Module {
///   let hidden = Linear(20, 256)
///   let output = Linear(256, 10)
///   override func forward(_ x: Tensor) -> Tensor { output(relu(hidden(x))) }
/// }
///
/// let net = MLP()
/// let y = net(x)
/// ```
///
/// Nothing has to be registered. Properties that are modules are children, `Parameter`s are
/// parameters, `Buffer`s are buffers; also those inside optionals, arrays, dictionaries and tuples.
/// Their names are the properties' names. Other tensors are constants, unknown to the module.
///
/// A module is called as a function; `forward` is what it computes. Calling also runs the hooks and
/// makes lazy layers, so call the module, not its `forward`.
@dynamicMemberLookup
open class Module {
  /// Whether the module behaves as in training; `train()` and `eval()` change it.
  public private(set) var isTraining = true

  /// Children, parameters and buffers that were added by name instead of being properties.
  var additions: [FoundMember] = []
  var forwardHooks: [ForwardHookHandle.Entry<ForwardHook>] = []
  var forwardPreHooks: [ForwardHookHandle.Entry<ForwardPreHook>] = []

  /// Creates a module without anything in it.
  public init() {}

  /// What the module computes. Subclasses override it.
  ///
  /// The default stops: a module that is only called through its own methods, such as one with two
  /// inputs, need not have it.
  open func forward(_ input: Tensor) -> Tensor {
    fail(
      typeName, "the module has no forward(_:) for one tensor",
      rule: "a module that is called with one tensor overrides forward(_:)",
      hint: "override func forward(_ input: Tensor) -> Tensor, or call the method it offers")
  }

  /// Runs the module on an input: hooks before, `forward`, hooks after.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    if forwardHooks.isEmpty && forwardPreHooks.isEmpty {
      prepare(for: input)
      return forward(input)
    }
    return callWithHooks(input)
  }

  /// Parameters, buffers and children in the order of the properties, base classes first, then what
  /// was added by name.
  func members() -> [FoundMember] { discoveredMembers() + additions }

  /// Other names for properties: the keys are properties, the values what they are called in paths
  /// and in the saved state.
  ///
  /// Without an entry a member has its property's name. Override it where a file names things in
  /// another way, so that the file loads as it is:
  ///
  /// ```swift
  /// override var memberNames: [String: String] { ["fullyConnected": "fc"] }
  /// ```
  open var memberNames: [String: String] { [:] }

  /// Adds a child under a name, where a property is not known when the program is written.
  open func addModule(_ name: String, _ module: Module) { add(name, .child(module)) }

  /// Called with the first input before `forward`; lazy layers make their parameters here.
  open func prepare(for input: Tensor) {}

  /// What stands between the parentheses when the module is printed, such as its sizes.
  open var extraDescription: String { "" }

  /// The multiply-adds of one call, or nil where the module is only the sum of its children.
  ///
  /// Layers that multiply (linear, convolution) override it; others count as 0.
  open func multiplyAdds(inputShape: [Int], outputShape: [Int]) -> Int { 0 }

  /// The name of the type, as printed.
  open var typeName: String {
    let name = String(describing: type(of: self))
    return name.split(separator: "<").first.map(String.init) ?? name
  }

  /// Puts the module and everything in it into training mode, or out of it.
  ///
  /// Dropout and batch normalisation behave differently in the two.
  ///
  /// - Returns: The module itself.
  @discardableResult
  public func train(_ mode: Bool = true) -> Self {
    for module in modules() { module.setMode(mode) }
    return self
  }

  func setMode(_ mode: Bool) {
    isTraining = mode
    modeDidChange()
  }

  /// Takes the module and everything in it out of training mode.
  @discardableResult
  public func eval() -> Self { train(false) }

  /// Called after a state was loaded; lazy layers take the sizes of what was loaded.
  open func stateDidLoad() {}

  /// Called after `isTraining` was set by `train()` or `eval()`.
  open func modeDidChange() {}

  /// Calls a function with every module inside, children before their parents, then with this one.
  ///
  /// This is how a network is initialised:
  ///
  /// ```swift
  /// net.apply { m in
  ///   if let m = m as? Linear { Init.normal(m.weight, std: 0.01) }
  /// }
  /// ```
  @discardableResult
  public func apply(_ function: (Module) throws -> Void) rethrows -> Self {
    for (_, child) in namedChildren() { try child.apply(function) }
    try function(self)
    return self
  }

  /// The child at a position, in the order of the properties; a negative one counts from the end.
  ///
  /// Stops outside of the children. In a `Sequential` these are its layers, so nested networks are
  /// reached as in `net[0][1]`.
  open subscript(position: Int) -> Module {
    let children = namedChildren()
    let place = position < 0 ? position + children.count : position
    guard children.indices.contains(place) else {
      fail(
        typeName, "there is no child at position \(position)",
        rule: "the module has \(children.count) children")
    }
    return children[place].module
  }

  /// The module at a path, such as `net["encoder.0"]`; stops where there is none.
  public subscript(path: String) -> Module { submodule(path) }

  /// A parameter by its name, for modules whose type is not known: `net[0].weight`.
  ///
  /// Stops where the module has no such parameter.
  public subscript(dynamicMember name: String) -> Parameter {
    let own = ownParameters()
    if let match = own.first(where: { $0.name == name }) { return match.parameter }
    let names = own.map(\.name).joined(separator: ", ")
    fail(
      typeName, "there is no parameter '\(name)'",
      rule: own.isEmpty ? "the module has no parameters of its own" : "its parameters are \(names)",
      hint: "a property of another kind needs the module's type: (net[0] as? Linear)?.inFeatures")
  }
}
