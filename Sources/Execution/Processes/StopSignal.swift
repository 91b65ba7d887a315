internal import Synchronization

/// Stops work that is under way: processes are killed, waits are given up.
///
/// One signal serves everything that belongs to one piece of work; calling ``stop()`` is safe from
/// any thread and any number of times.
public final class StopSignal: Sendable {
  private struct State {
    var isStopped = false
    var next = 0
    var handlers: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Creates a signal that has not been given.
  public init() {}

  /// Whether the signal has been given.
  public var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Gives the signal.
  public func stop() {
    let handlers = state.withLock { state in
      state.isStopped = true
      defer { state.handlers = [:] }
      return state.handlers
    }
    for key in handlers.keys.sorted() { handlers[key]?() }
  }

  /// Throws when the signal has been given.
  func check() throws {
    if isStopped { throw CancellationError() }
  }

  /// Runs `body`; calls `handler` if the signal is given meanwhile, or was before.
  func during<Result>(
    _ handler: @escaping @Sendable () -> Void, _ body: () throws -> Result
  ) rethrows -> Result {
    let key: Int? = state.withLock { state in
      guard !state.isStopped else { return nil }
      state.next += 1
      state.handlers[state.next] = handler
      return state.next
    }
    if key == nil { handler() }
    defer { if let key { state.withLock { $0.handlers[key] = nil } } }
    return try body()
  }
}
