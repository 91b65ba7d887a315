internal import CHost
package import Records

extension Host {
  /// A cell begins on the calling thread.
  static func begin(_ number: Int32) {
    weft_enter()
    live.cellBegan()
    send(.began(cell: number))
    // Should the process be killed, the renderer knows in which cell.
    weft_outbox_flush()
    let (cell, hooks) = activity.withLock { activity in
      let cell = activity.cells[number]
      activity.current = number
      activity.began = .now
      activity.deadline = cell?.timeout.map { activity.began + .seconds($0) }
      return (cell, activity.hooks)
    }
    if cell?.timeout != nil { wake() }
    weft_leave()
    if let seed = cell?.seed { hooks.seed?(seed) }
  }

  /// A file is opened while a cell runs.
  static func opened(_ path: String, isWritten: Bool) {
    weft_enter()
    let isNews = activity.withLock { activity in
      activity.current != nil && activity.files.insert(path).inserted
    }
    if isNews, !isWritten { send(.opened(path: path)) }
    weft_leave()
  }

  /// A cell has come to its end on the calling thread.
  static func end(_ number: Int32) {
    weft_enter()
    let seconds: Double? = activity.withLock { activity in
      // Another thread of the cell failed and the cell with it.
      guard activity.current == number else { return nil }
      activity.current = nil
      activity.deadline = nil
      return (ContinuousClock.now - activity.began) / .seconds(1)
    }
    live.cellEnded()
    if let seconds { send(.ended(cell: number, seconds: seconds)) }
    weft_leave()
    if seconds == nil { weft_park() }
  }

  /// Stops the cell that the calling thread runs, or that started it. Never returns.
  package static func fail(
    _ kind: Failure.Kind, _ message: String, hint: String? = nil, frames: [UInt64]? = nil
  ) -> Never {
    weft_enter()
    let addresses = frames ?? backtrace()
    let stop = HostEvent.Stop(
      cell: nil, kind: kind, message: message, hint: hint,
      frames: addresses.compactMap(frame(at:)))
    report(stop)
    if weft_thread_run() == 0 {
      let run = activity.withLock { $0.run }
      park(run: run, reporting: nil)
    }
    weft_park()
  }

  /// Tells the renderer that the current cell has failed, once.
  static func report(_ stop: HostEvent.Stop) {
    var stop = stop
    let isFirst = activity.withLock { activity in
      guard let current = activity.current else { return false }
      stop.cell = current
      stop.seconds = (ContinuousClock.now - activity.began) / .seconds(1)
      activity.current = nil
      activity.deadline = nil
      return true
    }
    guard isFirst else { return }
    weft_streams_renew()
    live.cellEnded()
    send(.failed(stop))
  }

  /// Asks for the thread of a run to be parked and tells the renderer when it is.
  static func park(run: Int32, reporting stop: HostEvent.Stop?) {
    activity.withLock { activity in
      guard activity.run == run, activity.parking == nil else { return }
      activity.parking = (run, .now)
      activity.parkingReport = stop
    }
    wake()
  }

  /// A thread has stopped in a signal handler.
  static func stopped(_ stop: weft_stop) {
    let frames = addresses(of: stop).compactMap(frame(at:))
    if stop.signal == 0 {
      let pending = activity.withLock { activity in
        defer {
          activity.parking = nil
          activity.parkingReport = nil
        }
        return activity.parkingReport
      }
      guard var pending else { return }
      pending.frames = frames
      report(pending)
      return
    }
    let kind: Failure.Kind = stop.stackOverflow != 0 ? .stackOverflow : .trap
    report(
      HostEvent.Stop(
        cell: nil, kind: kind, message: describe(stop, in: frames), frames: frames))
    if stop.run == 0 {
      park(run: activity.withLock { $0.run }, reporting: nil)
    }
  }
}

extension Host {
  /// Sends an output of the running cell.
  package static func show(_ output: Output) { send(.displayed(output)) }

  /// Whether somebody looks at what cells show only while they run.
  package static var isFollowed: Bool { live.isOpen }

  /// Says that what the running cell shows in a slot has changed.
  ///
  /// - Parameters:
  ///   - slot: a number that belongs to this one thing for the life of the process.
  ///   - frame: makes the output, on another thread and some time later; nil when it cannot right now.
  package static func changed(_ slot: Int32, _ frame: @escaping @Sendable () -> Output?) {
    live.offer(frame, for: slot)
  }

  /// Says that a slot is empty again: what it held is shown for good.
  package static func emptied(_ slot: Int32) { live.withdraw(slot) }
}
