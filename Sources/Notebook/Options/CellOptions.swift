/// What an author can set for a cell, in `//| key: value` lines, front matter or project file.
public struct CellOptions: Equatable, Sendable {
  /// Which outputs a report shows.
  public enum OutputMode: String, CaseIterable, Sendable {
    /// All of them.
    case all = "true"
    /// None.
    case none = "false"
    /// Text as the Markdown it is.
    case asis
  }

  /// How code is folded.
  public enum Folding: String, CaseIterable, Sendable {
    /// It is shown.
    case none = "false"
    /// It is folded.
    case folded = "true"
    /// It can be folded.
    case open = "show"
  }

  /// How a cell that must fail does.
  public enum Expectation: String, CaseIterable, Sendable {
    /// With an error of the engine, or one that is thrown.
    case error
    /// With a trap of the Swift runtime.
    case trap
    /// By not compiling.
    case compileError = "compile-error"
    /// By not coming to an end.
    case timeout
  }

  /// How outputs are compared with the committed ones.
  public enum Comparison: String, CaseIterable, Sendable {
    /// Everything must be equal.
    case exact
    /// Numbers may differ within ``rtol`` and ``atol``.
    case numeric
    /// Only kinds and shapes count.
    case shape
    /// Nothing is compared.
    case none
  }

  /// The cell's name, also the target of references.
  public var label: String?
  /// Whether the code is shown.
  public var echo = true
  /// Whether the code is run.
  public var eval = true
  /// Which outputs are shown.
  public var output = OutputMode.all
  /// Whether the cell appears in the report at all; it runs either way.
  public var include = true
  /// Whether a failure is let pass.
  public var error = false
  /// The figure's caption, in Markdown.
  public var figCap: String?
  /// The figure's alternative text.
  public var figAlt: String?
  /// The figure's width in inches.
  public var figWidth: Double?
  /// The figure's height in inches.
  public var figHeight: Double?
  /// The table's caption, in Markdown.
  public var tblCap: String?
  /// The listing's caption, in Markdown.
  public var lstCap: String?
  /// Whether the code is folded.
  public var codeFold = Folding.none
  /// What a folded code shows in its place.
  public var codeSummary: String?
  /// After how many seconds the cell is stopped; nil for the project's default.
  public var timeout: Double?
  /// How the cell must fail, or nil if it must not.
  public var expect: Expectation?
  /// Text that the message of an expected failure must contain.
  public var match: String?
  /// How its outputs are compared; nil for the comparison that suits each kind of output.
  public var compare: Comparison?
  /// The relative tolerance of that comparison.
  public var rtol: Double?
  /// The absolute tolerance of that comparison.
  public var atol: Double?
  /// The seed that random numbers start from; nil derives one from book, chapter and label.
  public var seed: UInt64?
  /// Whether the cell is compiled with optimisation.
  public var optimize = false
  /// For shown code: a piece of our own library, as `Lab/Timer.swift#Timer`.
  public var source: String?

  /// The options of a cell that sets none.
  public init() {}
}
