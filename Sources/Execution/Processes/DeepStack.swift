internal import Foundation
internal import Synchronization

/// Runs work on a thread with room for deep recursion: the tree of `a.b.b.b...` is as deep as the
/// chain is long, and cells come from anywhere.
enum DeepStack {
  private static let size = 1 << 30

  /// Runs `work` and waits for it.
  static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
    let holder = Holder<Result>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      let result = work()
      holder.box.withLock { $0 = result }
      done.signal()
    }
    thread.stackSize = size
    thread.start()
    done.wait()
    return holder.box.withLock { $0 } ?? work()
  }

  private final class Holder<Value: Sendable>: Sendable {
    let box = Mutex<Value?>(nil)
  }
}
