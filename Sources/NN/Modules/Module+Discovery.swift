internal import Tensors

extension Module {
  /// The members among the module's properties.
  ///
  /// Properties are read through `Mirror` each time: a walk costs microseconds, and there is no
  /// cache that could go stale when a property is replaced.
  func discoveredMembers() -> [FoundMember] {
    var levels: [Mirror] = []
    var level: Mirror? = Mirror(reflecting: self)
    while let mirror = level, mirror.subjectType != Module.self {
      levels.append(mirror)
      level = mirror.superclassMirror
    }
    var found: [FoundMember] = []
    let renamed = memberNames
    for mirror in levels.reversed() {
      for (label, value) in mirror.children {
        let name = propertyName(label ?? "")
        collect(value, name: renamed[name] ?? name, into: &found)
      }
    }
    return found
  }

  /// Adds what a property's value holds: itself, or the members inside of a collection.
  private func collect(_ value: Any, name: String, into found: inout [FoundMember]) {
    switch value {
    case let module as Module: found.append(FoundMember(name: name, value: .child(module)))
    case let parameter as Parameter:
      found.append(FoundMember(name: name, value: .parameter(parameter)))
    case let buffer as Buffer: found.append(FoundMember(name: name, value: .buffer(buffer)))
    case is Tensor, is String, is Int, is Double, is Float, is Bool: break
    default: collectContents(value, name: name, into: &found)
    }
  }

  private func collectContents(_ value: Any, name: String, into found: inout [FoundMember]) {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let content = mirror.children.first {
        collect(content.value, name: name, into: &found)
      }
    case .collection:
      // Only lists whose elements can be members: an array of a million numbers is not walked.
      guard holdsReferences(value) else { return }
      for (place, element) in mirror.children.enumerated() {
        collect(element.value, name: "\(name).\(place)", into: &found)
      }
    case .dictionary:
      guard let entries = value as? [String: Any] else { return }
      for (key, element) in entries.sorted(by: { $0.key < $1.key }) {
        collect(element, name: "\(name).\(key)", into: &found)
      }
    case .tuple:
      for (place, element) in mirror.children.enumerated() {
        let label = element.label.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
        collect(element.value, name: "\(name).\(label ?? "\(place)")", into: &found)
      }
    default: break
    }
  }

  private func holdsReferences(_ value: Any) -> Bool {
    !(value is [Int] || value is [Double] || value is [Float] || value is [UInt8]
      || value is [Bool] || value is [String])
  }
}

/// A property's name without what the compiler put before it: `_` of property wrappers,
/// `$__lazy_storage_$_` of lazy properties.
private func propertyName(_ label: String) -> String {
  let lazyPrefix = "$__lazy_storage_$_"
  if label.hasPrefix(lazyPrefix) { return String(label.dropFirst(lazyPrefix.count)) }
  return label.hasPrefix("_") ? String(label.dropFirst()) : label
}
