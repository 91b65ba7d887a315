internal import Foundation
internal import Glibc
internal import Records

/// A cell host, seen from the renderer: a process that is told to run groups of cells and tells
/// what happens.
final class HostProcess {
  /// What a host says.
  enum Message {
    case text(TextOutput.Stream, [UInt8])
    case event(HostEvent)
    /// Nothing came in the time given.
    case silence
    /// The process is gone.
    case gone(String)
  }

  let process: pid_t
  private let channel: Int32
  private var reader = FrameReader()
  private var ending: String?

  /// Starts a host.
  init(toolchain: Toolchain, environment: [String: String]) throws {
    let ends = try ChildProcess.socketPair()
    defer { close(ends[1]) }
    channel = ends[0]
    let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
    do {
      process = try ChildProcess.spawn(
        toolchain.host, ["3"], descriptors: [(ends[1], 3)], environment: variables)
    } catch {
      close(ends[0])
      throw error
    }
  }

  deinit {
    kill()
    close(channel)
  }

  /// Ends the process and all that it started. Does nothing when it is gone already.
  func kill() {
    guard ending == nil else { return }
    ChildProcess.killSession(process)
    ending = ChildProcess.wait(for: process).reason
  }

  /// Whether the process is there, as far as is known.
  var isRunning: Bool { ending == nil && Glibc.kill(process, 0) == 0 }

  /// Kills a host from another thread; whoever reads from it learns that it is gone.
  static func kill(_ process: pid_t) { ChildProcess.killSession(process) }

  /// Gives a command.
  func send(_ command: HostCommand) {
    guard let data = try? JSONEncoder().encode(command) else { return }
    let bytes = Frame(type: Frame.json, payload: [UInt8](data)).bytes
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(channel, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      // A host that is gone says so to whoever reads next.
      guard count > 0 else { return }
      sent += count
    }
  }

  /// The next message. Waits for it, at most for `patience` milliseconds; -1 waits for ever.
  func next(patience: Int32 = -1) -> Message {
    while true {
      if let frame = reader.next() {
        switch frame.type {
        case Frame.standardOutput: return .text(.stdout, frame.payload)
        case Frame.standardError: return .text(.stderr, frame.payload)
        default:
          let data = Data(frame.payload)
          guard let event = try? JSONDecoder().decode(HostEvent.self, from: data) else { continue }
          return .event(event)
        }
      }
      if let ending { return .gone(ending) }
      var descriptor = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, patience)
      if ready < 0 { continue }
      if ready == 0 { return .silence }
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      let count = read(channel, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count > 0 {
        reader.append(buffer[..<count])
      } else {
        // Before it is waited for, its number cannot be another process's.
        ChildProcess.killSession(process)
        ending = ChildProcess.wait(for: process).reason
      }
    }
  }
}
