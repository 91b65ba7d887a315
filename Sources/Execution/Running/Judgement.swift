internal import Records

/// Compares how a cell ended with what its author announced.
enum Judgement {
  /// The status of a cell and the failure to record, if any.
  static func of(_ failure: Failure?, expecting expectation: CellSource.Expectation?)
    -> (status: CellRecord.Status, failure: Failure?)
  {
    guard let expectation else {
      guard let failure else { return (.passed, nil) }
      return (failure.kind == .notRun ? .notRun : .failed, failure)
    }
    guard var failure else {
      return (
        .failed,
        Failure(
          kind: .unexpected,
          message: "The cell was to \(words(for: expectation.kind)), but it ran to its end.")
      )
    }
    if failure.kind == .notRun { return (.notRun, failure) }
    guard kinds(of: expectation.kind).contains(failure.kind) else {
      return (
        .failed,
        Failure(
          kind: .unexpected,
          message: "The cell was to \(words(for: expectation.kind)), but \(words(for: failure)).",
          hint: failure.hint, position: failure.position, diagnostics: failure.diagnostics)
      )
    }
    if let match = expectation.match, !texts(of: failure).contains(where: { $0.contains(match) }) {
      return (
        .failed,
        Failure(
          kind: .unexpected,
          message: "The cell failed as announced, but its message does not contain \"\(match)\": "
            + failure.message,
          hint: failure.hint, position: failure.position, diagnostics: failure.diagnostics)
      )
    }
    failure.expected = true
    return (.passed, failure)
  }

  private static func kinds(of kind: CellSource.Expectation.Kind) -> Set<Failure.Kind> {
    switch kind {
    case .error: return [.engine, .thrown]
    case .trap: return [.trap, .stackOverflow]
    case .compileError: return [.compile]
    case .timeout: return [.timeout]
    }
  }

  private static func texts(of failure: Failure) -> [String] {
    [failure.message, failure.hint ?? ""] + (failure.diagnostics ?? []).map(\.message)
  }

  private static func words(for kind: CellSource.Expectation.Kind) -> String {
    switch kind {
    case .error: return "end in an error"
    case .trap: return "be stopped by a trap"
    case .compileError: return "be refused by the compiler"
    case .timeout: return "run out of time"
    }
  }

  private static func words(for failure: Failure) -> String {
    switch failure.kind {
    case .engine: return "the engine refused: \(failure.message)"
    case .thrown: return "it threw an error: \(failure.message)"
    case .trap: return "it trapped: \(failure.message)"
    case .stackOverflow: return "it used up its stack"
    case .timeout: return "it did not end in its time"
    case .exit: return "it called exit"
    case .compile: return "it does not compile: \(failure.message)"
    case .hostDied: return "its host died: \(failure.message)"
    case .notRun, .unexpected: return failure.message
    }
  }
}
