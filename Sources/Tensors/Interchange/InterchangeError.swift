/// What is wrong with a file of tensors, or with reading or writing it.
///
/// Reading never stops the process, whatever the bytes are. Entries that are missing, unexpected or of
/// another shape than a module's are the business of `loadStateDict`, which lists them all at once.
public struct InterchangeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The kinds of trouble.
  public enum Reason: Equatable, Sendable {
    /// The file could not be read; what the system says.
    case unreadable(String)
    /// The file could not be written; what the system says. An older file is still whole.
    case unwritable(String)
    /// The file ends before its contents do.
    case truncated(expected: Int, found: Int)
    /// The contents break a rule of the format.
    case malformed(String)
    /// The contents are valid, but something the engine has no tensors for.
    case unsupported(String)
  }

  /// The file, or the entry inside it.
  public var file: String
  /// What is wrong.
  public var reason: Reason

  /// An error of a file.
  public init(_ file: String, _ reason: Reason) {
    self.file = file
    self.reason = reason
  }

  /// File and reason in one line.
  public var description: String {
    switch reason {
    case .unreadable(let why): "\(file): cannot be read: \(why)"
    case .unwritable(let why): "\(file): cannot be written: \(why)"
    case .truncated(let expected, let found):
      "\(file): ends too early: \(expected) bytes are needed, there are \(found)"
    case .malformed(let what): "\(file): not valid: \(what)"
    case .unsupported(let what): "\(file): not supported: \(what)"
    }
  }
}
