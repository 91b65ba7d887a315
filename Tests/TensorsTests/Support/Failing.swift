import Foundation
import Synchronization
import Tensors

/// Runs code that must fail, and returns the failure.
///
/// The engine's failures do not return, so the code runs on a thread of its own, which the hook
/// parks for ever.
func failure(of body: @escaping @Sendable () -> Void) -> EngineFailure? {
  _ = FailureCatcher.installed
  let slot = FailureSlot()
  let thread = Thread {
    Thread.current.threadDictionary["slot"] = slot
    body()
    slot.finished.signal()
  }
  thread.stackSize = 1 << 19
  thread.start()
  slot.finished.wait()
  return slot.failure.withLock { $0 }
}

final class FailureSlot: Sendable {
  let failure = Mutex<EngineFailure?>(nil)
  let finished = DispatchSemaphore(value: 0)
}

enum FailureCatcher {
  static let installed: Bool = {
    FailureHook.handler = { failure in
      guard let slot = Thread.current.threadDictionary["slot"] as? FailureSlot else {
        fatalError(failure.description)
      }
      slot.failure.withLock { $0 = failure }
      slot.finished.signal()
      while true { sleep(1000) }
    }
    return true
  }()
}
