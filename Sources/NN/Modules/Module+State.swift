public import Tensors

/// A module's state does not fit the module it is loaded into.
///
/// One error for all differences, with whole paths, as in PyTorch's strict loading.
public struct StateDictError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A tensor whose shape in the state is not that of the module.
  public struct Mismatch: Equatable, Sendable {
    /// The path.
    public var name: String
    /// The module's shape.
    public var expected: [Int]
    /// The state's shape.
    public var found: [Int]
  }

  /// The module's type.
  public var module: String
  /// Paths that the module has and the state lacks.
  public var missing: [String]
  /// Paths that the state has and the module lacks.
  public var unexpected: [String]
  /// Paths that both have, with different shapes.
  public var mismatched: [Mismatch]

  /// All differences, a kind on each line.
  public var description: String {
    var lines = ["the state does not fit \(module):"]
    if !missing.isEmpty { lines.append("  missing: \(missing.joined(separator: ", "))") }
    if !unexpected.isEmpty { lines.append("  unexpected: \(unexpected.joined(separator: ", "))") }
    for entry in mismatched {
      lines.append(
        "  shape of \(entry.name): the module has \(entry.expected), the state \(entry.found)")
    }
    return lines.joined(separator: "\n")
  }
}

extension Module {
  /// Parameters and buffers by their paths, in order: what is saved of a module.
  ///
  /// The tensors share their memory with the module; changing one changes the module.
  public func namedState() -> [(name: String, tensor: Tensor)] {
    savedMembers().map { ($0.name, $0.tensor.detachedAlias) }
  }

  /// Parameters and buffers by their paths: what is saved of a module.
  ///
  /// The tensors share their memory with the module; changing one changes the module.
  public func stateDict() -> [String: Tensor] {
    Dictionary(namedState().map { ($0.name, $0.tensor) }) { first, _ in first }
  }

  /// Copies a state into the module's own parameters and buffers.
  ///
  /// Values are converted to the module's dtypes. A lazy layer that was never called takes the
  /// state's shapes.
  ///
  /// - Parameters:
  ///   - state: Tensors by their paths.
  ///   - strict: Whether missing and unexpected paths are errors; otherwise they are left alone, as
  ///     when a part of one network is reused in another.
  /// - Returns: The missing and unexpected paths; both empty when `strict`.
  /// - Throws: One `StateDictError` with all differences; then nothing has been copied. Shapes that
  ///   differ are an error either way.
  @discardableResult
  public func loadStateDict(
    _ state: [String: Tensor], strict: Bool = true
  ) throws(StateDictError) -> (missing: [String], unexpected: [String]) {
    let own = savedMembers()
    var error = StateDictError(module: typeName, missing: [], unexpected: [], mismatched: [])
    let names = Set(own.map(\.name))
    error.unexpected = state.keys.filter { !names.contains($0) }.sorted()
    for member in own {
      guard let found = state[member.name] else {
        error.missing.append(member.name)
        continue
      }
      let target = member.tensor
      let isOpen = (target as? Parameter)?.isUninitialized ?? (target.shape == [0])
      if !isOpen, target.shape != found.shape {
        error.mismatched.append(
          .init(name: member.name, expected: target.shape, found: found.shape))
      }
    }
    let isIncomplete = !error.missing.isEmpty || !error.unexpected.isEmpty
    if !error.mismatched.isEmpty || (strict && isIncomplete) { throw error }

    for member in own {
      guard let found = state[member.name] else { continue }
      let target = member.tensor
      if let parameter = target as? Parameter, parameter.isUninitialized {
        parameter.materialize(found.shape)
      }
      if let buffer = target as? Buffer, buffer.shape != found.shape {
        buffer.replace(with: Tensor.zeros(found.shape, dtype: buffer.dtype))
      }
      copyElements(from: found, to: target)
    }
    for module in modules() { module.stateDidLoad() }
    return (error.missing, error.unexpected)
  }

  private func savedMembers() -> [(name: String, tensor: Tensor)] {
    statefulMembers(sharedOnce: false).filter(\.value.isSaved).compactMap { member in
      member.value.tensor.map { (member.name, $0) }
    }
  }
}
