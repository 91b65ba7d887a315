/// The bytes that Markdown gives a meaning to.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let dollar = UInt8(ascii: "$")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let at = UInt8(ascii: "@")
  static let caret = UInt8(ascii: "^")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let dash = UInt8(ascii: "-")
  static let pipe = UInt8(ascii: "|")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let bang = UInt8(ascii: "!")
}

extension UInt8 {
  /// Whether this is an ASCII letter.
  var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
  /// Whether this is an ASCII digit.
  var isDigit: Bool { (48...57).contains(self) }
  /// Whether this can be part of a word: a letter, digit, underscore or part of a longer character.
  var isWord: Bool { isLetter || isDigit || self == 95 || self >= 0x80 }
  /// Whether this can be part of a label: a letter, digit, `-`, `_`, `.` or `:`.
  var isLabel: Bool { isLetter || isDigit || self == 45 || self == 95 || self == 46 || self == 58 }
  /// Whether this is a space, tab or line end.
  var isBlank: Bool { self == 32 || (9...13).contains(self) }
  /// Whether a backslash before this byte makes it literal.
  var isPunctuation: Bool {
    (33...47).contains(self) || (58...64).contains(self) || (91...96).contains(self)
      || (123...126).contains(self)
  }
}

extension Collection where Element == UInt8 {
  /// Whether there is nothing but spaces and tabs.
  var isBlankLine: Bool { allSatisfy { $0.isBlank } }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { !$0.isBlank }),
      let last = bytes.lastIndex(where: { !$0.isBlank })
    else { return "" }
    return bytes[first...last].text
  }
}
