internal import Tensors

/// What a module consists of.
enum ModuleMember {
  case parameter(Parameter)
  case buffer(Buffer)
  case child(Module)

  /// The parameter's or buffer's tensor.
  var tensor: Tensor? {
    switch self {
    case .parameter(let parameter): parameter
    case .buffer(let buffer): buffer
    case .child: nil
    }
  }

  /// The child.
  var module: Module? { if case .child(let module) = self { module } else { nil } }

  /// The parameter.
  var parameter: Parameter? { if case .parameter(let value) = self { value } else { nil } }

  /// Whether it belongs to the module's saved state.
  var isSaved: Bool {
    switch self {
    case .parameter: true
    case .buffer(let buffer): buffer.isPersistent
    case .child: false
    }
  }
}

/// A parameter, buffer or child as it was found in a module, with the name it has there.
struct FoundMember {
  var name: String
  var value: ModuleMember
}
