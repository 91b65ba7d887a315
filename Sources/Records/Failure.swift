/// Why a cell stopped.
public struct Failure: Codable, Equatable, Sendable {
  /// The ways in which a cell can fail.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// The engine refused: shapes, types, arguments.
    case engine
    /// A Swift error reached the top level of the cell.
    case thrown
    /// The Swift runtime stopped the cell: index out of range, overflow, a forced nil.
    case trap
    /// The cell used up its stack.
    case stackOverflow
    /// The cell did not end in its time.
    case timeout
    /// The cell called `exit`.
    case exit
    /// The cell is no valid Swift.
    case compile
    /// The host went away while the cell ran: killed, or out of memory.
    case hostDied
    /// The cell was not run because of an earlier one.
    case notRun
    /// The cell was to fail (`expect`) and did not, or failed differently.
    case unexpected
  }

  /// A place inside the cell that failed, counted from one.
  ///
  /// The line is relative to the first line of the cell's fence content, so that records do not
  /// move when prose does.
  public struct Position: Codable, Equatable, Sendable {
    /// The line in the cell, from one.
    public var line: Int
    /// The column, from one, or nil where it is not known.
    public var column: Int?

    /// Creates a position.
    public init(line: Int, column: Int? = nil) {
      self.line = line
      self.column = column
    }
  }

  /// One message of the compiler, in the order in which it gave them.
  public struct Diagnostic: Codable, Equatable, Sendable {
    /// How grave a diagnostic is.
    public enum Severity: String, Codable, Sendable { case error, warning, note }

    /// How grave it is.
    public var severity: Severity
    /// The text.
    public var message: String
    /// Where in the cell, if it is there.
    public var position: Position?

    /// Creates a diagnostic.
    public init(severity: Severity, message: String, position: Position?) {
      self.severity = severity
      self.message = message
      self.position = position
    }
  }

  /// The way in which the cell failed.
  public var kind: Kind
  /// One line or a few: what happened, without place or path.
  public var message: String
  /// What the rule is and what to do, when the engine knows.
  public var hint: String?
  /// Where in the cell it failed.
  public var position: Position?
  /// The compiler's messages, for a cell that did not compile.
  public var diagnostics: [Diagnostic]?
  /// Whether the author said that the cell must fail so.
  public var expected: Bool

  /// Creates the record of a failure.
  public init(
    kind: Kind, message: String, hint: String? = nil, position: Position? = nil,
    diagnostics: [Diagnostic]? = nil, expected: Bool = false
  ) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.position = position
    self.diagnostics = diagnostics
    self.expected = expected
  }
}
