/// Finds the pieces of a paragraph that Markdown must not look into.
///
/// It walks the text as CommonMark does where the two could disagree: escapes, code spans, HTML tags,
/// autolinks and link destinations are stepped over, so that `` `$HOME` `` stays code.
struct InlineScanner {
  /// A find: where in the text, and what.
  struct Match {
    var range: Range<Int>
    var token: Token
  }

  private let text: [UInt8]
  private var index = 0
  private var matches: [Match] = []
  /// Lengths of backtick runs known to have no partner from here on.
  private var unmatchedRuns = Set<Int>()
  private var noMoreDoubleDollars = false
  private var noMoreQuotedFormulas = false
  private var tags = HTMLTagScanner()

  /// All finds in a text, in order.
  static func matches(in text: [UInt8]) -> [Match] {
    guard
      text.contains(where: {
        $0 == Ascii.dollar || $0 == Ascii.at || $0 == Ascii.openBrace
          || $0 == Ascii.caret
      })
    else { return [] }
    var scanner = InlineScanner(text: text)
    scanner.scan()
    return scanner.matches
  }

  private init(text: [UInt8]) { self.text = text }

  private mutating func scan() {
    while index < text.count {
      switch text[index] {
      case Ascii.backslash: index += 2
      case Ascii.backtick: codeSpan()
      case Ascii.less: index = tags.end(in: text, from: index) ?? index + 1
      case Ascii.dollar: math()
      case Ascii.at: reference()
      case Ascii.openBracket: footnote()
      case Ascii.closeBracket: linkDestination()
      case Ascii.openBrace: attributes()
      default: index += 1
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8? { offset < text.count ? text[offset] : nil }

  private mutating func found(_ token: Token, to end: Int) {
    matches.append(Match(range: index..<end, token: token))
    index = end
  }

  // MARK: - Code

  private mutating func codeSpan() {
    let length = text[index...].prefix { $0 == Ascii.backtick }.count
    let start = index + length
    guard !unmatchedRuns.contains(length) else {
      index = start
      return
    }
    var cursor = start
    while cursor < text.count {
      guard text[cursor] == Ascii.backtick else {
        cursor += 1
        continue
      }
      let run = text[cursor...].prefix { $0 == Ascii.backtick }.count
      if run == length {
        let content = text[start..<cursor]
        let mark = Array("{swift}".utf8)
        if content.starts(with: mark), content.count > mark.count {
          let expression = content.dropFirst(mark.count).text.trimmed
          return found(.expression(expression), to: cursor + run)
        }
        index = cursor + run
        return
      }
      cursor += run
    }
    unmatchedRuns.insert(length)
    index = start
  }

  // MARK: - Formulas

  /// `$…$` as in Pandoc: no space inside the dollar signs, no digit after the second; `$$…$$`; and
  /// GitHub's `` $`…`$ ``.
  private mutating func math() {
    if byte(index + 1) == Ascii.dollar {
      if !noMoreDoubleDollars, let end = closing(from: index + 2, width: 2) {
        let content = text[(index + 2)..<end].text.trimmed
        if !content.isEmpty { return found(.math(content, display: true), to: end + 2) }
      } else {
        noMoreDoubleDollars = true
      }
      index += 2
      return
    }
    guard let next = byte(index + 1), !next.isBlank else {
      index += 1
      return
    }
    if next == Ascii.backtick, !noMoreQuotedFormulas {
      var cursor = index + 2
      while cursor + 1 < text.count {
        if text[cursor] == Ascii.backtick, text[cursor + 1] == Ascii.dollar, cursor > index + 2 {
          return found(
            .math(text[(index + 2)..<cursor].text.trimmed, display: false), to: cursor + 2)
        }
        cursor += 1
      }
      noMoreQuotedFormulas = true
    }
    if let end = closing(from: index + 1, width: 1) {
      return found(.math(text[(index + 1)..<end].text, display: false), to: end + 1)
    }
    index += 1
  }

  /// Where the dollar signs are that close a formula.
  private mutating func closing(from start: Int, width: Int) -> Int? {
    var cursor = start
    while cursor < text.count {
      let byte = text[cursor]
      if byte == Ascii.backslash {
        cursor += 2
        continue
      }
      // TeX has no use for it in formulas, but code begins with it.
      if byte == Ascii.backtick, width == 1 { return nil }
      if byte == Ascii.dollar {
        if width == 2 {
          if self.byte(cursor + 1) == Ascii.dollar { return cursor }
        } else {
          // In "$5 and then $x$" the second sign opens a formula and the first is money.
          let closes = !text[cursor - 1].isBlank && self.byte(cursor + 1)?.isDigit != true
          return closes && cursor > start ? cursor : nil
        }
      }
      cursor += 1
    }
    return nil
  }

  // MARK: - References

  private mutating func reference() {
    if index > 0, text[index - 1].isWord {
      index += 1
      return
    }
    var end = index + 1
    while end < text.count, text[end].isLabel { end += 1 }
    while end > index + 1, [46, 58, 45, 95].contains(text[end - 1]) { end -= 1 }
    let name = text[(index + 1)..<end].text
    guard LabelKind(label: name) != nil else {
      index = max(end, index + 1)
      return
    }
    found(.reference(name), to: end)
  }

  private mutating func footnote() {
    guard byte(index + 1) == Ascii.caret else {
      index += 1
      return
    }
    var end = index + 2
    while end < text.count, text[end].isLabelOrLetter { end += 1 }
    guard end > index + 2, byte(end) == Ascii.closeBracket else {
      index += 1
      return
    }
    found(.footnote(text[(index + 2)..<end].text), to: end + 1)
  }

  /// Steps over the destination of `[text](destination`.
  private mutating func linkDestination() {
    index += 1
    guard byte(index) == Ascii.openParenthesis else { return }
    var cursor = index + 1
    var depth = 0
    while cursor < text.count, text[cursor].isBlank { cursor += 1 }
    while cursor < text.count, !text[cursor].isBlank {
      if text[cursor] == Ascii.backslash { cursor += 1 }
      if cursor < text.count, text[cursor] == Ascii.openParenthesis { depth += 1 }
      if cursor < text.count, text[cursor] == Ascii.closeParenthesis {
        if depth == 0 { break }
        depth -= 1
      }
      cursor += 1
    }
    index = min(cursor, text.count)
  }

  /// `{#label}` and `{#label key=value}`, on one line.
  private mutating func attributes() {
    guard byte(index + 1) == Ascii.hash, byte(index + 2)?.isLetter == true,
      let end = text[index...].prefix(400).firstIndex(of: Ascii.closeBrace),
      !text[index..<end].contains(Ascii.newline)
    else {
      index += 1
      return
    }
    let words = text[(index + 2)..<end].split { $0.isBlank }
    guard let label = words.first, label.allSatisfy(\.isLabel) else {
      index += 1
      return
    }
    var attributes = Attributes(label: label.text)
    for word in words.dropFirst() {
      let parts = word.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard parts.count == 2 else { continue }
      attributes.values[parts[0].text] = parts[1].filter { $0 != Ascii.quote }.text
    }
    found(.attributes(attributes), to: end + 1)
  }
}
