/// What a page is told: whether files were written anew, and what its running chapter shows.
struct PreviewNews: Encodable, Sendable {
  /// The chapter that runs.
  struct Run: Encodable, Sendable {
    /// Tells it from other runs.
    var number: Int
    /// The name of the cell that runs; nil while the compiler is at work.
    var cell: String?
    /// Its number among the chapter's cells, from one; 0 while there is none.
    var position: Int
    /// How many cells the chapter has.
    var count: Int
    /// How many cells have failed.
    var failed: Int
  }

  /// A cell that has changed since the page last asked.
  struct Cell: Encodable, Sendable {
    /// The cell's name.
    var id: String
    /// The ids by which a page may know it or its figure.
    var anchors: [String]
    /// How far it is.
    var progress: LiveRun.Cell.Progress
    /// Seconds since it began.
    var seconds: Double
    /// What it has produced so far, a piece for each output; nil for nothing yet.
    var pieces: [String]?
  }

  /// Grows whenever a file was written anew.
  var version: Int
  /// Grows with every change of what the chapter shows; 0 when it does not run.
  var revision: Int
  /// The chapter's run, if there is one.
  var run: Run?
  /// The cells that have changed.
  var cells: [Cell]

  /// Draws what changed after a revision.
  init(version: Int, run: LiveRun?, seen: Int) {
    self.version = version
    revision = run?.revision ?? 0
    cells = []
    guard let run else { return }
    let all = run.plan.chapter.cells
    let current = run.current?.cell
    let place = all.firstIndex { $0.id == current?.id }
    self.run = Run(
      number: run.number, cell: current?.id, position: place.map { $0 + 1 } ?? 0, count: all.count,
      failed: run.cells.count { $0.progress == .failed })
    let now = ContinuousClock.now
    cells = run.cells.filter { $0.revision > seen }.map { live in
      Cell(
        id: live.cell.id, anchors: [live.cell.id, live.cell.label?.anchor].compactMap(\.self),
        progress: live.progress, seconds: (now - live.began) / .seconds(1),
        pieces: live.outputs.map { live.drawing.html(of: $0, in: live.cell, run) })
    }
  }
}
