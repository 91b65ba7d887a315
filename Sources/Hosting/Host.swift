internal import CHost
internal import Dispatch
internal import FoundationEssentials
internal import Glibc
package import Records
internal import Synchronization

/// The runtime of a cell host: one process that runs the cells of one chapter.
///
/// The main thread serves the main queue, so that main-actor code in cells works; a control thread
/// takes commands and watches the clock; cells run on threads of their own. A cell that fails is
/// never unwound: its thread is parked for ever and the next run gets a new one.
package enum Host {
  /// What the engine gives the host, so that neither has to know the other.
  package struct Hooks: Sendable {
    /// Seeds the engine's default generator.
    package var seed: (@Sendable (UInt64) -> Void)?

    /// Creates hooks that do nothing.
    package init(seed: (@Sendable (UInt64) -> Void)? = nil) { self.seed = seed }
  }

  /// The run that is under way.
  struct Activity {
    var run: Int32 = 0
    var cells: [Int32: HostCommand.Cell] = [:]
    var current: Int32?
    var began = ContinuousClock.now
    var deadline: ContinuousClock.Instant?
    /// The run whose thread is to be parked, and since when the host has been asking.
    var parking: (run: Int32, since: ContinuousClock.Instant)?
    /// What to report when the thread has parked.
    var parkingReport: HostEvent.Stop?
    var hooks = Hooks()
    /// Files that cells have opened: each is reported once, and not what they made themselves.
    var files: Set<String> = []
  }

  static let activity = Mutex(Activity())
  /// What a preview is told of running cells.
  static let live = LiveFeed()
  /// Wakes the control thread: an end to write to. -1 before ``serve(channel:hooks:)``.
  static let wakeEnd = Atomic<Int32>(-1)

  /// Serves commands from `channel` until it is closed. Never returns.
  package static func serve(channel: Int32, hooks: Hooks) -> Never {
    activity.withLock { $0.hooks = hooks }
    limitMemory()
    var stops: [Int32] = [0, 0]
    var wake: [Int32] = [0, 0]
    guard weft_pipe(&stops) == 0, weft_pipe(&wake) == 0 else { exit(71) }
    _ = fcntl(wake[1], F_SETFL, O_NONBLOCK)
    _ = fcntl(channel, F_SETFD, FD_CLOEXEC)
    wakeEnd.store(wake[1], ordering: .releasing)
    guard weft_streams_install() == 0 else { exit(71) }
    weft_signals_install(stops[1])
    weft_watch_throws()
    // What cells start must not be watched.
    unsetenv("LD_PRELOAD")
    weft_watch_files { path, isWritten in
      if let path { Host.opened(String(cString: path), isWritten: isWritten != 0) }
    }
    weft_outbox_start(channel)
    let control = Control(channel: channel, stops: stops[0], wake: wake[0])
    let thread = weft_thread_start(
      0, 1 << 20,
      { context in
        guard let context else { return }
        Unmanaged<Control>.fromOpaque(context).takeRetainedValue().loop()
      }, Unmanaged.passRetained(control).toOpaque())
    guard thread == 0 else { exit(71) }
    dispatchMain()
  }

  /// Says something to the renderer, after all that cells have written so far.
  package static func send(_ event: HostEvent) {
    let bytes = encoded(event)
    if !bytes.isEmpty { weft_outbox_append(Frame.json, bytes, bytes.count) }
  }

  static func encoded(_ event: HostEvent) -> [UInt8] {
    (try? JSONEncoder().encode(event)).map { [UInt8]($0) } ?? []
  }

  /// Sets the ceiling that the renderer asks for: an allocation beyond it fails the cell, where
  /// without it the kernel would kill the process.
  private static func limitMemory() {
    guard let text = getenv("WEFT_MEMORY_LIMIT").map({ String(cString: $0) }),
      let bytes = rlim_t(text)
    else { return }
    var limit = rlimit(rlim_cur: bytes, rlim_max: bytes)
    setrlimit(__rlimit_resource_t(2), &limit)
  }

  static func wake() {
    var byte: UInt8 = 1
    _ = write(wakeEnd.load(ordering: .acquiring), &byte, 1)
  }
}
