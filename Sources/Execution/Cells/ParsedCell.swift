/// What the runner knows of a cell from its syntax alone.
struct ParsedCell: Sendable {
  /// A name declared at the top level of a cell.
  struct Declaration: Hashable, Sendable {
    /// The kinds that a scoped import can name.
    enum Kind: String, Sendable {
      case `var`, `func`, `struct`, `class`, `enum`, `protocol`, `typealias`
      /// Operators and precedence groups: no import can name them.
      case other
    }

    var name: String
    var kind: Kind
  }

  /// A change of the code before it is compiled: bytes taken out and text put in. Never a new line.
  struct Edit: Equatable, Sendable {
    var offset: Int
    var removed: Int
    var inserted: String
  }

  var source: CellSource
  /// The top-level declarations, in order.
  var declarations: [Declaration] = []
  /// Names that the cell adds to types: what earlier cells must not use before.
  var memberNames: Set<String> = []
  /// The names and operators that the code uses on their own.
  var words: Set<String> = []
  /// The names that it uses after a dot.
  var memberWords: Set<String> = []
  /// The modules it imports, each as the whole statement and the module's name.
  var imports: [(statement: String, module: String)] = []
  /// What has to be changed before it is compiled, in order of offset.
  var edits: [Edit] = []
  /// Whether the code is complete Swift: braces closed, nothing unexpected.
  var isWellFormed = true
  /// Whether it gives a type of another cell or module a new conformance.
  var addsConformance = false

  /// The code to compile: as many lines as the author's.
  var editedCode: String {
    guard !edits.isEmpty else { return source.code }
    let bytes = Array(source.code.utf8)
    var result: [UInt8] = []
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.offset]
      result += Array(edit.inserted.utf8)
      position = edit.offset + edit.removed
    }
    result += bytes[position...]
    return String(decoding: result, as: UTF8.self)
  }

  /// The place in the author's code, in characters, of a place in the edited code.
  ///
  /// - Parameters:
  ///   - line: the line in the cell, from one.
  ///   - column: the column in bytes, from one, as the compiler counts.
  func originalColumn(line: Int, column: Int) -> Int {
    let bytes = Array(source.code.utf8)
    var lineStart = 0
    var remaining = line - 1
    while remaining > 0, let newline = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
      lineStart = newline + 1
      remaining -= 1
    }
    let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    var edited = column - 1
    for edit in edits where edit.offset >= lineStart && edit.offset <= lineEnd {
      let at = edit.offset - lineStart
      if edited < at { break }
      let inserted = edit.inserted.utf8.count
      // A place inside inserted text belongs to where it was inserted.
      edited = max(at, edited - inserted + edit.removed)
    }
    let end = min(lineStart + max(edited, 0), lineEnd)
    return String(decoding: bytes[lineStart..<end], as: UTF8.self).count + 1
  }
}
