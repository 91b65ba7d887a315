internal import Building
internal import Execution
internal import Foundation
internal import Synchronization

/// What open pages wait for: files that were written anew, and what running chapters show.
///
/// A page asks for all that changed since it last asked, and waits for the answer. A page that is slow
/// to ask gets the newest state then, and none of those between.
final class PreviewState: Sendable {
  private struct Core {
    /// Grows whenever a page was written anew.
    var version = 0
    /// Counts what happened in running chapters.
    var changes = 0
    var runs: [String: LiveRun] = [:]
    var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    var nextWaiting = 0
  }

  /// After how long a page gets an answer without news: the server gives up a request after 15 s.
  private static let patience = Duration.seconds(10)

  private let core = Mutex(Core())

  // MARK: - What happens

  /// A page was written anew.
  func advance() {
    change { $0.version += 1 }
  }

  /// A chapter begins to run, for the text that its page has now. Returns the number of the run.
  func begin(_ plan: ChapterPlan, _ publisher: Publisher) -> Int {
    change { core in
      core.version += 1
      core.changes += 1
      core.runs[plan.chapter.id] = LiveRun(
        number: core.changes, plan: plan, publisher: publisher, revision: core.changes)
      return core.changes
    }
  }

  /// Something happened in a run. Nothing is said of runs that are over.
  func note(_ progress: ChapterRunner.Progress, in run: Int, of chapter: String) {
    change { core in
      guard core.runs[chapter]?.number == run else { return }
      if core.runs[chapter]?.note(progress, revision: core.changes + 1) == true {
        core.changes += 1
      }
    }
  }

  /// A run is over: its page says all there is to say.
  func end(_ run: Int, of chapter: String) {
    change { core in
      core.version += 1
      if core.runs[chapter]?.number == run { core.runs[chapter] = nil }
    }
  }

  private func change<Result>(_ body: (inout sending Core) -> Result) -> Result {
    core.withLock { core in
      let before = (core.version, core.changes)
      defer {
        if before != (core.version, core.changes) {
          for waiting in core.waiting.values { waiting.yield() }
        }
      }
      return body(&core)
    }
  }

  // MARK: - What pages ask

  /// The number of the newest page.
  var version: Int { core.withLock { $0.version } }

  /// What a page does not know yet, once there is anything, or after a while.
  func news(of chapter: String, since version: Int, seen revision: Int) async -> PreviewNews {
    await wait {
      self.core.withLock { core in
        core.version != version || (core.runs[chapter]?.revision ?? 0) != revision
      }
    }
    let (version, run) = core.withLock { ($0.version, $0.runs[chapter]) }
    return await Self.onDeepStack { PreviewNews(version: version, run: run, seen: revision) }
  }

  /// Waits until a condition holds, at most as long as ``patience``.
  private func wait(until holds: @escaping @Sendable () -> Bool) async {
    let (changes, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let key = core.withLock { core in
      core.nextWaiting += 1
      core.waiting[core.nextWaiting] = continuation
      return core.nextWaiting
    }
    defer { core.withLock { $0.waiting[key] = nil } }
    if holds() { return }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in changes where holds() { return } }
      group.addTask { try? await Task.sleep(for: Self.patience) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Runs work on a thread with the stack of a main thread: what cells print as Markdown is taken apart
  /// by functions that call themselves.
  private static func onDeepStack<Result: Sendable>(
    _ work: @escaping @Sendable () -> Result
  ) async -> Result {
    await withCheckedContinuation { continuation in
      let worker = Thread { continuation.resume(returning: work()) }
      worker.stackSize = 8 << 20
      worker.start()
    }
  }
}
