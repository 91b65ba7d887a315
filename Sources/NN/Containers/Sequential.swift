public import Tensors

/// Modules one after the other: the output of each is the input of the next.
///
/// ```swift
/// let net = Sequential(Flatten(), Linear(784, 256), ReLU(), Linear(256, 10))
/// net[1].weight.shape      // [256, 784]
/// ```
open class Sequential: Module {
  private var layers: [(name: String, module: Module)]

  /// A chain of modules.
  public init(_ layers: Module...) {
    self.layers = layers.enumerated().map { ("\($0.offset)", $0.element) }
    super.init()
  }

  /// A chain of the modules of a list.
  public init(_ layers: [Module]) {
    self.layers = layers.enumerated().map { ("\($0.offset)", $0.element) }
    super.init()
  }

  /// A chain of modules with names.
  ///
  /// ```swift
  /// Sequential(["hidden": Linear(20, 256), "act": ReLU(), "output": Linear(256, 10)])
  /// ```
  public init(_ layers: KeyValuePairs<String, Module>) {
    self.layers = layers.map { ($0.key, $0.value) }
    super.init()
  }

  /// The output of the last module.
  open override func forward(_ input: Tensor) -> Tensor {
    var output = input
    for layer in layers { output = layer.module(output) }
    return output
  }

  /// How many modules there are.
  public var count: Int { layers.count }

  /// Adds a module at the end, under its position as name.
  public func append(_ module: Module) { layers.append(("\(layers.count)", module)) }

  /// Adds a child under a name, at the end of the chain.
  open override func addModule(_ name: String, _ module: Module) {
    layers.append((name, module))
  }

  /// The module at a position; a negative one counts from the end. Stops outside.
  open override subscript(position: Int) -> Module { layers[place(position)].module }

  /// The module at a position, as the type it has; stops where it has another one.
  public subscript<Layer: Module>(position: Int, as type: Layer.Type) -> Layer {
    guard let layer = self[position] as? Layer else {
      fail(
        typeName, "the module at \(position) is a \(self[position].typeName)",
        rule: "it was asked for as a \(type)")
    }
    return layer
  }

  /// A chain of the modules in a range; they stay shared with this one.
  public subscript(range: Range<Int>) -> Sequential {
    Sequential(range.map { layers[place($0)].module })
  }

  override func members() -> [FoundMember] {
    let chain = layers.map { FoundMember(name: $0.name, value: .child($0.module)) }
    return chain + super.members().filter { !$0.name.hasPrefix("layers.") }
  }

  private func place(_ position: Int) -> Int {
    let place = position < 0 ? position + layers.count : position
    guard layers.indices.contains(place) else {
      fail(
        typeName, "there is no module at position \(position)",
        rule: "the chain has \(layers.count) modules")
    }
    return place
  }
}

extension Sequential: Sequence {
  /// Walks the modules in order.
  public func makeIterator() -> IndexingIterator<[Module]> {
    layers.map(\.module).makeIterator()
  }
}
