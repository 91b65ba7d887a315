/// Makes HTML from an output harmless: only elements and attributes of a list pass.
///
/// The result is written anew from what was understood; everything else is shown as text. No
/// attribute that can hold an address or script is on the list, and elements are closed in order.
enum HTMLSanitizer {
  private static let elements: Set<String> = [
    "b", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "hr", "i", "kbd", "li", "ol", "p",
    "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "u", "ul", "var",
  ]
  private static let void: Set<String> = ["br", "hr"]
  private static let attributes: Set<String> = ["align", "colspan", "rowspan", "scope", "title"]

  /// The harmless part of a fragment.
  static func sanitized(_ fragment: String) -> String {
    var html = HTMLBuffer()
    var open: [String] = []
    var rest = Array(fragment.utf8)[...]
    while let byte = rest.first {
      if byte == UInt8(ascii: "<"), let tag = Tag(&rest) {
        write(tag, &open, &html)
        continue
      }
      let end = rest.dropFirst().firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
      if byte == UInt8(ascii: "&"), let entity = entity(rest) {
        html.raw(entity)
        rest.removeFirst(entity.utf8.count)
      } else {
        html.text(String(decoding: rest[..<(end ?? rest.endIndex)], as: UTF8.self))
        rest = rest[(end ?? rest.endIndex)...]
      }
    }
    for name in open.reversed() { html.raw("</\(name)>") }
    return html.string
  }

  private static func write(_ tag: Tag, _ open: inout [String], _ html: inout HTMLBuffer) {
    guard elements.contains(tag.name) else { return html.text(tag.source) }
    if tag.isEnd {
      guard let index = open.lastIndex(of: tag.name) else { return }
      for name in open[index...].reversed() { html.raw("</\(name)>") }
      open.removeSubrange(index...)
      return
    }
    guard open.count < 60 else { return }
    html.raw("<\(tag.name)")
    for (name, value) in tag.attributes where attributes.contains(name) {
      html.raw(" \(name)=\"")
      html.text(value)
      html.raw("\"")
    }
    html.raw(">")
    if !void.contains(tag.name) { open.append(tag.name) }
  }

  /// A named or numbered character at the start of a text.
  private static func entity(_ text: ArraySlice<UInt8>) -> String? {
    guard let end = text.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = text[(text.startIndex + 1)..<end]
    let isName = name.first.map { $0 == UInt8(ascii: "#") || isLetter($0) } ?? false
    guard isName, name.dropFirst().allSatisfy({ isLetter($0) || (48...57).contains($0) }) else {
      return nil
    }
    return String(decoding: text[text.startIndex...end], as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// A tag as it was read.
  private struct Tag {
    var name = ""
    var isEnd = false
    var attributes: [(String, String)] = []
    var source = ""

    /// Reads a tag from the start of a text; nil, and nothing taken, if there is none.
    init?(_ text: inout ArraySlice<UInt8>) {
      var rest = text.dropFirst()
      if rest.first == UInt8(ascii: "/") {
        isEnd = true
        rest.removeFirst()
      }
      let letters = rest.prefix { isLetter($0) || (48...57).contains($0) }
      guard let first = letters.first, isLetter(first) else { return nil }
      name = String(decoding: letters, as: UTF8.self).lowercased()
      rest = rest.dropFirst(letters.count)
      while true {
        rest = rest.drop { Self.isBlank($0) || $0 == UInt8(ascii: "/") }
        guard let byte = rest.first else { return nil }
        if byte == UInt8(ascii: ">") { break }
        guard let attribute = Self.attribute(&rest) else { return nil }
        attributes.append(attribute)
      }
      rest.removeFirst()
      source = String(decoding: text[text.startIndex..<rest.startIndex], as: UTF8.self)
      text = rest
    }

    private static func attribute(_ text: inout ArraySlice<UInt8>) -> (String, String)? {
      let stops = Array(" \t\r\n\u{0C}=>/\"'<".utf8)
      let name = text.prefix { !stops.contains($0) }
      guard !name.isEmpty else { return nil }
      text = text.dropFirst(name.count)
      let key = String(decoding: name, as: UTF8.self).lowercased()
      let after = text.drop { isBlank($0) }
      guard after.first == UInt8(ascii: "=") else { return (key, "") }
      text = after.dropFirst().drop { isBlank($0) }
      guard let quote = text.first else { return nil }
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        text.removeFirst()
        guard let end = text.firstIndex(of: quote) else { return nil }
        let value = String(decoding: text[text.startIndex..<end], as: UTF8.self)
        text = text[(end + 1)...]
        return (key, value)
      }
      let value = text.prefix { !isBlank($0) && $0 != UInt8(ascii: ">") }
      text = text.dropFirst(value.count)
      return (key, String(decoding: value, as: UTF8.self))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
  }
}
