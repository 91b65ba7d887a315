internal import Records

/// Follows a group of cells while the host runs it.
struct GroupMonitor {
  /// How a group ended.
  enum Ending: Equatable {
    case completed
    case failed(Int)
    case hostDied(Int)
  }

  /// Cells that have produced something nobody was told of yet.
  typealias Gate = UpdateGate<Int, Void, ContinuousClock.Instant>

  /// How much longer than its timeout a cell may take before the host is given up, in seconds.
  private static let grace = 5.0

  let session: ChapterSession
  let host: HostProcess
  let group: CompilePipeline.Group
  let stop: StopSignal

  init(
    session: ChapterSession, host: HostProcess, group: CompilePipeline.Group, stop: StopSignal
  ) {
    self.session = session
    self.host = host
    self.group = group
    self.stop = stop
  }

  /// Reads what the host says until the group has ended.
  func follow() throws -> Ending {
    let process = host.process
    return try stop.during({ HostProcess.kill(process) }) { try read() }
  }

  private func read() throws -> Ending {
    var collector = session.newCollector()
    var current: Int?
    var began = ContinuousClock.now
    var last = group.indices.first ?? 0
    var gate = session.newGate()
    while true {
      if let current, gate?.take(at: .now).isEmpty == false {
        session.updated(current, collector.outputsSoFar())
      }
      switch host.next(patience: Self.patience(gate)) {
      case .text(let stream, let bytes):
        collector.write(bytes, to: stream)
        if let current { gate?.offer((), for: current) }
      case .event(.displayed(let output)):
        collector.show(output)
        if let current { gate?.offer((), for: current) }
      case .event(.updated(let slot, let output)):
        collector.update(slot, output)
        if let current { gate?.offer((), for: current) }
      case .event(.opened(let path)): session.opened(path, by: current ?? last)
      case .event(.began(let cell)):
        current = Int(cell)
        last = Int(cell)
        began = .now
        session.began(Int(cell))
      case .event(.ended(let cell, let seconds)):
        session.conclude(Int(cell), nil, collector.outputs(), CellTiming(run: seconds))
        collector = session.newCollector()
        gate?.clear()
        current = nil
      case .event(.failed(let stop)):
        let index = stop.cell.map(Int.init) ?? last
        let trap = stop.kind == .trap ? collector.takeTrap() : nil
        let failure = session.failure(stop, of: index, trap: trap)
        session.conclude(index, failure, collector.outputs(), CellTiming(run: stop.seconds))
        return .failed(index)
      case .event(.finished): return .completed
      case .event(.refused(_, let message)):
        let reason = message.split(separator: ".so: ").last ?? ""
        let failure = Failure(kind: .compile, message: "The cell cannot be loaded: \(reason)")
        session.conclude(last, failure, [], CellTiming())
        return .failed(last)
      case .event(.ready): continue
      case .silence:
        guard let current else { continue }
        let limit = session.timeout(of: current) + Self.grace
        if ContinuousClock.now - began > .seconds(limit) { host.kill() }
      case .gone(let reason):
        try stop.check()
        let index = current ?? last
        let failure = Failure(kind: .hostDied, message: "The cell host died: \(reason).")
        session.conclude(index, failure, collector.outputs(), CellTiming())
        return .hostDied(index)
      }
    }
  }

  /// How long to wait for the host, in milliseconds: not beyond the moment when news are due.
  private static func patience(_ gate: Gate?) -> Int32 {
    guard let delay = gate?.delay(at: .now) else { return 500 }
    return Int32(min(500, (delay / .milliseconds(1)).rounded(.up)))
  }
}
