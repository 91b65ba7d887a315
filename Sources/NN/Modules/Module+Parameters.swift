public import Tensors

extension Module {
  /// The children with their names, in order; a child that is there twice is named once.
  public func namedChildren() -> [(name: String, module: Module)] {
    var seen: Set<ObjectIdentifier> = []
    return members().compactMap { member in
      guard let module = member.value.module,
        seen.insert(ObjectIdentifier(module)).inserted
      else { return nil }
      return (member.name, module)
    }
  }

  /// The children, in order.
  public func children() -> [Module] { namedChildren().map(\.module) }

  /// This module and all modules inside of it with their paths, parents before children.
  ///
  /// A module that is used in several places is named once. The path of this module is empty.
  public func namedModules() -> [(name: String, module: Module)] {
    var seen: Set<ObjectIdentifier> = []
    var result: [(name: String, module: Module)] = []
    func visit(_ module: Module, _ path: String) {
      guard seen.insert(ObjectIdentifier(module)).inserted else { return }
      result.append((path, module))
      for (name, child) in module.namedChildren() {
        visit(child, path.isEmpty ? name : "\(path).\(name)")
      }
    }
    visit(self, "")
    return result
  }

  /// This module and all modules inside of it, each once, parents before children.
  public func modules() -> [Module] { namedModules().map(\.module) }

  /// The module at a path such as `block.0.conv`; the empty path is this module.
  ///
  /// Stops where there is none.
  public func submodule(_ path: String) -> Module {
    path.split(separator: ".").isEmpty ? self : descend(path)
  }

  /// All parameters with their paths; a shared one is named once, at the first place it is found.
  public func namedParameters() -> [(name: String, parameter: Parameter)] {
    var seen: Set<ObjectIdentifier> = []
    return statefulMembers(sharedOnce: true).compactMap { member in
      guard let parameter = member.value.parameter,
        seen.insert(ObjectIdentifier(parameter)).inserted
      else { return nil }
      return (member.name, parameter)
    }
  }

  /// All parameters, each once.
  public func parameters() -> [Parameter] { namedParameters().map(\.parameter) }

  /// All buffers with their paths.
  public func namedBuffers() -> [(name: String, buffer: Buffer)] {
    statefulMembers(sharedOnce: true).compactMap { member in
      if case .buffer(let buffer) = member.value { (member.name, buffer) } else { nil }
    }
  }

  /// The number of learned numbers; shared ones count once.
  ///
  /// Stops where a lazy layer has not seen an input yet: its numbers cannot be counted.
  ///
  /// - Parameter trainableOnly: Whether frozen parameters are left out.
  public func parameterCount(trainableOnly: Bool = false) -> Int {
    let named = namedParameters()
    if let open = named.first(where: { $0.parameter.isUninitialized }) {
      fail(
        "parameterCount", "'\(open.name)' is not initialised yet",
        rule: "a lazy layer's parameters have no shape before its first call",
        hint: "call the network once with a batch of the right shape, or use summary(input:)")
    }
    return named.filter { !trainableOnly || $0.parameter.requiresGrad }
      .reduce(0) { $0 + $1.parameter.numel }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() {
    for parameter in parameters() { parameter.grad = nil }
  }

  /// Says whether the parameters are learned; `requiresGrad(false)` freezes the module.
  @discardableResult
  public func requiresGrad(_ isLearned: Bool = true) -> Self {
    for parameter in parameters() { parameter.requiresGrad = isLearned }
    return self
  }

  /// Adds a parameter under a name.
  public func registerParameter(_ name: String, _ parameter: Parameter) {
    add(name, .parameter(parameter))
  }

  /// Adds a buffer under a name.
  public func registerBuffer(_ name: String, _ buffer: Buffer) { add(name, .buffer(buffer)) }

  func ownParameters() -> [(name: String, parameter: Parameter)] {
    members().compactMap { member in member.value.parameter.map { (member.name, $0) } }
  }

  /// Parameters and buffers of this module and all inside of it with their paths.
  ///
  /// - Parameter sharedOnce: Whether a module used in several places is walked only once.
  func statefulMembers(sharedOnce: Bool) -> [FoundMember] {
    var seen: Set<ObjectIdentifier> = []
    var result: [FoundMember] = []
    func visit(_ module: Module, _ prefix: String) {
      let isNew = seen.insert(ObjectIdentifier(module)).inserted
      guard isNew || !sharedOnce else { return }
      let members = module.members()
      for member in members where member.value.module == nil {
        result.append(FoundMember(name: prefix + member.name, value: member.value))
      }
      for member in members {
        if let child = member.value.module { visit(child, "\(prefix)\(member.name).") }
      }
    }
    visit(self, "")
    return result
  }

  func add(_ name: String, _ value: ModuleMember) {
    let isTaken = members().contains { $0.name == name }
    if name.isEmpty || name.contains(".") || isTaken {
      fail(
        typeName, "'\(name)' cannot be added",
        rule: "a member's name is not empty, has no dot, and is not taken")
    }
    additions.append(FoundMember(name: name, value: value))
  }

  private func descend(_ path: String) -> Module {
    guard let match = namedModules().first(where: { $0.name == path }) else {
      fail(typeName, "there is no module at '\(path)'", rule: "a path names children, from the top")
    }
    return match.module
  }
}
