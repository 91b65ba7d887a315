internal import CHost
internal import FoundationEssentials
internal import Glibc
internal import Records

/// The control thread of a host: commands, stops of cell threads, and the clock.
final class Control {
  private let channel: Int32
  private let stops: Int32
  private let wake: Int32
  private var reader = FrameReader()

  init(channel: Int32, stops: Int32, wake: Int32) {
    self.channel = channel
    self.stops = stops
    self.wake = wake
  }

  /// Runs until the renderer goes away.
  func loop() {
    Host.send(.ready)
    while true {
      var fds = [channel, stops, wake].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      if poll(&fds, 3, patience()) < 0 { continue }
      if fds[1].revents != 0 { readStop() }
      if fds[2].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(wake, &bytes, 64)
      }
      if fds[0].revents != 0 { readCommands() }
      watchClock()
    }
  }

  // MARK: - Commands

  private func readCommands() {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(channel, &bytes, bytes.count)
    // Without a renderer there is nobody to run cells for.
    guard count > 0 else { weft_end_session() }
    reader.append(bytes[..<count])
    while let frame = reader.next() {
      guard
        let command = try? JSONDecoder().decode(HostCommand.self, from: Data(frame.payload))
      else { continue }
      perform(command)
    }
  }

  private func perform(_ command: HostCommand) {
    switch command {
    case .run(let run): start(run)
    case .interrupt(let run, let kind, let message):
      Host.park(run: run, reporting: HostEvent.Stop(cell: nil, kind: kind, message: message))
    case .follow(let interval): Host.live.open(interval: .seconds(interval))
    case .quit: weft_end_session()
    }
  }

  private func start(_ command: HostCommand.Run) {
    for dependency in command.dependencies { _ = dlopen(dependency, RTLD_NOW | RTLD_GLOBAL) }
    guard let library = dlopen(command.library, RTLD_NOW | RTLD_GLOBAL),
      let entry = dlsym(library, command.entry)
    else {
      let message = dlerror().map { String(cString: $0) } ?? "the library could not be loaded"
      Host.send(.refused(run: command.run, message: message))
      return
    }
    weft_add_cell_library(entry)
    Host.activity.withLock { activity in
      activity.run = command.run
      activity.cells = Dictionary(
        command.cells.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
      activity.current = nil
      activity.deadline = nil
    }
    let body = RunBody(run: command.run, entry: unsafeBitCast(entry, to: RunBody.Entry.self))
    let error = weft_thread_start(
      command.run, RunBody.stackSize,
      { context in
        guard let context else { return }
        Unmanaged<RunBody>.fromOpaque(context).takeRetainedValue().run()
      }, Unmanaged.passRetained(body).toOpaque())
    if error != 0 {
      Host.send(.refused(run: command.run, message: String(cString: strerror(error))))
    }
  }

  // MARK: - Stops and the clock

  private func readStop() {
    var stop = weft_stop()
    let size = MemoryLayout<weft_stop>.size
    guard read(stops, &stop, size) == size else { return }
    Host.stopped(stop)
  }

  /// How long to wait for the next thing to happen, in milliseconds; -1 for as long as it takes.
  private func patience() -> Int32 {
    Host.activity.withLock { activity in
      if activity.parking != nil { return 1 }
      guard let deadline = activity.deadline else { return -1 }
      let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      return Int32(min(max(left.rounded(.up), 0), 60_000))
    }
  }

  private func watchClock() {
    let now = ContinuousClock.now
    let late: (run: Int32, seconds: Double)? = Host.activity.withLock { activity in
      guard let deadline = activity.deadline, now >= deadline, let cell = activity.current else {
        return nil
      }
      activity.deadline = nil
      return (activity.run, activity.cells[cell]?.timeout ?? 0)
    }
    if let late {
      let limit =
        late.seconds == late.seconds.rounded() ? "\(Int(late.seconds))" : "\(late.seconds)"
      let message = "The cell did not end within \(limit) s."
      Host.park(
        run: late.run, reporting: HostEvent.Stop(cell: nil, kind: .timeout, message: message))
    }
    let parking = Host.activity.withLock { $0.parking }
    if let parking {
      // Somewhere inside a library for two seconds on end: then rather a lock that stays taken.
      weft_thread_interrupt(parking.run, now - parking.since > .seconds(2) ? 1 : 0)
    }
  }
}

/// The code of a run, on its thread.
final class RunBody {
  typealias Entry =
    @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) ->
    Int32

  /// Deep recursion is a fair way to write a program; address space costs nothing.
  static let stackSize = 64 << 20

  private let number: Int32
  private let entry: Entry

  init(run: Int32, entry: Entry) {
    self.number = run
    self.entry = entry
  }

  func run() {
    // The program keeps these for `CommandLine`: they stay allocated.
    let arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 2)
    arguments[0] = strdup("weft")
    arguments[1] = nil
    _ = entry(1, arguments)
    Host.send(.finished(run: number))
  }
}
