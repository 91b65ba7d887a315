/// Something that is wrong, or odd, in a chapter or project file.
///
/// All diagnostics of a file are collected in one run; none of them stops parsing.
public struct Diagnostic: Equatable, Sendable {
  /// How grave a diagnostic is.
  public enum Severity: String, Comparable, Sendable {
    /// The chapter means something its author can't have meant.
    case error
    /// The chapter is usable; a look is worth while.
    case warning

    /// Errors come before warnings.
    public static func < (lhs: Severity, rhs: Severity) -> Bool {
      lhs == .error && rhs == .warning
    }
  }

  /// A further place or hint that belongs to a diagnostic.
  public struct Note: Equatable, Sendable {
    /// The text.
    public var text: String
    /// Where it points, in the same file.
    public var position: SourcePosition?

    /// Creates a note.
    public init(_ text: String, at position: SourcePosition? = nil) {
      self.text = text
      self.position = position
    }
  }

  /// How grave it is.
  public var severity: Severity
  /// What is wrong: one line, or what an error of the cell itself says in several.
  public var summary: String
  /// Why, or what to do; nil when the summary says all.
  public var explanation: String?
  /// Further places.
  public var notes: [Note]
  /// The file, as it was named to the parser.
  public var path: String
  /// Where it is.
  public var position: SourcePosition
  /// How many bytes from there are meant; at least one.
  public var length: Int
  /// The line of the file at ``position``.
  public var sourceLine: String

  /// Creates a diagnostic.
  public init(
    _ severity: Severity, _ summary: String, explanation: String? = nil, notes: [Note] = [],
    path: String, position: SourcePosition, length: Int = 1, sourceLine: String = ""
  ) {
    self.severity = severity
    self.summary = summary
    self.explanation = explanation
    self.notes = notes
    self.path = path
    self.position = position
    self.length = max(1, length)
    self.sourceLine = sourceLine
  }
}
