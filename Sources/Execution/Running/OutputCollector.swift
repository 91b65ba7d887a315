internal import Records

/// Collects what one cell writes and shows, in order and within bounds.
///
/// Text beyond the limit is dropped from the middle: the beginning says what a cell does, the end
/// how it went.
struct OutputCollector {
  private enum Item {
    case text(TextOutput.Stream, [UInt8])
    case output(Output)
  }

  /// How many things a cell may show: a page with more than this helps nobody.
  static let shownLimit = 1000

  /// How many bytes of text are kept.
  private let limit: Int
  private var items: [Item] = []
  private var headCount = 0
  /// The first item of the tail; nil while everything still fits into the head.
  private var tailStart: Int?
  private var tailCount = 0
  private var omitted = 0
  private var shownCount = 0
  private var folder = CarriageReturns()
  /// What the cell shows only while it runs, in the order in which it began to.
  private var passing: [(slot: Int32, output: Output)] = []

  init(limit: Int) { self.limit = max(limit, 2) }

  /// Takes text.
  mutating func write(_ bytes: [UInt8], to stream: TextOutput.Stream) {
    for piece in folder.fold(bytes, of: stream) { keep(piece.bytes, of: piece.stream) }
  }

  /// Takes something that is shown.
  mutating func show(_ output: Output) {
    flush()
    shownCount += 1
    if shownCount <= Self.shownLimit { items.append(.output(output)) }
  }

  /// Takes what the cell shows in a slot while it runs; nil for nothing any more.
  mutating func update(_ slot: Int32, _ output: Output?) {
    let index = passing.firstIndex { $0.slot == slot }
    guard let output else {
      if let index { passing.remove(at: index) }
      return
    }
    if let index {
      passing[index].output = output
    } else if passing.count < Self.shownLimit {
      passing.append((slot, output))
    }
  }

  private mutating func flush() {
    for piece in folder.flush() { keep(piece.bytes, of: piece.stream) }
  }

  private mutating func keep(_ bytes: [UInt8], of stream: TextOutput.Stream) {
    var bytes = bytes[...]
    if tailStart == nil {
      let room = limit / 2 - headCount
      let head = bytes.prefix(room)
      append(head, of: stream, mayMerge: true)
      headCount += head.count
      bytes = bytes.dropFirst(head.count)
      guard !bytes.isEmpty else { return }
      tailStart = items.count
    }
    append(bytes, of: stream, mayMerge: items.count > (tailStart ?? 0))
    tailCount += bytes.count
    // Dropping in large steps keeps the cost of a byte constant.
    if tailCount > limit { trim() }
  }

  private mutating func append(
    _ bytes: ArraySlice<UInt8>, of stream: TextOutput.Stream, mayMerge: Bool
  ) {
    guard !bytes.isEmpty else { return }
    if mayMerge, case .text(stream, var old)? = items.last {
      items.removeLast()
      old += bytes
      items.append(.text(stream, old))
    } else {
      items.append(.text(stream, Array(bytes)))
    }
  }

  private mutating func trim() {
    guard let start = tailStart else { return }
    var excess = tailCount - limit / 2
    guard excess > 0 else { return }
    tailCount -= excess
    omitted += excess
    var kept: [Item] = []
    for item in items[start...] {
      guard case .text(let stream, let bytes) = item, excess > 0 else {
        kept.append(item)
        continue
      }
      let dropped = min(excess, bytes.count)
      excess -= dropped
      if dropped < bytes.count { kept.append(.text(stream, Array(bytes[dropped...]))) }
    }
    items.replaceSubrange(start..., with: kept)
  }

  /// Takes the message with which the Swift runtime ended the cell out of standard error.
  mutating func takeTrap() -> TrapMessage? {
    flush()
    for index in items.indices.reversed() {
      guard case .text(.stderr, let bytes) = items[index] else { continue }
      guard let (message, start) = TrapMessage.find(in: bytes) else { return nil }
      if start == 0 {
        items.remove(at: index)
      } else {
        items[index] = .text(.stderr, Array(bytes[..<start]))
      }
      return message
    }
    return nil
  }

  /// All outputs so far.
  mutating func outputs() -> [Output] {
    flush()
    trim()
    var result: [Output] = []
    for (index, item) in items.enumerated() {
      switch item {
      case .output(let output): result.append(output)
      case .text(let stream, let bytes):
        let text = String(decoding: bytes, as: UTF8.self)
        let isAfterGap = omitted > 0 && index == tailStart
        if isAfterGap, case .text(let before)? = result.last, before.stream == stream {
          result[result.count - 1] = .text(
            TextOutput(
              stream: stream, text: before.text + gap(after: before.text) + text,
              omittedBytes: omitted))
        } else if isAfterGap {
          result.append(
            .text(TextOutput(stream: stream, text: gap(after: "") + text, omittedBytes: omitted)))
        } else if case .text(let before)? = result.last, before.stream == stream {
          result[result.count - 1] = .text(
            TextOutput(
              stream: stream, text: before.text + text, omittedBytes: before.omittedBytes))
        } else {
          result.append(.text(TextOutput(stream: stream, text: text)))
        }
      }
    }
    if shownCount > Self.shownLimit {
      let note = "[... \(shownCount - Self.shownLimit) more values were shown ...]\n"
      result.append(.text(TextOutput(stream: .stderr, text: note)))
    }
    return result
  }

  /// All outputs so far, and behind them what the cell shows only while it runs. What is still to
  /// come is collected as if nobody had asked.
  func outputsSoFar() -> [Output] {
    var copy = self
    return copy.outputs() + passing.map(\.output)
  }

  private func gap(after text: String) -> String {
    (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + "[... \(omitted) bytes left out ...]\n"
  }
}
