internal import Building
internal import Execution
internal import Notebook
internal import Records
internal import Synchronization
internal import Weaving

/// A chapter while it runs: what its page shows beyond what its file says.
struct LiveRun: Sendable {
  /// A cell of the chapter that has begun in this run.
  struct Cell: Sendable {
    /// How far it is.
    enum Progress: String, Encodable { case running, passed, failed, notRun }

    let cell: Notebook.Cell
    /// The count of changes at its last one.
    var revision: Int
    var progress: Progress
    let began: ContinuousClock.Instant
    /// What it has produced so far; nil while that is nothing, and the page keeps what it has.
    var outputs: [Output]?
    let drawing: Drawing
  }

  /// The pieces of a cell's outputs. They are drawn when a page asks, not when a cell has news, so that
  /// nobody but the reader waits for it.
  final class Drawing: Sendable {
    private let pieces = Mutex(OutputPieces())

    func html(of outputs: [Output], in cell: Notebook.Cell, _ run: LiveRun) -> [String] {
      pieces.withLock { pieces in
        run.publisher.renew(&pieces, outputs, of: cell, in: run.plan.chapter)
        return pieces.html
      }
    }
  }

  /// Tells this run from others of the same chapter.
  let number: Int
  let plan: ChapterPlan
  let publisher: Publisher
  /// The count of changes at its last one.
  private(set) var revision: Int
  /// The cells that have begun.
  private(set) var cells: [Cell] = []
  private var places: [String: Int] = [:]

  init(number: Int, plan: ChapterPlan, publisher: Publisher, revision: Int) {
    self.number = number
    self.plan = plan
    self.publisher = publisher
    self.revision = revision
  }

  /// The cell that runs.
  var current: Cell? { cells.last { $0.progress == .running } }

  /// Takes what happened. Returns whether the page shows it.
  mutating func note(_ progress: ChapterRunner.Progress, revision: Int) -> Bool {
    switch progress {
    case .began(let index):
      guard let cell = plan.cell(at: index) else { return false }
      put(cell, .running, nil, revision)
    case .updated(let index, let outputs):
      guard let cell = plan.cell(at: index) else { return false }
      put(cell, .running, outputs, revision)
    case .ended(let index, let record, let timing):
      // What is taken over from an earlier run is in the page already.
      guard !timing.isCached, record.status != .shown, let cell = plan.cell(at: index),
        let record = plan.record(record, at: index)
      else { return false }
      let end: Cell.Progress =
        switch record.status {
        case .failed: .failed
        case .notRun: .notRun
        case .passed, .shown: .passed
        }
      put(cell, end, record.outputs, revision)
    }
    self.revision = revision
    return true
  }

  private mutating func put(
    _ cell: Notebook.Cell, _ progress: Cell.Progress, _ outputs: [Output]?, _ revision: Int
  ) {
    if let place = places[cell.id] {
      cells[place].progress = progress
      cells[place].outputs = outputs
      cells[place].revision = revision
    } else {
      places[cell.id] = cells.count
      cells.append(
        Cell(
          cell: cell, revision: revision, progress: progress, began: .now, outputs: outputs,
          drawing: Drawing()))
    }
  }
}
