internal import Yams

/// Reads YAML that may be hostile.
enum YAML {
  /// Why a text could not be read.
  struct Problem: Error {
    var message: String
    /// The line and column in the text, from one.
    var position: SourcePosition
  }

  private static let sizeLimit = 256 * 1024
  private static let depthLimit = 16

  /// Reads a text whose first line is a given line of a file, indented by some columns.
  ///
  /// Duplicate keys, tags, nesting beyond 16 levels and aliases are refused: no chapter needs them,
  /// and a few lines of aliases can stand for gigabytes.
  static func parse(_ text: String, firstLine: Int, column: Int = 1) throws(Problem) -> YAMLValue? {
    let shift = { (position: SourcePosition) in
      SourcePosition(
        line: position.line + firstLine - 1, column: position.column + column - 1)
    }
    if let simple = SimpleYAML.parse(text, firstLine: firstLine, column: column) { return simple }
    guard text.utf8.count <= sizeLimit else {
      throw Problem(message: "too long: more than 256 KiB of YAML", position: shift(.init(line: 1)))
    }
    if let problem = danger(in: Array(text.utf8)) {
      throw Problem(message: problem.message, position: shift(problem.position))
    }
    let node: Node?
    do {
      node = try Yams.compose(yaml: text)
    } catch let error as YamlError {
      throw Problem(message: message(error), position: shift(position(error)))
    } catch {
      throw Problem(message: "\(error)", position: shift(.init(line: 1)))
    }
    return node.map { convert($0, shift) }
  }

  private static func convert(
    _ node: Node, _ shift: (SourcePosition) -> SourcePosition
  ) -> YAMLValue {
    let mark = node.mark
    let position = shift(SourcePosition(line: mark?.line ?? 1, column: mark?.column ?? 1))
    switch node {
    case .scalar(let scalar):
      return .scalar(scalar.string, quoted: scalar.style != .plain, position)
    case .sequence(let sequence):
      return .list(sequence.map { convert($0, shift) }, position)
    case .mapping(let mapping):
      let entries = mapping.map { key, value in
        YAMLValue.Entry(
          key: key.scalar?.string ?? "",
          position: shift(
            SourcePosition(line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)),
          value: convert(value, shift))
      }
      return .map(entries, position)
    case .alias: return .scalar("", quoted: false, position)
    }
  }

  /// What in a text could exhaust the parser: nesting and aliases.
  ///
  /// This errs on the side of refusing: brackets and stars in plain text rarely nest so deep.
  private static func danger(in text: [UInt8]) -> Problem? {
    var position = SourcePosition(line: 1)
    var depth = 0
    var dashes = 0
    var canStart = true
    var quote: UInt8?
    for (index, byte) in text.enumerated() {
      let next = index + 1 < text.count ? text[index + 1] : Ascii.newline
      if byte == Ascii.newline {
        position = SourcePosition(line: position.line + 1, column: 0)
        (canStart, dashes) = (true, 0)
      } else if let open = quote {
        if byte == open { quote = nil }
      } else if canStart, byte == Ascii.quote || byte == Ascii.apostrophe {
        quote = byte
        canStart = false
      } else if canStart, byte == UInt8(ascii: "*") || byte == UInt8(ascii: "&"), !next.isBlank {
        return Problem(
          message: "aliases and anchors are not allowed; put text with '*' or '&' in quotes",
          position: position)
      } else if canStart, byte == Ascii.bang {
        return Problem(message: "tags are not allowed", position: position)
      } else if byte == Ascii.openBracket || byte == Ascii.openBrace {
        depth += 1
        canStart = true
      } else if byte == Ascii.closeBracket || byte == Ascii.closeBrace {
        depth -= 1
      } else if [Ascii.dash, Ascii.colon, UInt8(ascii: "?"), UInt8(ascii: ",")].contains(byte) {
        if next.isBlank { dashes += 1 }
        canStart = canStart || byte == UInt8(ascii: ",") || next.isBlank
      } else if !byte.isBlank {
        canStart = false
      }
      if depth > depthLimit || (canStart && dashes > 2 * depthLimit) || position.column > 4000 {
        return Problem(message: "nested too deeply, or a line too long", position: position)
      }
      position.column += 1
    }
    return nil
  }

  private static func message(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      return problem
    case .duplicatedKeysInMapping(let keys, _):
      return "key '\(keys.map { "\($0)" }.joined(separator: "', '"))' is set twice"
    case .reader(let problem, _, _, _): return problem
    default: return "\(error)"
    }
  }

  private static func position(_ error: YamlError) -> SourcePosition {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return SourcePosition(line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(_, let context):
      return SourcePosition(line: context.mark.line, column: context.mark.column)
    default: return SourcePosition(line: 1)
    }
  }
}
