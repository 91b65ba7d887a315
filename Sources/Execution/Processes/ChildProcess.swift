internal import Foundation
internal import Glibc
internal import Synchronization

/// A process started by this one. Its end is waited for; what it writes is collected.
struct ChildProcess: Sendable {
  /// A process could not be started or did not do its work.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// How a process ended.
  struct Outcome: Sendable {
    /// The exit code, or 128 and the signal.
    var status: Int32
    /// Why it ended, in words.
    var reason: String
    /// What it wrote to standard output and standard error.
    var output: String
  }

  /// Runs a program to its end.
  static func run(_ path: String, _ arguments: [String], stop: StopSignal) throws -> Outcome {
    try stop.check()
    let ends = try socketPair()
    defer { close(ends[0]) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try spawn(path, arguments, descriptors: [(ends[1], 1), (ends[1], 2)])
    }
    return try stop.during({ kill(process, SIGKILL) }) {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(ends[0], &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      let (status, reason) = wait(for: process)
      try stop.check()
      return Outcome(
        status: status, reason: reason, output: String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Starts a program in a session of its own, with nothing to read.
  ///
  /// - Parameters:
  ///   - descriptors: pairs of a descriptor here and its number there.
  ///   - environment: `KEY=value` lines, or nil for this process's own.
  static func spawn(
    _ path: String, _ arguments: [String], descriptors: [(Int32, Int32)],
    environment: [String]? = nil
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (here, there) in descriptors { posix_spawn_file_actions_adddup2(&actions, here, there) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigfillset(&defaults)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setsigmask(&attributes, &none)
    // POSIX_SPAWN_SETSID is not among the constants that Swift sees.
    let newSession: Int32 = 0x80
    let flags = newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var process: pid_t = 0
    let error = withCStrings([path] + arguments) { argv in
      guard let environment else {
        return posix_spawn(&process, path, &actions, &attributes, argv, environ)
      }
      return withCStrings(environment) { variables in
        posix_spawn(&process, path, &actions, &attributes, argv, variables)
      }
    }
    guard error == 0 else {
      throw Failure(description: "\(path) could not be started: \(errorText(error)).")
    }
    return process
  }

  /// Two connected descriptors that no child inherits unasked.
  static func socketPair() throws -> [Int32] {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw Failure(description: "No channel to a process: \(errorText(errno)).")
    }
    return ends
  }

  /// Kills a process and everything it has started: processes change their group, hardly ever their
  /// session.
  static func killSession(_ leader: pid_t) {
    kill(leader, SIGKILL)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
      guard let process = pid_t(name), process != leader,
        let data = FileManager.default.contents(atPath: "/proc/\(name)/stat")
      else { continue }
      // "pid (name) state parent group session": the name may hold anything, also parentheses.
      let text = String(decoding: data, as: UTF8.self)
      guard let close = text.lastIndex(of: ")") else { continue }
      let fields = text[text.index(after: close)...].split(separator: " ")
      if fields.count > 3, pid_t(fields[3]) == leader { kill(process, SIGKILL) }
    }
  }

  /// Waits for a process and says how it ended.
  static func wait(for process: pid_t) -> (status: Int32, reason: String) {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return (-1, "lost") }
    }
    let signal = status & 0x7f
    if signal == 0 {
      let code = (status >> 8) & 0xff
      return (code, "exit code \(code)")
    }
    return (128 + signal, "signal \(signalName(signal))")
  }

  /// The name of a signal: `SIGKILL`.
  static func signalName(_ signal: Int32) -> String {
    let names: [Int32: String] = [
      SIGKILL: "SIGKILL", SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGTERM: "SIGTERM",
      SIGBUS: "SIGBUS", SIGILL: "SIGILL", SIGFPE: "SIGFPE", SIGTRAP: "SIGTRAP", SIGINT: "SIGINT",
      SIGXCPU: "SIGXCPU", SIGSYS: "SIGSYS", SIGHUP: "SIGHUP", SIGQUIT: "SIGQUIT",
    ]
    return names[signal] ?? "\(signal)"
  }

  static func errorText(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return pointers.withUnsafeBufferPointer { buffer in
      withExtendedLifetime(buffer) { buffer.baseAddress.map(body) ?? body(fallback) }
    }
  }

  nonisolated(unsafe) private static let fallback: UnsafePointer<UnsafeMutablePointer<CChar>?> = {
    let pointer = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 1)
    pointer.initialize(to: nil)
    return UnsafePointer(pointer)
  }()
}
