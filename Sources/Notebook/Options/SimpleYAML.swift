/// Reads YAML of lines `name: value` alone, which nearly all cells have.
///
/// It takes a hundredth of the time of a YAML parser, which matters when a book of thousands of cells
/// is read to render one page. Whatever is not plain beyond doubt is left to the real parser.
enum SimpleYAML {
  /// The map that a text is, or nil if that takes more than looking.
  static func parse(_ text: String, firstLine: Int, column: Int) -> YAMLValue? {
    var entries: [YAMLValue.Entry] = []
    var names = Set<String>()
    let lines = Array(text.utf8).split(separator: Ascii.newline, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == Ascii.space }.count
      // All lines must be indented alike: a deeper one would continue the value before it.
      guard indent == lines[0].prefix(while: { $0 == Ascii.space }).count,
        let (name, value, offset) = entry(line.dropFirst(indent)), names.insert(name).inserted
      else { return nil }
      let place = SourcePosition(line: firstLine + index, column: column + indent)
      entries.append(
        YAMLValue.Entry(
          key: name, position: place,
          value: .scalar(
            value, quoted: false,
            SourcePosition(line: place.line, column: place.column + offset))))
    }
    guard let first = entries.first else { return nil }
    return .map(entries, first.position)
  }

  /// The name and value of a line, and where the value starts.
  private static func entry(_ line: ArraySlice<UInt8>) -> (String, String, Int)? {
    let name = line.prefix { $0.isLetter || $0 == Ascii.dash }
    guard let first = name.first, first.isLetter else { return nil }
    let rest = line.dropFirst(name.count)
    guard rest.first == Ascii.colon, rest.dropFirst().first == Ascii.space else { return nil }
    let value = rest.dropFirst().drop { $0 == Ascii.space }
    guard let start = value.first, start.isLetter || start.isDigit, value.last != Ascii.colon,
      value.last?.isBlank == false
    else { return nil }
    var before: UInt8 = 0
    for byte in value {
      let endsPlainText =
        (before == Ascii.colon && byte == Ascii.space)
        || (before == Ascii.space && byte == Ascii.hash)
      if endsPlainText || (byte < 32) { return nil }
      before = byte
    }
    return (name.text, value.text, value.startIndex - line.startIndex)
  }
}
