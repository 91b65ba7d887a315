public import Execution
internal import Foundation
public import Notebook
internal import Records
internal import Synchronization

/// Runs chapters, several side by side, each in a host of its own.
public struct BookRunner: Sendable {
  /// What holds for a run.
  public struct Settings: Sendable {
    /// How many chapters run at the same time.
    public var jobs: Int
    /// How many threads the engine of each host uses.
    public var threads: Int
    /// Whether recorded results are used.
    public var usesCache = true
    /// Whether the run ends with the first chapter that has a failure.
    public var failsFast = false
    /// After how many seconds a cell that says nothing itself is stopped.
    public var timeout = 600.0
    /// How many bytes of memory a host may use.
    public var memoryLimit: Int?

    /// The usual settings for a machine with a number of processors.
    ///
    /// The number of threads does not depend on how many chapters are run: sums are then taken in
    /// the same order, and a chapter gives the same record alone and together with others.
    public init(jobs: Int? = nil, threads: Int? = nil) {
      let processors = ProcessInfo.processInfo.activeProcessorCount
      self.jobs = max(1, jobs ?? processors)
      self.threads = max(1, threads ?? processors)
    }

    /// What these settings mean for the runner of one chapter of a book.
    public func runner(for folder: BookFolder) -> ChapterRunner.Settings {
      ChapterRunner.Settings(
        cacheFolder: folder.workshop.appendingPathComponent("cache").path, timeout: timeout,
        memoryLimit: memoryLimit, threads: threads, usesCache: usesCache)
    }
  }

  /// What happens while chapters run.
  public enum Event: Sendable {
    /// A chapter began.
    case chapterBegan(Chapter)
    /// A cell began to run.
    case cellBegan(Chapter, cell: String)
    /// A cell has its record.
    case cellEnded(Chapter, cell: String, failed: Bool, timing: CellTiming)
    /// A chapter is done.
    case chapterEnded(ChapterResult)
  }

  private let folder: BookFolder
  private let toolchain: Toolchain
  private let settings: Settings

  /// Creates a runner for a book.
  public init(_ folder: BookFolder, toolchain: Toolchain, settings: Settings) {
    self.folder = folder
    self.toolchain = toolchain
    self.settings = settings
  }

  /// Runs chapters and gives their results in the order of `chapters`.
  ///
  /// A failing cell is part of its chapter's result. After `failsFast` or a stop, the chapters that
  /// did not run to their end are left out.
  ///
  /// - Throws: what kept a chapter from being run at all.
  public func run(
    _ chapters: [Chapter], stop: StopSignal, events: @escaping @Sendable (Event) -> Void
  ) throws -> [ChapterResult] {
    try toolchain.checkEngine()
    let state = Mutex(State(next: 0, results: Array(repeating: nil, count: chapters.count)))
    let group = DispatchGroup()
    for _ in 0..<min(settings.jobs, chapters.count) {
      let worker = Thread {
        defer { group.leave() }
        while let index = state.withLock({ $0.take(chapters.count) }), !stop.isStopped {
          do {
            let result = try run(chapters[index], stop: stop, events: events)
            state.withLock { $0.results[index] = result }
            events(.chapterEnded(result))
            if settings.failsFast, !result.failures.isEmpty {
              state.withLock { $0.next = chapters.count }
            }
          } catch is CancellationError {
            return
          } catch {
            state.withLock { state in
              if state.error == nil { state.error = error }
              state.next = chapters.count
            }
          }
        }
      }
      worker.stackSize = 8 << 20
      group.enter()
      worker.start()
    }
    group.wait()
    return try state.withLock { state in
      if let error = state.error { throw error }
      return state.results.compactMap(\.self)
    }
  }

  private struct State {
    var next: Int
    var results: [ChapterResult?]
    var error: (any Error)?

    mutating func take(_ count: Int) -> Int? {
      guard next < count else { return nil }
      next += 1
      return next - 1
    }
  }

  private func run(
    _ chapter: Chapter, stop: StopSignal, events: @escaping @Sendable (Event) -> Void
  ) throws -> ChapterResult {
    let start = ContinuousClock.now
    events(.chapterBegan(chapter))
    let plan = ChapterPlan(chapter, seed: folder.project.seed)
    let runner = ChapterRunner(toolchain: toolchain, settings: settings.runner(for: folder))
    let run = try runner.run(plan.sources, stop: stop) { progress in
      switch progress {
      case .began(let index):
        events(.cellBegan(chapter, cell: plan.sources[index].id))
      case .updated: break
      case .ended(let index, let record, let timing):
        let failed = record.status == .failed
        events(
          .cellEnded(chapter, cell: plan.sources[index].id, failed: failed, timing: timing))
      }
    }
    let record = plan.record(run.records)
    let elapsed = ContinuousClock.now - start
    return ChapterResult(
      chapter: chapter, record: record,
      timings: zip(plan.sources.map(\.id), run.timings).map { ($0, $1) },
      seconds: Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18,
      failures: CellFailure.all(in: record, of: chapter))
  }
}
