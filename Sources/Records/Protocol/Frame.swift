/// A message between the renderer and a cell host: four bytes of length (little endian), one byte of
/// type, and that many bytes.
public struct Frame: Equatable, Sendable {
  /// A ``HostCommand`` or ``HostEvent`` in JSON.
  public static let json = UInt8(ascii: "J")
  /// Bytes written to standard output.
  public static let standardOutput = UInt8(ascii: "O")
  /// Bytes written to standard error.
  public static let standardError = UInt8(ascii: "E")
  /// How many bytes come before the payload.
  public static let headerCount = 5

  /// What the payload is.
  public var type: UInt8
  /// The content.
  public var payload: [UInt8]

  /// Creates a message.
  public init(type: UInt8, payload: [UInt8]) {
    self.type = type
    self.payload = payload
  }

  /// The message as it travels.
  public var bytes: [UInt8] {
    let count = UInt32(payload.count)
    let header = (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * UInt32($0))) }
    return header + [type] + payload
  }
}

/// Cuts a stream of bytes into frames.
public struct FrameReader: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0

  /// Creates a reader that has seen nothing yet.
  public init() {}

  /// Takes more of the stream.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole frame, or nil until more bytes have come.
  public mutating func next() -> Frame? {
    guard buffer.count - start >= Frame.headerCount else { return nil }
    var count = 0
    for i in 0..<4 { count |= Int(buffer[start + i]) << (8 * i) }
    let end = start + Frame.headerCount + count
    guard buffer.count >= end else { return nil }
    let payload = Array(buffer[(start + Frame.headerCount)..<end])
    let frame = Frame(type: buffer[start + 4], payload: payload)
    start = end
    return frame
  }
}
