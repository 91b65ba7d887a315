/// Why a formula in a text of a figure cannot be set.
package struct FormulaProblem: Error, Equatable, Sendable {
  /// What is wrong.
  package enum Kind: Equatable, Sendable {
    /// A command that is not known, and the known one that its name is nearest to.
    case unknownCommand(String, nearest: String?)
    /// An environment that is not known.
    case unknownEnvironment(String)
    /// A command that lacks what it is about.
    case missingArgument(of: String)
    /// Something that was opened and not closed, or closed and not opened.
    case unclosed(String), unopened(String)
    /// A second superscript or subscript on the same thing.
    case doubleScript
    /// A column mark outside of rows and columns.
    case misplacedColumn
    /// Something after `\left`, `\right` or `\big` that is no delimiter.
    case noDelimiter(after: String)
    /// A character that is none of a text, such as the tab that `\t` of `"\theta"` is.
    case control
    /// Braces within braces beyond all use.
    case tooDeep
  }

  /// What is wrong.
  package var kind: Kind
  /// The formula, with its dollar signs.
  package var formula: String
  /// Where in the formula, counted in characters from 1.
  package var position: Int

  /// What is wrong, in a sentence without its full stop.
  package var description: String {
    "the formula \(formula) \(words) at character \(position)"
  }

  private var words: String {
    switch kind {
    case .unknownCommand(let name, nil): "has the unknown command \\\(name)"
    case .unknownCommand(let name, let nearest?):
      "has the unknown command \\\(name) (is \\\(nearest) meant?)"
    case .unknownEnvironment(let name): "begins the unknown environment '\(name)'"
    case .missingArgument(let name): "has nothing for \\\(name)"
    case .unclosed(let what): "lacks the end of \(what)"
    case .unopened(let what): "has \(what) without its beginning"
    case .doubleScript: "has a second script"
    case .misplacedColumn: "has an & or \\\\ outside of rows and columns"
    case .noDelimiter(let name): "lacks a delimiter after \\\(name)"
    case .control: "has a control character"
    case .tooDeep: "is nested too deeply"
    }
  }

  /// The rule that was broken.
  package var rule: String {
    switch kind {
    case .control: "Swift reads \\t as a tab: write \\\\theta, or #\"\\theta\"#"
    default:
      "formulas stand between dollar signs in the language of TeX; \\$ is a dollar sign, "
        + "and outside of formulas what is not known stands as it is"
    }
  }
}
