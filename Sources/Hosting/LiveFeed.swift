internal import CHost
internal import Dispatch
internal import Glibc
internal import Records
internal import Synchronization

/// What cells show only while they run, on its way to a preview.
///
/// The thread of a cell does no more than leave word that something changed. Another thread makes the
/// frame and sends it, at a bounded rate and with a bounded share of its processor; while the reader
/// lags behind it makes none. So a training loop never waits for whoever watches it. Nothing of a cell
/// is sent after its end or failure.
final class LiveFeed: Sendable {
  /// Makes a frame; nil when it cannot right now.
  typealias Maker = @Sendable () -> Output?

  private struct State {
    var gate = UpdateGate<Int32, Maker, ContinuousClock.Instant>(interval: .zero)
    /// The slots that the reader has something in.
    var filled: Set<Int32> = []
    /// Counts cells, so that a frame made too late is known as such.
    var cell = 0
    var isRunning = false
  }

  /// How many bytes may be on their way to the reader before it counts as slow.
  private static let backlogLimit = 1 << 18
  /// How often longer than making a frame took the next one is put off: 9 leave a tenth of a processor.
  private static let restFactor = 9.0

  private let state = Mutex(State())
  private let followed = Atomic<Bool>(false)
  private let news = DispatchSemaphore(value: 0)

  /// Whether somebody follows.
  var isOpen: Bool { followed.load(ordering: .relaxed) }

  /// Starts to tell. Later calls only change the interval.
  func open(interval: Duration) {
    state.withLock { $0.gate = UpdateGate(interval: interval) }
    guard !followed.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let error = weft_thread_start(
      0, 1 << 20,
      { context in
        guard let context else { return }
        Unmanaged<LiveFeed>.fromOpaque(context).takeRetainedValue().loop()
      }, Unmanaged.passRetained(self).toOpaque())
    // Cells run as well without spectators.
    if error != 0 { followed.store(false, ordering: .releasing) }
  }

  /// Takes the place of what waits for a slot. Called by cells.
  func offer(_ maker: @escaping Maker, for slot: Int32) {
    guard isOpen else { return }
    weft_enter()
    let isNews = state.withLock { state in
      guard state.isRunning else { return false }
      defer { state.gate.offer(maker, for: slot) }
      return state.gate.isEmpty
    }
    if isNews { news.signal() }
    weft_leave()
  }

  /// Empties a slot. Called by cells.
  func withdraw(_ slot: Int32) {
    guard isOpen else { return }
    weft_enter()
    state.withLock { state in
      state.gate.withdraw(slot)
      if state.filled.remove(slot) != nil { Host.send(.updated(slot: slot, output: nil)) }
    }
    weft_leave()
  }

  /// What is offered from now on belongs to a new cell.
  func cellBegan() { turn(isRunning: true) }

  /// What is offered from now on belongs to no cell: nobody will see it.
  func cellEnded() { turn(isRunning: false) }

  private func turn(isRunning: Bool) {
    guard isOpen else { return }
    state.withLock { state in
      state.gate.clear()
      state.filled = []
      state.cell += 1
      state.isRunning = isRunning
    }
  }

  // MARK: - The thread that sends

  private func loop() {
    while true {
      let delay = state.withLock { $0.gate.delay(at: .now) }
      guard let delay else {
        news.wait()
        continue
      }
      if delay > .zero {
        usleep(UInt32(delay / .microseconds(1)) + 1)
      } else if weft_outbox_backlog() > Self.backlogLimit {
        state.withLock { $0.gate.rest(until: .now + $0.gate.interval) }
      } else {
        sendFrames()
      }
    }
  }

  private func sendFrames() {
    let began = ContinuousClock.now
    let (frames, cell) = state.withLock { ($0.gate.take(at: began), $0.cell) }
    for (slot, maker) in frames {
      guard let output = maker() else {
        giveBack(maker, for: slot, of: cell)
        continue
      }
      let bytes = Host.encoded(.updated(slot: slot, output: output))
      // Under the lock: the cell may not end between the question and the sending.
      state.withLock { state in
        guard state.cell == cell, !bytes.isEmpty else { return }
        state.filled.insert(slot)
        weft_outbox_append(Frame.json, bytes, bytes.count)
      }
    }
    let spent = ContinuousClock.now - began
    state.withLock { $0.gate.rest(until: began + spent * (1 + Self.restFactor)) }
  }

  private func giveBack(_ maker: @escaping Maker, for slot: Int32, of cell: Int) {
    state.withLock { state in
      if state.cell == cell { state.gate.giveBack(maker, for: slot) }
    }
  }
}
