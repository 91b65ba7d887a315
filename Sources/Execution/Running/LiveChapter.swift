internal import Foundation
internal import Records

/// A chapter that is being written: its host stays, and an edit runs only what it changed.
///
/// When an edit comes, the cells before the first changed one are left as they are if running them
/// again would take long; else, and after a failure of the host, all of the chapter runs from a clean
/// start. What a chapter shows after a run that went on is what a notebook would show: state that a
/// later cell changed stays changed. Such runs are never kept in the cache.
public final class LiveChapter: @unchecked Sendable {
  private let runner: ChapterRunner
  private let patience: Double
  private let lock = NSLock()
  private var session: ChapterSession?

  /// Creates a chapter without a host.
  ///
  /// - Parameters:
  ///   - runner: compiles and runs the cells.
  ///   - patience: up to how many seconds of unchanged cells are run again for a clean start.
  public init(runner: ChapterRunner, patience: Double = 1) {
    self.runner = runner
    self.patience = patience
  }

  /// Runs the chapter as it is now. Calls on several threads wait for each other.
  ///
  /// - Throws: as ``ChapterRunner/run(_:stop:progress:)`` does.
  public func run(
    _ cells: [CellSource], stop: StopSignal = StopSignal(),
    progress: @escaping @Sendable (ChapterRunner.Progress) -> Void = { _ in }
  ) throws -> ChapterRun {
    lock.lock()
    defer { lock.unlock() }
    guard let old = session, let start = start(of: cells, after: old) else {
      session = nil
      let (run, new) = try runner.runKeepingSession(cells, stop: stop, progress: progress)
      session = new
      return run
    }
    // Should this run be stopped, nobody knows what state the host is in.
    session = nil
    let new = try ChapterSession(
      continuing: old, with: cells, from: start, stop: stop, progress: progress)
    let run = try new.run()
    session = new
    return run
  }

  /// Ends the host; the next run begins from a clean start.
  public func reset() {
    lock.lock()
    defer { lock.unlock() }
    session = nil
  }

  /// The first cell that has to run, or nil when a clean start is better.
  private func start(of cells: [CellSource], after old: ChapterSession) -> Int? {
    guard old.isAlive else { return nil }
    let isSame = { (index: Int) -> Bool in
      guard index < old.cells.count else { return false }
      let before = old.cells[index].source
      return before.id == cells[index].id && before.code == cells[index].code
        && before.options == cells[index].options && old.records[index] != nil
    }
    let start = cells.indices.first { !isSame($0) } ?? cells.count
    let spent = old.timings[..<start].reduce(0) { $0 + $1.run }
    return spent > patience ? start : nil
  }
}
