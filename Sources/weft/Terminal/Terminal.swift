internal import Foundation

/// What the terminal can show.
struct Terminal {
  /// Whether standard error is a terminal, where progress may overwrite itself.
  let isInteractive: Bool
  /// Whether to use colours: not into files, not with `NO_COLOR`.
  let usesColor: Bool

  /// Looks at the environment of this process.
  static let current: Terminal = {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(2) == 1 && environment["TERM"] != "dumb"
    let isRefused = !(environment["NO_COLOR"] ?? "").isEmpty
    let isForced = !(environment["CLICOLOR_FORCE"] ?? "").isEmpty
    return Terminal(
      isInteractive: isTerminal, usesColor: !isRefused && (isTerminal || isForced))
  }()

  /// Text in a colour, by its ANSI code.
  func paint(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Writes a line to standard error.
  static func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes text to standard output.
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Seconds as a person reads them.
  static func seconds(_ value: Double) -> String {
    if value < 60 { return String(format: "%.2f s", value) }
    return String(format: "%d min %02d s", Int(value) / 60, Int(value) % 60)
  }
}
