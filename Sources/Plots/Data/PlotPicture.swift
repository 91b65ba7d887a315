/// A picture's pixels, as bytes: one channel is grey, three are red, green and blue.
public struct Picture: Equatable, Sendable {
  /// The height in pixels.
  public let rows: Int
  /// The width in pixels.
  public let columns: Int
  /// One or three.
  public let channels: Int
  /// The bytes, row by row, the channels of a pixel side by side.
  public let bytes: [UInt8]

  /// Creates a picture from bytes.
  public init(rows: Int, columns: Int, channels: Int, bytes: [UInt8]) {
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.bytes = bytes
  }

  /// Creates a picture from numbers.
  ///
  /// Numbers between 0 and 1 are shares of full brightness; numbers between 0 and 255 with one above
  /// 1 are bytes; anything else is stretched from its smallest to its largest. NaN is black.
  public init(rows: Int, columns: Int, channels: Int = 1, values: [Double]) {
    var lowest = Double.infinity
    var highest = -Double.infinity
    for value in values where value.isFinite {
      lowest = min(lowest, value)
      highest = max(highest, value)
    }
    if lowest >= 0, highest <= 1 {
      (lowest, highest) = (0, 1)
    } else if lowest >= 0, highest <= 255, highest > 1 {
      (lowest, highest) = (0, 255)
    }
    let span = highest > lowest ? highest - lowest : 1
    self.init(
      rows: rows, columns: columns, channels: channels,
      bytes: values.map { value in
        guard value.isFinite else { return 0 }
        return UInt8((min(max((value - lowest) / span, 0), 1) * 255).rounded())
      })
  }

  /// The bytes in base64, as records hold them.
  var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for place in 0..<3 {
        word = word << 8 | (place < part.count ? UInt32(part[start + place]) : 0)
      }
      for place in 0..<4 {
        let digit = alphabet[Int(word >> UInt32(18 - 6 * place) & 63)]
        text.append(place <= part.count ? digit : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Something that can be shown as a picture.
public protocol PlotPicture {
  /// The pixels.
  var plotPicture: Picture { get }
}

extension Picture: PlotPicture {
  /// The picture itself.
  public var plotPicture: Picture { self }
}

extension Grid: PlotPicture {
  /// The numbers as brightness; see ``Picture/init(rows:columns:channels:values:)``.
  public var plotPicture: Picture { Picture(rows: rows, columns: columns, values: values) }
}

extension Array: PlotPicture where Element: PlotData {
  /// The rows as brightness; see ``Picture/init(rows:columns:channels:values:)``.
  public var plotPicture: Picture { plotGrid.plotPicture }
}
