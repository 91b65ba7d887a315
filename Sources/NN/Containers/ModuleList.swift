internal import Tensors

/// A list of modules that a module's `forward` walks itself.
///
/// A plain Swift array of modules is discovered as well; the list adds PyTorch's printing.
open class ModuleList: Module {
  /// The modules.
  public private(set) var modulesInOrder: [Module]

  /// A list of modules.
  public init(_ modules: [Module] = []) {
    modulesInOrder = modules
    super.init()
  }

  /// How many modules there are.
  public var count: Int { modulesInOrder.count }

  /// Adds a module at the end.
  public func append(_ module: Module) { modulesInOrder.append(module) }

  /// The module at a position; a negative one counts from the end. Stops outside.
  open override subscript(position: Int) -> Module {
    let place = position < 0 ? position + count : position
    guard modulesInOrder.indices.contains(place) else {
      fail(
        typeName, "there is no module at position \(position)",
        rule: "the list has \(count) modules")
    }
    return modulesInOrder[place]
  }

  override func members() -> [FoundMember] {
    modulesInOrder.enumerated().map { FoundMember(name: "\($0.offset)", value: .child($0.element)) }
  }
}

extension ModuleList: Sequence {
  /// Walks the modules in order.
  public func makeIterator() -> IndexingIterator<[Module]> { modulesInOrder.makeIterator() }
}
