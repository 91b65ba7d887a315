/// Reads the small languages of headers: JSON's objects in safetensors, Python's dictionaries in npy.
struct HeaderScanner {
  private let bytes: [UInt8]
  private var place = 0
  private let source: Bytes

  /// A scanner over all bytes of a header.
  init(_ source: Bytes) {
    self.source = source
    bytes = Array(source.all)
  }

  /// An error at the present place.
  func error(_ what: String) -> InterchangeError {
    source.malformed("\(what) at byte \(place) of the header")
  }

  /// Whether only blanks are left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return place == bytes.count
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }

  /// Takes a character if it comes next.
  mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == character.asciiValue else { return false }
    place += 1
    return true
  }

  /// Takes a character, or fails.
  mutating func expect(_ character: Character) throws(InterchangeError) {
    if !take(character) { throw error("no \(character)") }
  }

  /// Takes a word if it comes next.
  mutating func take(word: String) -> Bool {
    skipBlanks()
    let letters = Array(word.utf8)
    guard bytes[place...].starts(with: letters) else { return false }
    place += letters.count
    return true
  }

  /// A whole number that is not negative.
  mutating func integer() throws(InterchangeError) -> Int {
    skipBlanks()
    var value: Int?
    while place < bytes.count, (0x30...0x39).contains(bytes[place]) {
      let (scaled, isLarge) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (next, isLarger) = scaled.addingReportingOverflow(Int(bytes[place] - 0x30))
      if isLarge || isLarger { throw error("a number that is too large") }
      value = next
      place += 1
    }
    guard let value else { throw error("no number") }
    return value
  }

  /// Whole numbers with commas between brackets; a comma may follow the last one.
  mutating func integers(_ open: Character, _ close: Character) throws(InterchangeError) -> [Int] {
    try expect(open)
    var list: [Int] = []
    while !take(close) {
      if list.count > 64 { throw error("more than 64 numbers in a list") }
      list.append(try integer())
      if !take(",") {
        try expect(close)
        break
      }
    }
    return list
  }

  /// A string between quotes, single or double, with JSON's escapes.
  mutating func string() throws(InterchangeError) -> String {
    skipBlanks()
    guard place < bytes.count, bytes[place] == 0x22 || bytes[place] == 0x27 else {
      throw error("no string")
    }
    let quote = bytes[place]
    place += 1
    var units: [UInt8] = []
    while place < bytes.count, bytes[place] != quote {
      let byte = bytes[place]
      place += 1
      if byte < 0x20 { throw error("a control character in a string") }
      if byte == 0x5c { units += try escaped() } else { units.append(byte) }
    }
    if place == bytes.count { throw error("a string without an end") }
    place += 1
    guard let text = String(validating: units, as: UTF8.self) else {
      throw error("a string that is not UTF-8")
    }
    return text
  }

  private mutating func escaped() throws(InterchangeError) -> [UInt8] {
    guard place < bytes.count else { throw error("an escape without an end") }
    let byte = bytes[place]
    place += 1
    switch byte {
    case 0x22, 0x27, 0x2f, 0x5c: return [byte]
    case 0x62: return [0x08]
    case 0x66: return [0x0c]
    case 0x6e: return [0x0a]
    case 0x72: return [0x0d]
    case 0x74: return [0x09]
    case 0x75:
      var unit = UInt32(try hexadecimal())
      if (0xd800..<0xdc00).contains(unit) {
        guard place + 1 < bytes.count, bytes[place] == 0x5c, bytes[place + 1] == 0x75 else {
          throw error("half a surrogate pair")
        }
        place += 2
        let low = UInt32(try hexadecimal())
        guard (0xdc00..<0xe000).contains(low) else { throw error("half a surrogate pair") }
        unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw error("an unknown escape") }
      return Array(String(Character(scalar)).utf8)
    default: throw error("an unknown escape")
    }
  }

  private mutating func hexadecimal() throws(InterchangeError) -> UInt16 {
    guard place + 4 <= bytes.count,
      let text = String(validating: bytes[place..<(place + 4)], as: UTF8.self),
      let value = UInt16(text, radix: 16), !text.hasPrefix("+")
    else { throw error("an escape without four digits") }
    place += 4
    return value
  }
}
