internal import Foundation
public import Records

/// Compiles and runs the cells of a chapter.
///
/// A runner can serve several chapters at the same time, each in a host process of its own.
public struct ChapterRunner: Sendable {
  /// What holds for all chapters of a run.
  public struct Settings: Sendable {
    /// The folder for compiled cells and recorded results: `.weft/cache`.
    public var cacheFolder: String
    /// After how many seconds a cell that says nothing itself is stopped.
    public var timeout: Double
    /// How many bytes of text a cell may write before its middle is left out.
    public var outputLimit: Int
    /// How many bytes of memory a host may use; nil for no limit.
    public var memoryLimit: Int?
    /// How many threads the engine of a host uses; nil for all processors.
    public var threads: Int?
    /// Whether recorded results are used. They are always written.
    public var usesCache: Bool
    /// How many bytes the cache may hold; what was used longest ago goes first.
    public var cacheLimit: Int
    /// At most how many seconds apart it is told what a running cell has produced so far; nil, as a
    /// report needs it, for not at all. Records do not depend on it.
    public var updateInterval: Double?

    /// Creates settings.
    public init(
      cacheFolder: String, timeout: Double = 600, outputLimit: Int = 1_000_000,
      memoryLimit: Int? = nil, threads: Int? = nil, usesCache: Bool = true,
      cacheLimit: Int = 1 << 30, updateInterval: Double? = nil
    ) {
      self.cacheFolder = cacheFolder
      self.timeout = timeout
      self.outputLimit = outputLimit
      self.memoryLimit = memoryLimit
      self.threads = threads
      self.usesCache = usesCache
      self.cacheLimit = cacheLimit
      self.updateInterval = updateInterval
    }
  }

  /// What happens while a chapter runs.
  public enum Progress: Sendable {
    /// A cell began to run.
    case began(index: Int)
    /// A running cell has produced something since it began or since the last update. `outputs` is
    /// everything so far, and behind it what the cell shows only while it runs. Only told at
    /// ``Settings/updateInterval``, and never after `ended`.
    case updated(index: Int, outputs: [Output])
    /// A cell has its record.
    case ended(index: Int, record: CellRecord, timing: CellTiming)
  }

  let toolchain: Toolchain
  let settings: Settings

  /// Creates a runner.
  public init(toolchain: Toolchain, settings: Settings) {
    self.toolchain = toolchain
    self.settings = settings
  }

  /// Runs all cells of a chapter.
  ///
  /// Blocks until the chapter is done. A cell that fails is in its record; what is thrown is that
  /// nothing could be run at all.
  ///
  /// - Throws: `CancellationError` when `stop` was given; else why the compiler or the host does
  ///   not work.
  public func run(
    _ cells: [CellSource], stop: StopSignal = StopSignal(),
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> ChapterRun {
    try runKeepingSession(cells, stop: stop, progress: progress).run
  }

  /// Runs all cells of a chapter, or takes their records from the cache; then there is no session.
  func runKeepingSession(
    _ cells: [CellSource], stop: StopSignal, progress: @escaping @Sendable (Progress) -> Void
  ) throws -> (run: ChapterRun, session: ChapterSession?) {
    let tools = try Identity.of(toolchain)
    let key = ChapterKey(cells, tools: tools, outputLimit: settings.outputLimit)
    let cache = ResultCache(folder: settings.cacheFolder)
    if settings.usesCache, let entry = cache.entry(for: key) {
      return (Self.replay(entry, progress: progress), nil)
    }
    try stop.check()
    let session = ChapterSession(
      toolchain: toolchain, tools: tools, settings: settings, cells: cells, stop: stop,
      progress: progress)
    let run = try session.run()
    var noted = key
    noted.note(session.reads)
    let reads = noted.cells.flatMap(\.reads)
    try cache.keep(
      .init(
        records: run.records, timings: run.timings,
        reads: Dictionary(reads.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })),
      for: key)
    if let file = cells.first?.file { try cache.remember(noted, of: file) }
    Eviction.trim(settings.cacheFolder, to: settings.cacheLimit)
    return (run, session)
  }

  /// Says for each cell why it would run now, or nil where its result is at hand.
  ///
  /// A cell that would not have to run for itself runs all the same when another of its chapter
  /// does: its state is needed.
  ///
  /// - Throws: when the compiler or the engine is missing.
  public func reasons(toRun cells: [CellSource]) throws -> [[RunReason]?] {
    let cache = ResultCache(folder: settings.cacheFolder)
    let old = cells.first.flatMap { cache.remembered(of: $0.file) }
    let key = ChapterKey(
      cells, tools: try Identity.of(toolchain), outputLimit: settings.outputLimit
    ).following(old)
    if cache.entry(for: key) != nil { return cells.map { _ in nil } }
    let reasons = cells.indices.map { key.reasons(for: $0, since: old) }
    return reasons.contains { $0 != nil } ? reasons : cells.map { _ in [.notKept] }
  }

  private static func replay(
    _ entry: ResultCache.Entry, progress: @Sendable (Progress) -> Void
  ) -> ChapterRun {
    let timings = entry.timings.map { CellTiming(run: $0.run, compile: 0, isCached: true) }
    for (index, record) in entry.records.enumerated() {
      progress(.ended(index: index, record: record, timing: timings[index]))
    }
    return ChapterRun(records: entry.records, timings: timings)
  }
}

/// How long a cell took. Never part of a record: times differ from run to run.
public struct CellTiming: Codable, Equatable, Sendable {
  /// Seconds from the first line to the end or the failure.
  public var run: Double
  /// Seconds the compiler took for the group of cells that this one is the first of; else 0.
  public var compile: Double
  /// Whether the record comes from the cache.
  public var isCached: Bool

  /// Creates a timing.
  public init(run: Double = 0, compile: Double = 0, isCached: Bool = false) {
    self.run = run
    self.compile = compile
    self.isCached = isCached
  }
}

/// What running a chapter gave.
public struct ChapterRun: Sendable {
  /// The records of the cells, in order.
  public var records: [CellRecord]
  /// How long they took.
  public var timings: [CellTiming]
  /// The first cell that really ran, when the cells before it were left as a ``LiveChapter`` had
  /// them; 0 for a run from a clean start.
  public var continuedFrom = 0
}
