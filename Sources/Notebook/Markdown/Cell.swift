/// A piece of Swift that a chapter runs.
public struct Cell: Equatable, Sendable {
  /// Its name in its chapter: its label, or `cell-` and its number.
  public var id: String
  /// The code without its option lines.
  public var code: String
  /// The line of the file at which ``code`` starts.
  public var firstLine: Int
  /// How many columns the fence is indented; to be added to a column of ``code``.
  public var indent: Int
  /// How many lines of options stand before ``code`` in the fence.
  ///
  /// A ``Records/Failure/Position`` counts lines of ``code``.
  public var optionLines: Int
  /// The lines of the file from its opening to its closing fence.
  public var fenceLines: ClosedRange<Int>
  /// Its options, with the defaults of chapter and project.
  public var options: CellOptions
  /// The exercise whose solution it belongs to, by its index in ``Chapter/exercises``.
  public var exercise: Int?
  /// Its caption, where it has a figure or table.
  public var caption: [Inline]
  /// Its number, where it is a figure, table or listing that references can name.
  public var label: Label?
}

/// An expression in running text, whose value is set there.
public struct InlineExpression: Equatable, Sendable {
  /// Its name in its chapter: `inline-` and its number.
  public var id: String
  /// The expression.
  public var code: String
  /// Where it is.
  public var position: SourcePosition
  /// How many bytes of the file it takes.
  public var length: Int
  /// How many cells of the chapter come before it: it sees what they declared.
  public var cellsBefore: Int
}

/// An exercise and what is known of its solution.
public struct Exercise: Equatable, Sendable {
  /// Its number: `2.5.1`.
  public var number: String
  /// What its heading says after the number.
  public var title: [Inline]
  /// What kind of answer it wants: `code`, `plot`, `proof`, `discussion`.
  public var kinds: [String]
  /// The name by which links reach it.
  public var anchor: String
  /// Whether there is a solution with something in it.
  public var hasSolution: Bool
  /// The cells of its solution, by their indices in ``Chapter/cells``.
  public var solutionCells: [Int]
  /// Where it is.
  public var position: SourcePosition
}

/// A note set below the chapter.
public struct Footnote: Equatable, Sendable {
  /// The author's name for it.
  public var name: String
  /// Its text.
  public var blocks: [Block]
  /// How often the chapter refers to it.
  public var references: Int
}
