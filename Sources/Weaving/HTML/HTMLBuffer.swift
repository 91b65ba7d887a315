/// HTML that is being written. What comes from outside goes through ``text(_:)`` or ``url(_:)``.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []

  /// The HTML as text.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds HTML as it is.
  mutating func raw(_ html: String) { bytes.append(contentsOf: html.utf8) }

  /// Adds text; nothing in it is taken for HTML, in content or in a quoted attribute.
  mutating func text(_ text: some StringProtocol) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      default: bytes.append(byte)
      }
    }
  }

  /// Adds an address, percent-encoded where CommonMark does it.
  mutating func url(_ url: String) {
    let hex = Array("0123456789ABCDEF".utf8)
    for byte in url.utf8 {
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#x27;".utf8)
      case 48...57, 65...90, 97...122: bytes.append(byte)
      default:
        if Self.safe.contains(byte) {
          bytes.append(byte)
        } else {
          bytes.append(UInt8(ascii: "%"))
          bytes.append(hex[Int(byte >> 4)])
          bytes.append(hex[Int(byte & 15)])
        }
      }
    }
  }

  private static let safe = Array("-_.+!*(),%#@?=;:/$~".utf8)

  /// Starts a new line, unless the buffer is at the start of one.
  mutating func newLine() {
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
  }

  /// Text made safe to stand in HTML.
  static func escaped(_ text: some StringProtocol) -> String {
    var buffer = HTMLBuffer()
    buffer.text(text)
    return buffer.string
  }
}
