/// A mistake in a program, found by the engine: what was given, which rule it breaks, and what helps.
///
/// Shapes, data types, axes and the like are properties of the program, not of its environment, so
/// they stop the cell (or the process) instead of being thrown. Files and other input throw.
public struct EngineFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The operation that was asked for, as the user spells it: `matmul`, `reshape`, `backward`.
  public let operation: String
  /// What was given, with its shapes or data types.
  public let message: String
  /// The rule that was broken.
  public let rule: String
  /// What usually helps; may be empty.
  public let hint: String

  /// Creates a failure from its parts.
  public init(operation: String, message: String, rule: String, hint: String = "") {
    self.operation = operation
    self.message = message
    self.rule = rule
    self.hint = hint
  }

  /// The text a reader sees: operation and message, then rule and hint on lines of their own.
  public var description: String {
    var text = "\(operation): \(message)\n  rule: \(rule)"
    if !hint.isEmpty { text += "\n  hint: \(hint)" }
    return text
  }
}

/// Where a host catches engine failures, so that one failing cell does not end the process.
public enum FailureHook {
  /// Called with every failure, on the thread of the mistake; must not return.
  ///
  /// Installed once, before the first cell runs. Without a handler the process stops with the same
  /// text.
  public nonisolated(unsafe) static var handler: (@Sendable (EngineFailure) -> Never)?
}

/// Stops the running cell with a uniform message. Every programmer error ends here.
///
/// - Parameters:
///   - operation: What was asked for, as the user spells it.
///   - message: What was given, with shapes or data types.
///   - rule: The rule that was broken.
///   - hint: What usually helps.
public func fail(
  _ operation: String, _ message: String, rule: String, hint: String = ""
) -> Never {
  let failure = EngineFailure(operation: operation, message: message, rule: rule, hint: hint)
  if let handler = FailureHook.handler { handler(failure) }
  fatalError(failure.description)
}
