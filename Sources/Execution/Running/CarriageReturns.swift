internal import Records

/// Folds text that overwrites its own line, as progress bars do, to what a terminal would show in
/// the end.
struct CarriageReturns {
  typealias Piece = (stream: TextOutput.Stream, bytes: [UInt8])

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  /// No progress bar is longer; text without an end must not fill the memory.
  private static let longestLine = 1 << 16

  private var stream = TextOutput.Stream.stdout
  /// The line as shown, while it is being overwritten; nil when nothing is.
  private var shown: [UInt8]?
  /// What is written over it.
  private var over: [UInt8] = []
  /// The unfinished last line: a carriage return may still come.
  private var line: [UInt8] = []

  /// Takes bytes and gives back what is final.
  mutating func fold(_ bytes: [UInt8], of stream: TextOutput.Stream) -> [Piece] {
    var pieces: [Piece] = []
    if stream != self.stream {
      pieces += flush()
      self.stream = stream
    }
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if shown == nil {
        guard let mark = bytes[position...].firstIndex(of: Self.carriageReturn) else {
          finish(bytes[position...], into: &result)
          break
        }
        finish(bytes[position..<mark], into: &result)
        shown = line
        line = []
        over = []
        position = mark + 1
      } else {
        let rest = bytes[position...]
        let mark = rest.firstIndex { $0 == Self.newline || $0 == Self.carriageReturn }
        over += bytes[position..<(mark ?? bytes.count)]
        guard let mark else {
          if over.count > Self.longestLine { result += takeLine() }
          break
        }
        let merged = overlay()
        if bytes[mark] == Self.newline {
          result += merged
          result.append(Self.newline)
          shown = nil
        } else {
          shown = merged
        }
        over = []
        position = mark + 1
      }
    }
    if !result.isEmpty { pieces.append((stream, result)) }
    return pieces
  }

  /// Gives back everything that is still held.
  mutating func flush() -> [Piece] {
    let rest = takeLine()
    return rest.isEmpty ? [] : [(stream, rest)]
  }

  private mutating func takeLine() -> [UInt8] {
    defer {
      shown = nil
      line = []
      over = []
    }
    return shown == nil ? line : overlay()
  }

  /// Appends text without carriage returns: whole lines are final, the last one is held.
  private mutating func finish(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8]) {
    guard let last = bytes.lastIndex(of: Self.newline) else {
      line += bytes
      if line.count > Self.longestLine { result += takeLine() }
      return
    }
    result += line
    result += bytes[...last]
    line = Array(bytes[(last + 1)...])
  }

  private func overlay() -> [UInt8] {
    guard let shown else { return over }
    if over.isEmpty { return shown }
    let below = String(decoding: shown, as: UTF8.self)
    let above = String(decoding: over, as: UTF8.self)
    return Array((above + below.dropFirst(above.count)).utf8)
  }
}
