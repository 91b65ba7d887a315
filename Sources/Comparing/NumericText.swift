/// A text taken apart into its numbers and what stands between them.
///
/// Two outputs that differ only in the last digits of a loss are the same text with other numbers;
/// this is what tells them from outputs that say something else.
struct NumericText {
  /// The stretches of text around the numbers: always one more than there are numbers.
  private(set) var literals: [String] = []
  /// The numbers, in order.
  private(set) var numbers: [Double] = []

  /// Takes a text apart. Runs of blanks count as one, because columns widen with their numbers.
  init(_ text: String) {
    var literal: [UInt8] = []
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      let before = index == 0 ? nil : bytes[index - 1]
      if !Self.continuesWord(before), let end = Self.endOfNumber(in: bytes, from: index),
        end == bytes.count || !Self.isLetter(bytes[end]),
        let number = Double(String(decoding: bytes[index..<end], as: UTF8.self))
      {
        literals.append(String(decoding: literal, as: UTF8.self))
        numbers.append(number)
        literal = []
        index = end
      } else {
        let byte = bytes[index]
        if byte != 0x20 || literal.last != 0x20 { literal.append(byte) }
        index += 1
      }
    }
    literals.append(String(decoding: literal, as: UTF8.self))
  }

  /// Whether both texts read the same once their numbers are taken out.
  func hasSameWords(as other: NumericText) -> Bool {
    guard literals.count == other.literals.count else { return false }
    return zip(literals, other.literals).allSatisfy { Self.trimmed($0) == Self.trimmed($1) }
  }

  private static func trimmed(_ literal: String) -> Substring {
    var slice = Substring(literal)
    while slice.last == " " { slice.removeLast() }
    while slice.first == " " { slice.removeFirst() }
    return slice
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) || byte == 0x5F || byte >= 0x80
  }

  /// `x1` and `2.5.1` are names, not numbers, from their second character on.
  private static func continuesWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return isLetter(byte) || isDigit(byte) || byte == 0x2E
  }

  private static func endOfNumber(in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    if bytes[index] == 0x2D || bytes[index] == 0x2B { index += 1 }
    let word = bytes[index...].prefix(3)
    if word.elementsEqual(Array("nan".utf8)) || word.elementsEqual(Array("inf".utf8)) {
      return index + 3
    }
    let firstDigit = index
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    guard index > firstDigit else { return nil }
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
    }
    if index < bytes.count, bytes[index] == 0x65 || bytes[index] == 0x45 {
      var exponent = index + 1
      if exponent < bytes.count, bytes[exponent] == 0x2D || bytes[exponent] == 0x2B {
        exponent += 1
      }
      let firstExponentDigit = exponent
      while exponent < bytes.count, isDigit(bytes[exponent]) { exponent += 1 }
      if exponent > firstExponentDigit { index = exponent }
    }
    return index
  }
}
