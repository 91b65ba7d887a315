/// Splits the bytes of a CSV file into fields, after RFC 4180.
///
/// SwiftCSV was tried first. It drops blanks at the start of a field, fills short lines and accepts
/// long ones in silence, accepts a quote that never closes, and its errors have no position; each
/// of these would turn a damaged file into wrong numbers. So the fields are scanned here.
///
/// Blanks belong to the field. A quote opens a quoted field only at the field's start. Lines end in
/// LF, CRLF or CR; blank lines are skipped.
struct CSVScanner {
  /// A field's bytes and where it starts.
  struct Field {
    var bytes: ArraySlice<UInt8>
    var place: Place
  }

  /// A place in the file; the column is counted only when an error needs it.
  struct Place {
    var line: Int
    var lineStart: Int
    var position: Int
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private let file: String
  private var position: Int
  private var line = 1
  private var lineStart: Int

  init(bytes: [UInt8], separator: UInt8, file: String) {
    self.bytes = bytes
    self.separator = separator
    self.file = file
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
  }

  /// The fields of the next line that is not blank, or nil at the end.
  mutating func nextRecord(capacity: Int = 0) throws(CSVError) -> [Field]? {
    while position < bytes.count, isLineEnd(bytes[position]) { endLine() }
    guard position < bytes.count else { return nil }
    var fields: [Field] = []
    fields.reserveCapacity(capacity)
    while true {
      fields.append(try nextField())
      guard position < bytes.count else { return fields }
      if bytes[position] == separator {
        position += 1
      } else {
        endLine()
        return fields
      }
    }
  }

  /// An error at a place, or where the scanner stands.
  func error(_ reason: CSVError.Reason, at place: Place? = nil) -> CSVError {
    let place = place ?? here
    // Continuation bytes of UTF-8 are part of the character before them.
    let column = bytes[place.lineStart..<place.position].count { $0 & 0b1100_0000 != 0b1000_0000 }
    return CSVError(file: file, line: place.line, column: column + 1, reason: reason)
  }

  private var here: Place { Place(line: line, lineStart: lineStart, position: position) }

  private mutating func nextField() throws(CSVError) -> Field {
    let start = here
    guard position < bytes.count, bytes[position] == quote else {
      while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
        position += 1
      }
      return Field(bytes: bytes[start.position..<position], place: start)
    }
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote {
        position += 1
        if position < bytes.count {
          if bytes[position] == quote {
            content.append(quote)
            position += 1
            continue
          }
          guard bytes[position] == separator || isLineEnd(bytes[position]) else {
            throw error(.textAfterQuote)
          }
        }
        return Field(bytes: content[...], place: start)
      }
      if isLineEnd(byte) {
        let first = position
        endLine()
        content += bytes[first..<position]
      } else {
        content.append(byte)
        position += 1
      }
    }
    throw error(.unterminatedQuote, at: start)
  }

  private mutating func endLine() {
    let isPair =
      bytes[position] == carriageReturn && position + 1 < bytes.count
      && bytes[position + 1] == lineFeed
    position += isPair ? 2 : 1
    line += 1
    lineStart = position
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
