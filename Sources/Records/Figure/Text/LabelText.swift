/// A text of a figure, taken apart into lines of words, scripts and formulas.
///
/// The markup is a small part of TeX's:
///
/// - Anywhere `x^2`, `e^{-x}`, `10^-3` raise and `x_i`, `W_1`, `x_{ij}` lower what follows. An
///   underscore after a word of several letters stays an underscore, so that `train_loss` needs no
///   care. `\alpha`, `\leq`, `\frac{a}{b}` and their like are what they are in TeX; a command that is
///   not known stands as it is. A backslash before `^`, `_`, `$`, `{`, `}` or `\` takes away their
///   meaning.
/// - Between dollar signs stands a formula: letters are italic, a hyphen is a minus sign, spaces say
///   nothing. Between double dollar signs it is as large as on a line of its own. A dollar sign opens
///   a formula only in front of something other than a space, and closes it only behind one and not
///   in front of a digit, so that amounts of money need no care.
package struct LabelText: Equatable, Sendable {
  /// The lines, each of them running text.
  package private(set) var lines: [[MathNode]] = []
  /// What is wrong with the first formula that cannot be set; such a formula stands as it is.
  package private(set) var problem: FormulaProblem?
  /// Where the text may be broken: the positions of spaces outside of formulas.
  private var breaks: Set<Int> = []
  private let characters: [Character]

  /// Takes a text apart.
  package init(_ text: String) {
    characters = Array(text)
    var parser = LabelParser(characters)
    while true {
      lines.append(parser.line())
      guard parser.position < characters.count else { break }
      breaks.insert(parser.position)
      parser.position += 1
    }
    breaks.formUnion(parser.breaks)
    problem = parser.problem
  }

  /// Whether a text has anything that the markup gives a meaning.
  package static func isMarked(_ text: String) -> Bool {
    text.utf8.contains { byte in
      byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "^")
        || byte == UInt8(ascii: "_")
    }
  }

  /// The words of each paragraph, in markup; a formula is never divided.
  package var words: [[String]] {
    var paragraphs: [[String]] = [[]]
    var word = ""
    func end() {
      if !word.isEmpty { paragraphs[paragraphs.count - 1].append(word) }
      word = ""
    }
    for (index, character) in characters.enumerated() {
      guard breaks.contains(index) else {
        word.append(character)
        continue
      }
      end()
      if character == "\n" { paragraphs.append([]) }
    }
    end()
    return paragraphs
  }
}
