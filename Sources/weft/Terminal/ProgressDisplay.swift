internal import Building
internal import Execution
internal import Foundation
internal import Notebook
internal import Synchronization

/// Shows what is being run: a line that overwrites itself in a terminal, plain lines elsewhere, JSON
/// lines for programs.
final class ProgressDisplay: Sendable {
  /// How much is said.
  enum Verbosity: Sendable { case quiet, normal, verbose, json }

  private let verbosity: Verbosity
  private let terminal = Terminal.current
  private let running = Mutex<[String: String]>([:])

  init(_ verbosity: Verbosity) { self.verbosity = verbosity }

  /// Takes note of an event.
  func note(_ event: BookRunner.Event) {
    switch verbosity {
    case .quiet: return
    case .json: return line(json(event))
    case .normal, .verbose: break
    }
    switch event {
    case .chapterBegan(let chapter):
      running.withLock { $0[chapter.id] = "" }
      if !terminal.isInteractive, verbosity == .verbose { line("\(chapter.id): running") }
    case .cellBegan(let chapter, let cell):
      running.withLock { $0[chapter.id] = cell }
      if verbosity == .verbose, !terminal.isInteractive { line("\(chapter.id)#\(cell)") }
      refresh()
    case .cellEnded(let chapter, let cell, let failed, let timing):
      guard verbosity == .verbose else { return }
      let mark = failed ? terminal.paint("failed", "31") : timing.isCached ? "cached" : "ran"
      line("\(chapter.id)#\(cell): \(mark) in \(Terminal.seconds(timing.run))")
    case .chapterEnded(let result):
      running.withLock { $0[result.chapter.id] = nil }
      line(summary(result))
    }
  }

  /// Takes the line that overwrites itself away.
  func finish() {
    if terminal.isInteractive, verbosity == .normal || verbosity == .verbose {
      FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
  }

  private func summary(_ result: ChapterResult) -> String {
    let cells = result.record.cells.count
    let isCached = !result.timings.isEmpty && result.timings.allSatisfy(\.timing.isCached)
    let state =
      result.failures.isEmpty
      ? terminal.paint("ok", "32") : terminal.paint("\(failed(result)) failed", "31")
    let time = isCached ? "unchanged" : Terminal.seconds(result.seconds)
    return "\(result.chapter.id)  \(cells) cells  \(state)  \(time)"
  }

  private func failed(_ result: ChapterResult) -> Int {
    Set(result.failures.map(\.cell)).count
  }

  private func refresh() {
    guard terminal.isInteractive, verbosity == .normal else { return }
    let now = running.withLock { running in
      running.keys.sorted().map { "\($0)#\(running[$0] ?? "")" }.joined(separator: "  ")
    }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(now.prefix(100))".utf8))
  }

  private func line(_ text: String) {
    let clear = terminal.isInteractive && verbosity != .json ? "\r\u{1B}[K" : ""
    FileHandle.standardError.write(Data("\(clear)\(text)\n".utf8))
  }

  private struct Entry: Encodable {
    var event: String
    var chapter: String
    var cell: String?
    var seconds: Double?
    var cached: Bool?
    var failed: Bool?
  }

  private func json(_ event: BookRunner.Event) -> String {
    let entry: Entry
    switch event {
    case .chapterBegan(let chapter): entry = Entry(event: "chapter-began", chapter: chapter.id)
    case .cellBegan(let chapter, let cell):
      entry = Entry(event: "cell-began", chapter: chapter.id, cell: cell)
    case .cellEnded(let chapter, let cell, let failed, let timing):
      entry = Entry(
        event: "cell-ended", chapter: chapter.id, cell: cell, seconds: timing.run,
        cached: timing.isCached, failed: failed)
    case .chapterEnded(let result):
      entry = Entry(
        event: "chapter-ended", chapter: result.chapter.id, seconds: result.seconds,
        failed: !result.failures.isEmpty)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(entry) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
