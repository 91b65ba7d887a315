internal import Foundation
internal import Synchronization

/// What the browser waits for: a number that grows whenever a page was written anew.
final class PreviewState: Sendable {
  private let current = Mutex(0)

  /// The number now.
  var version: Int { current.withLock { $0 } }

  /// Tells all pages to load again.
  func advance() { current.withLock { $0 += 1 } }

  /// The number once it is no longer `seen`, or after a while: a browser asks again then.
  func change(since seen: Int) async -> Int {
    for _ in 0..<250 {
      let now = version
      if now != seen { return now }
      try? await Task.sleep(for: .milliseconds(80))
    }
    return version
  }
}
