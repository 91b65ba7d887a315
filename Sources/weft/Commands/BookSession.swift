internal import ArgumentParser
internal import Building
internal import Execution
internal import Foundation
internal import Notebook
internal import Synchronization

/// What the commands that run cells share: the book, the chapters meant, the run itself.
struct BookSession {
  let folder: BookFolder
  let files: [ChapterFile]
  let manuscript: Manuscript
  /// What is wrong with the text of the chapters meant.
  let diagnostics: [Diagnostic]
  let options: BuildOptions
  let interruption = Interruption()

  /// Opens the book around the current folder.
  init(_ options: BuildOptions) throws {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    do {
      folder = try BookFolder(near: options.chapters.first.map { Self.start($0, here) } ?? here)
      files = try folder.chapters(named: options.chapters, from: here)
      manuscript = try Manuscript(folder, parameters: options.parameterValues, selected: files)
      let publisher = try Publisher(manuscript)
      diagnostics =
        manuscript.diagnostics(of: files)
        + manuscript.chapters(of: files).flatMap { publisher.diagnostics(of: $0) }
    } catch let error as ParameterError {
      throw ValidationError(error.description)
    } catch let error as BookError {
      if case .unreadable = error { throw error }
      throw ValidationError(error.description)
    }
    self.options = options
  }

  /// Runs the chapters; prints what is wrong with the text first, so that it is seen at once.
  ///
  /// - Parameter publish: what is done with each result as soon as it is there, on the thread that
  ///   ran the chapter. Its first error is thrown once all chapters are done.
  func run(publish: @escaping @Sendable (ChapterResult) throws -> Void = { _ in }) throws
    -> [ChapterResult]
  {
    for diagnostic in diagnostics { Terminal.note(diagnostic.rendered(color: color) + "\n") }
    let display = ProgressDisplay(options.verbosity)
    let runner = BookRunner(folder, toolchain: try .find(), settings: options.settings)
    let trouble = Mutex<(any Error)?>(nil)
    let results = try runner.run(manuscript.chapters(of: files), stop: interruption.stop) { event in
      if case .chapterEnded(let result) = event {
        do {
          try publish(result)
        } catch {
          trouble.withLock { $0 = $0 ?? error }
        }
      }
      display.note(event)
    }
    display.finish()
    if let error = trouble.withLock({ $0 }) { throw error }
    return results
  }

  /// One list of all failures, at the end where it is seen.
  func report(_ results: [ChapterResult]) {
    let failures = results.flatMap(\.failures)
    for failure in failures {
      Terminal.note("\n" + failure.diagnostic.rendered(color: color))
    }
    if !failures.isEmpty {
      let cells = Set(
        results.flatMap { result in
          result.failures.map { "\(result.chapter.id)#\($0.cell)" }
        })
      Terminal.note("\n\(cells.count) cells failed: \(cells.sorted().joined(separator: ", "))")
    }
  }

  private var color: Bool { Terminal.current.usesColor }

  /// The folder in which the search for a book begins: that of the first chapter, if it is a path.
  private static func start(_ argument: String, _ here: URL) -> URL {
    let url = URL(fileURLWithPath: argument, relativeTo: here)
    guard FileManager.default.fileExists(atPath: url.path) else { return here }
    return url.deletingLastPathComponent()
  }
}
