internal import Foundation
internal import Synchronization

/// Work on many independent things, on all processors.
enum SideBySide {
  private struct Progress<Result> {
    var next = 0
    var results: [Swift.Result<Result, any Error>?]
  }

  /// The results of a function for all elements, in their order.
  ///
  /// Each thread has the stack of a main thread, because deeply nested text is taken apart by
  /// functions that call themselves.
  ///
  /// - Throws: the error of the first element, in order, that has one.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @escaping @Sendable (Element) throws -> Result
  ) throws -> [Result] {
    let count = min(ProcessInfo.processInfo.activeProcessorCount, elements.count)
    guard count > 1 else { return try elements.map(transform) }
    let state = Mutex(
      Progress<Result>(results: Array(repeating: nil, count: elements.count)))
    let group = DispatchGroup()
    for _ in 0..<count {
      let worker = Thread {
        defer { group.leave() }
        while true {
          let index = state.withLock { state in
            defer { state.next += 1 }
            return state.next
          }
          guard index < elements.count else { return }
          let result = Swift.Result { try transform(elements[index]) }
          state.withLock { $0.results[index] = result }
        }
      }
      worker.stackSize = 8 << 20
      group.enter()
      worker.start()
    }
    group.wait()
    return try state.withLock { state in try state.results.compactMap { try $0?.get() } }
  }
}
