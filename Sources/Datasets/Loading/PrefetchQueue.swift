import Foundation
internal import Tensors

/// Batches made ahead on a thread of their own.
///
/// The thread makes a batch and hands it over; from then on it belongs to the thread that walks. So
/// each tensor is in one thread's hands at a time, as the engine demands.
final class PrefetchQueue {
  private let state: State

  init(_ plan: BatchPlan, capacity: Int) {
    let state = State(plan, capacity: capacity)
    self.state = state
    let thread = Thread { state.work() }
    thread.name = "batches"
    thread.start()
  }

  deinit { state.stop() }

  /// The next batch, once it is there; nil at the end.
  func next() -> (Tensor, Tensor)? { state.take() }

  /// What both threads see, guarded by the condition.
  private final class State: @unchecked Sendable {
    private let plan: BatchPlan
    private let capacity: Int
    private let condition = NSCondition()
    private var ready: [(Tensor, Tensor)] = []
    private var taken = 0
    private var isStopped = false

    init(_ plan: BatchPlan, capacity: Int) {
      self.plan = plan
      self.capacity = capacity
    }

    func work() {
      for number in 0..<plan.count {
        let batch = plan.batch(number)
        condition.lock()
        while ready.count >= capacity && !isStopped { condition.wait() }
        if isStopped {
          condition.unlock()
          return
        }
        ready.append(batch)
        condition.signal()
        condition.unlock()
      }
    }

    func take() -> (Tensor, Tensor)? {
      condition.lock()
      defer { condition.unlock() }
      guard taken < plan.count else { return nil }
      while ready.isEmpty { condition.wait() }
      taken += 1
      let batch = ready.removeFirst()
      condition.signal()
      return batch
    }

    func stop() {
      condition.lock()
      isStopped = true
      ready = []
      condition.broadcast()
      condition.unlock()
    }
  }
}
