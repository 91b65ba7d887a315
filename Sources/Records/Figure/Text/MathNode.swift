/// A part of a text of a figure, after parsing.
package indirect enum MathNode: Equatable, Sendable {
  /// Upright words as they are written, with their spaces.
  case text(String, MathVariant)
  /// A character of a formula, or a number, with the part it plays.
  case symbol(String, MathClass, MathVariant)
  /// The name of a function: limits stand below `max`, beside `log`.
  case function(String, hasLimits: Bool)
  /// A large operator such as a sum; integrals have their limits beside them, others above and
  /// below.
  case large(String)
  /// Parts of a formula, with spaces by the parts they play.
  case row([MathNode])
  /// Parts of running text, with the spaces their author wrote.
  case words([MathNode])
  /// Something with a subscript, a superscript or both.
  case scripts(MathNode, lower: MathNode?, upper: MathNode?, limits: Limits)
  /// One thing above another, with a bar between them unless it is a binomial coefficient.
  case fraction(MathNode, MathNode, hasBar: Bool, style: Style?)
  /// A root, of a degree if it is not the square root.
  case root(MathNode, degree: MathNode?)
  /// Something with a sign above or below it that is as wide as it is, or as one letter.
  case accent(Accent, MathNode)
  /// Something between delimiters that are as tall as it is; `.` stands for none. Separators grow
  /// with them.
  case fenced(left: String, [MathNode], separators: [String], right: String)
  /// A delimiter of a given size, from 1 to 4.
  case delimiter(String, size: Int, MathClass)
  /// Rows and columns.
  case grid(MathGrid)
  /// Space in units of the font's size; negative moves things together.
  case space(Double)
  /// A part set in a style of its own.
  case styled(Style, MathNode)
  /// Something small above or below something else.
  case stacked(MathNode, above: MathNode?, below: MathNode?)

  /// Where the limits of an operator stand.
  package enum Limits: Equatable, Sendable {
    /// Where they belong: above and below sums and the like, beside everything else.
    case automatic
    /// Above and below, or beside.
    case stacked, beside
  }

  /// How large things are.
  package enum Style: Equatable, Sendable {
    /// As in a formula of its own, as within a line, as a script, as a script's script.
    case display, text, script, scriptScript
  }

  /// Signs above letters; the wide ones cover everything below them.
  package enum Accent: String, Equatable, Sendable, CaseIterable {
    case hat, bar, tilde, vec, dot, ddot, check, breve, acute, grave, mathring
    case widehat, widetilde, overline, underline, overrightarrow, overbrace, underbrace
  }
}

/// The part that a symbol plays in a formula, which decides about the space around it.
package enum MathClass: Int, Equatable, Sendable {
  /// TeX's classes, in its order.
  case ordinary, large, binary, relation, opening, closing, punctuation, inner
}

/// The form of letters.
package enum MathVariant: Equatable, Hashable, Sendable {
  /// Letters of words, and of formulas.
  case upright, italic
  /// Letters of vectors and matrices.
  case bold, boldItalic
  /// Letters for sets, spaces and the like.
  case calligraphic, script, doubleStruck, fraktur
  /// Letters of code.
  case typewriter
}

/// Rows and columns of a formula.
package struct MathGrid: Equatable, Sendable {
  /// Where the cells of a column stand.
  package enum Alignment: Equatable, Sendable { case left, center, right }

  /// The cells, row by row; rows may differ in length.
  package var rows: [[MathNode]]
  /// The delimiter on the left, `.` for none.
  package var left = "."
  /// The delimiter on the right.
  package var right = "."
  /// The alignment of the columns, repeated from the start where there are more.
  package var alignments: [Alignment] = [.center]
  /// The space between columns in units of the font's size, repeated as well.
  package var gaps: [Double] = [1]
  /// The style of the cells.
  package var style = MathNode.Style.text

  package init(rows: [[MathNode]]) { self.rows = rows }

  /// How many columns the longest row has.
  package var columnCount: Int { rows.map(\.count).max() ?? 0 }
}
