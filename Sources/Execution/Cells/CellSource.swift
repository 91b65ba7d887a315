/// A cell as the runner gets it: code, where it stands, and the options that change what it does.
///
/// How a cell is shown is not here: captions, folding and prose never make code run again.
public struct CellSource: Codable, Equatable, Sendable {
  /// The cell's name in its chapter.
  public var id: String
  /// The code, without the option lines.
  public var code: String
  /// The path that compiler messages and `#file` show: `chapters/02-preliminaries/05-autograd.md`.
  public var file: String
  /// The line of `file` that holds the first line of `code`, from one.
  public var line: Int
  /// What changes how the cell runs.
  public var options: Options

  /// Creates a cell.
  public init(
    id: String, code: String, file: String = "cell.md", line: Int = 1,
    options: Options = Options()
  ) {
    self.id = id
    self.code = code
    self.file = file
    self.line = line
    self.options = options
  }

  /// The options of a cell that change what it does.
  public struct Options: Codable, Equatable, Sendable {
    /// The failure that the cell must end in, or nil where it must not fail.
    public var expect: Expectation?
    /// After how many seconds the cell is stopped; nil for the runner's limit.
    public var timeout: Double?
    /// Whether the cell is compiled with `-O`.
    public var optimize: Bool
    /// The seed of the engine's default generator when the cell begins; nil leaves it alone.
    public var seed: UInt64?
    /// Whether the cell is run at all.
    public var eval: Bool
    /// Files whose content the cell depends on; a change of one makes it run again.
    public var data: [String]

    /// Creates options; the defaults are those of a plain cell.
    public init(
      expect: Expectation? = nil, timeout: Double? = nil, optimize: Bool = false,
      seed: UInt64? = nil, eval: Bool = true, data: [String] = []
    ) {
      self.expect = expect
      self.timeout = timeout
      self.optimize = optimize
      self.seed = seed
      self.eval = eval
      self.data = data
    }
  }

  /// A failure that the author announces.
  public struct Expectation: Codable, Equatable, Sendable {
    /// The ways to fail that can be announced, by the names authors write.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// The engine refuses, or an error reaches the top level.
      case error
      /// The Swift runtime stops the cell, or its stack is used up.
      case trap
      /// The compiler refuses the cell.
      case compileError = "compile-error"
      /// The cell does not end in its time.
      case timeout
    }

    /// The way to fail.
    public var kind: Kind
    /// Text that the message must contain, or nil for any.
    public var match: String?

    /// Announces a failure.
    public init(_ kind: Kind, match: String? = nil) {
      self.kind = kind
      self.match = match
    }
  }
}
