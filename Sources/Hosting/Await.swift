internal import Dispatch

/// Runs asynchronous code in a task of its own and waits for it.
///
/// Cells with `await` at the top level are rewritten to call this.
public func _weftAwait<Value, Failure: Error>(
  _ body: @escaping () async throws(Failure) -> Value
) throws(Failure) -> Value {
  let work = Work(body)
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    await work.run()
    done.signal()
  }
  done.wait()
  return try work.outcome()
}

/// Carries the body to the task and its result back. The semaphore orders the accesses.
private final class Work<Value, Failure: Error>: @unchecked Sendable {
  private let body: () async throws(Failure) -> Value
  private var result: Result<Value, Failure>?

  init(_ body: @escaping () async throws(Failure) -> Value) { self.body = body }

  func run() async {
    do throws(Failure) {
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
  }

  func outcome() throws(Failure) -> Value {
    guard let result else { Host.fail(.trap, "An awaited task ended without a result.") }
    return try result.get()
  }
}
