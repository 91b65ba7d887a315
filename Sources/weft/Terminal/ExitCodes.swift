internal import ArgumentParser
internal import Building
internal import Notebook

/// The exit codes of `weft`, one for each kind of trouble.
enum WeftExit {
  /// Outputs are not what was committed.
  static let drift = ExitCode(1)
  /// A cell failed.
  static let cellFailed = ExitCode(2)
  /// A cell did not compile.
  static let notCompiled = ExitCode(3)
  /// A cell ran out of time.
  static let timeout = ExitCode(4)
  /// The text of a chapter is wrong.
  static let badText = ExitCode(65)
  /// Something went wrong that is no fault of the book.
  static let software = ExitCode(70)
  /// Stopped by Ctrl-C.
  static let interrupted = ExitCode(130)

  /// The code for the failures of a run: what failed at run time counts most, because a reader of
  /// the code acts on it first.
  static func code(for results: [ChapterResult], _ diagnostics: [Diagnostic]) -> ExitCode? {
    let kinds = Set(results.flatMap(\.failures).map(\.kind))
    if kinds.subtracting([.compile, .timeout]).isEmpty {
      if kinds.contains(.timeout) { return timeout }
      if kinds.contains(.compile) { return notCompiled }
    } else {
      return cellFailed
    }
    return diagnostics.contains { $0.severity == .error } ? badText : nil
  }
}
