internal import Foundation
internal import Records
internal import Synchronization

/// Compiles the cells of a chapter ahead of their being run.
///
/// A thread of its own compiles group after group; ``next()`` hands the results out in order. When a
/// cell fails while it runs, the pipeline is stopped and a new one takes over behind that cell.
final class CompilePipeline: Sendable {
  /// What came of a group.
  enum Step: Sendable {
    /// A group is ready to run.
    case compiled(Group)
    /// A cell does not compile.
    case refused(index: Int, failure: Failure, seconds: Double)
    /// The compiler does not work.
    case broken(String)
  }

  /// A compiled group.
  struct Group: Sendable {
    var indices: [Int]
    var product: Compiler.Product
    var source: String
    var seconds: Double
    /// What it was compiled against.
    var imports: VisibleModules
    /// Libraries of the system that its cells import.
    var dependencies: [String]
  }

  private struct State {
    var steps: [Step] = []
    var isDone = false
  }

  private let shelf: ModuleShelf
  private let cells: [ParsedCell]
  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let stop = StopSignal()
  private let stopped = DispatchSemaphore(value: 0)

  init(shelf: ModuleShelf, cells: [ParsedCell], from start: Int, visible: VisibleModules) {
    self.shelf = shelf
    self.cells = cells
    let thread = Thread { [self] in
      work(from: start, visible: visible)
      state.withLock { $0.isDone = true }
      filled.signal()
      stopped.signal()
    }
    thread.stackSize = 16 << 20
    thread.start()
  }

  /// The next step, or nil when all cells have been compiled. Waits for it.
  func next() -> Step? {
    filled.wait()
    return state.withLock { $0.steps.isEmpty ? nil : $0.steps.removeFirst() }
  }

  /// Stops compiling, without waiting.
  func abandon() { stop.stop() }

  /// Stops compiling and waits until nothing is under way any more.
  func cancel() {
    stop.stop()
    stopped.wait()
    stopped.signal()
  }

  private func push(_ step: Step) {
    state.withLock { $0.steps.append(step) }
    filled.signal()
  }

  private func work(from start: Int, visible: VisibleModules) {
    var visible = visible
    var planner = GroupPlanner(cells: cells)
    var start = start
    while start < cells.count, !stop.isStopped {
      let indices = planner.group(from: start)
      guard let last = indices.last else { return }
      let clock = ContinuousClock.now
      func seconds() -> Double { (ContinuousClock.now - clock) / .seconds(1) }
      do {
        let group = try shelf.compile(indices, of: cells, visible: visible, stop: stop)
        push(.compiled(group))
        // A cell that is to fail leaves nothing behind.
        if cells[last].source.options.expect == nil {
          visible.append(group.product, of: indices.map { cells[$0] })
        }
        start = last + 1
      } catch let refusal as Compiler.Refusal {
        let messages = CompilerMessages(refusal)
        if indices.count == 1 {
          let failure = messages.failure(of: cells[last])
          push(.refused(index: last, failure: failure, seconds: seconds()))
          start = last + 1
        } else {
          let guilty = indices.filter { messages.mentions(cells[$0]) }
          planner.singles.formUnion(guilty.isEmpty ? indices : guilty)
        }
      } catch is CancellationError {
        return
      } catch {
        push(.broken("\(error)"))
        return
      }
    }
  }
}
