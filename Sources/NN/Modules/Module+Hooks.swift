public import Tensors

/// Called after a module ran, with the module, its input and its output.
///
/// Returning a tensor replaces the output.
public typealias ForwardHook = (Module, Tensor, Tensor) -> Tensor?

/// Called before a module runs, with the module and its input.
///
/// Returning a tensor replaces the input.
public typealias ForwardPreHook = (Module, Tensor) -> Tensor?

/// What takes a hook off again.
public final class ForwardHookHandle {
  struct Entry<Hook> {
    let identifier: Int
    let hook: Hook
  }

  private var removal: (() -> Void)?

  init(removal: @escaping () -> Void) { self.removal = removal }

  /// Takes the hook off; a second call does nothing.
  public func remove() {
    removal?()
    removal = nil
  }
}

extension Module {
  /// Calls a function after each call of this module, for instance to keep its activations.
  ///
  /// ```swift
  /// var activations: [Tensor] = []
  /// let handle = net[1].registerForwardHook { _, _, output in
  ///   activations.append(output.detach())
  ///   return nil
  /// }
  /// ```
  ///
  /// - Returns: The handle that takes the hook off; it stays on when the handle is thrown away.
  @discardableResult
  public func registerForwardHook(_ hook: @escaping ForwardHook) -> ForwardHookHandle {
    let identifier = (forwardHooks.last?.identifier ?? -1) + 1
    forwardHooks.append(ForwardHookHandle.Entry(identifier: identifier, hook: hook))
    return ForwardHookHandle { [weak self] in
      self?.forwardHooks.removeAll { $0.identifier == identifier }
    }
  }

  /// Calls a function before each call of this module.
  ///
  /// - Returns: The handle that takes the hook off; it stays on when the handle is thrown away.
  @discardableResult
  public func registerForwardPreHook(_ hook: @escaping ForwardPreHook) -> ForwardHookHandle {
    let identifier = (forwardPreHooks.last?.identifier ?? -1) + 1
    forwardPreHooks.append(ForwardHookHandle.Entry(identifier: identifier, hook: hook))
    return ForwardHookHandle { [weak self] in
      self?.forwardPreHooks.removeAll { $0.identifier == identifier }
    }
  }

  func callWithHooks(_ input: Tensor) -> Tensor {
    var input = input
    for entry in forwardPreHooks {
      if let replacement = entry.hook(self, input) { input = replacement }
    }
    prepare(for: input)
    var output = forward(input)
    for entry in forwardHooks {
      if let replacement = entry.hook(self, input, output) { output = replacement }
    }
    return output
  }
}
