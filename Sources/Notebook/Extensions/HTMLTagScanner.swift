/// Recognises what CommonMark takes for raw HTML or an autolink.
struct HTMLTagScanner {
  /// The ends of comments and the like that do not occur any more: each is looked for once.
  private var missing = Set<String>()

  /// The offset after the tag, comment, declaration or autolink that starts with a `<`, or nil.
  mutating func end(in text: [UInt8], from start: Int) -> Int? {
    guard start + 1 < text.count else { return nil }
    switch text[start + 1] {
    case Ascii.bang:
      if Self.matches(text, start + 2, "--") { return find("-->", in: text, from: start + 4) }
      if Self.matches(text, start + 2, "[CDATA[") { return find("]]>", in: text, from: start + 9) }
      guard start + 2 < text.count, text[start + 2].isLetter else { return nil }
      return find(">", in: text, from: start + 2)
    case UInt8(ascii: "?"): return find("?>", in: text, from: start + 2)
    case UInt8(ascii: "/"): return Self.closingTag(text, start + 2)
    default: return Self.openTag(text, start + 1) ?? Self.autolink(text, start + 1)
    }
  }

  private static func matches(_ text: [UInt8], _ index: Int, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard index + count <= text.count else { return false }
    return (0..<count).allSatisfy { text[index + $0] == word.utf8Start[$0] }
  }

  private mutating func find(_ word: StaticString, in text: [UInt8], from start: Int) -> Int? {
    guard !missing.contains("\(word)") else { return nil }
    for index in stride(from: start, to: text.count, by: 1)
    where Self.matches(text, index, word) {
      return index + word.utf8CodeUnitCount
    }
    missing.insert("\(word)")
    return nil
  }

  private static func name(_ text: [UInt8], _ start: Int) -> Int? {
    guard start < text.count, text[start].isLetter else { return nil }
    var index = start
    while index < text.count, text[index].isLetter || text[index].isDigit || text[index] == 45 {
      index += 1
    }
    return index
  }

  private static func skipBlank(_ text: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isBlank { index += 1 }
    return index
  }

  private static func closingTag(_ text: [UInt8], _ start: Int) -> Int? {
    guard let end = name(text, start) else { return nil }
    let index = skipBlank(text, end)
    return index < text.count && text[index] == Ascii.greater ? index + 1 : nil
  }

  private static func openTag(_ text: [UInt8], _ start: Int) -> Int? {
    guard var index = name(text, start) else { return nil }
    while index < text.count {
      let next = skipBlank(text, index)
      guard next < text.count else { return nil }
      if text[next] == Ascii.greater { return next + 1 }
      if matches(text, next, "/>") { return next + 2 }
      guard next > index, let end = attribute(text, next) else { return nil }
      index = end
    }
    return nil
  }

  private static func attribute(_ text: [UInt8], _ start: Int) -> Int? {
    var index = start
    guard text[index].isLetter || text[index] == 95 || text[index] == 58 else { return nil }
    while index < text.count, text[index].isLabel { index += 1 }
    let equals = skipBlank(text, index)
    guard equals < text.count, text[equals] == UInt8(ascii: "=") else { return index }
    index = skipBlank(text, equals + 1)
    guard index < text.count else { return nil }
    if text[index] == Ascii.quote || text[index] == Ascii.apostrophe {
      let close = text[(index + 1)...].firstIndex(of: text[index])
      return close.map { $0 + 1 }
    }
    let begin = index
    let stops = Array(" \t\r\n\"'=<>`".utf8)
    while index < text.count, !stops.contains(text[index]) { index += 1 }
    return index > begin ? index : nil
  }

  private static func autolink(_ text: [UInt8], _ start: Int) -> Int? {
    var index = start
    var isLink = false
    while index < text.count, index - start < 2000 {
      let byte = text[index]
      if byte == Ascii.greater { return isLink ? index + 1 : nil }
      if byte.isBlank || byte == Ascii.less { return nil }
      if byte == Ascii.colon || byte == Ascii.at { isLink = true }
      index += 1
    }
    return nil
  }
}
