internal import Building
internal import Execution
internal import Foundation
internal import Notebook
internal import Synchronization

/// Watches the chapters, and runs and weaves what was edited.
///
/// Each chapter keeps its host, so that an edit runs only what it changed. An edit that arrives while
/// its chapter runs stops that run: its result would be stale.
final class PreviewLoop: Sendable {
  /// At most how many seconds apart a page hears of a running cell: eight frames a second.
  private static let updateInterval = 0.125

  private let root: URL
  private let toolchain: Toolchain
  private let settings: BookRunner.Settings
  private let state: PreviewState
  private let live = Mutex<[String: LiveChapter]>([:])
  private let places: DispatchSemaphore
  private let running = Mutex<[String: StopSignal]>([:])

  init(
    root: URL, toolchain: Toolchain, settings: BookRunner.Settings, state: PreviewState
  ) {
    self.root = root
    self.toolchain = toolchain
    self.settings = settings
    self.state = state
    places = DispatchSemaphore(value: settings.jobs)
  }

  /// Works until the signal is given.
  func run(until stop: StopSignal) {
    var seen: [String: Date] = [:]
    while !stop.isStopped {
      if let folder = try? BookFolder(root: root) {
        let times = modificationTimes(folder)
        let changed = folder.chapters.filter { times[$0.path] != seen[$0.path] }
        let isProjectNew = times["weft.yml"] != seen["weft.yml"]
        if !changed.isEmpty || isProjectNew || times.count != seen.count {
          let isFirst = seen.isEmpty
          seen = times
          renew(folder, isProjectNew ? folder.chapters : changed, isFirst: isFirst)
        }
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
    running.withLock { signals in for signal in signals.values { signal.stop() } }
    live.withLock { chapters in for chapter in chapters.values { chapter.reset() } }
  }

  private func renew(_ folder: BookFolder, _ files: [ChapterFile], isFirst: Bool) {
    do {
      let manuscript = try Manuscript(folder)
      let publisher = try Publisher(manuscript)
      let quoted = manuscript.chapters(of: files).flatMap { publisher.diagnostics(of: $0) }
      for diagnostic in manuscript.diagnostics(of: files) + quoted {
        Terminal.note(diagnostic.rendered(color: Terminal.current.usesColor))
      }
      for chapter in manuscript.chapters(of: files) {
        start(chapter, folder, publisher, isFirst: isFirst)
      }
      _ = try publisher.publishBook()
    } catch {
      Terminal.note("\(error)")
    }
  }

  /// Runs a chapter on a thread of its own.
  ///
  /// At the start, when all chapters run, a few run at a time and none keeps its host: a book of
  /// forty would fill the memory. An edited chapter never waits.
  private func start(
    _ chapter: Chapter, _ folder: BookFolder, _ publisher: Publisher, isFirst: Bool
  ) {
    let signal = StopSignal()
    let stale = running.withLock { signals in
      defer { signals[chapter.id] = signal }
      return signals[chapter.id]
    }
    stale?.stop()
    let session = live.withLock { chapters in
      if let known = chapters[chapter.id] { return known }
      var runnerSettings = settings.runner(for: folder)
      runnerSettings.updateInterval = Self.updateInterval
      let new = LiveChapter(runner: ChapterRunner(toolchain: toolchain, settings: runnerSettings))
      chapters[chapter.id] = new
      return new
    }
    let worker = Thread { [state, places] in
      if isFirst { places.wait() }
      defer {
        if isFirst {
          session.reset()
          places.signal()
        }
      }
      guard !signal.isStopped else { return }
      let plan = ChapterPlan(chapter, seed: folder.project.seed)
      var number = 0
      // However it ends, the page goes back to what its file says.
      defer { state.end(number, of: chapter.id) }
      do {
        // Prose that changed is seen before the cells have run.
        try publisher.preview(chapter, try? publisher.committedRecord(of: chapter))
        number = state.begin(plan, publisher)
        let run = try session.run(plan.sources, stop: signal) { [number] progress in
          state.note(progress, in: number, of: chapter.id)
        }
        guard !signal.isStopped else { return }
        try publisher.publish(chapter, plan.record(run.records))
        let failed = run.records.count { $0.status == .failed }
        Terminal.note("\(chapter.id)  \(failed == 0 ? "ok" : "\(failed) failed")")
      } catch is CancellationError {
        return
      } catch {
        Terminal.note("\(chapter.id): \(error)")
      }
    }
    worker.stackSize = 8 << 20
    worker.start()
  }

  private func modificationTimes(_ folder: BookFolder) -> [String: Date] {
    var times: [String: Date] = [:]
    func note(_ name: String, _ url: URL) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
      times[name] = attributes?[.modificationDate] as? Date
    }
    for file in folder.chapters { note(file.path, file.url) }
    note("weft.yml", folder.root.appendingPathComponent("weft.yml"))
    return times
  }
}
