internal import ArgumentParser
internal import Building
internal import Records

struct SolutionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solutions",
    abstract: "Runs every exercise and writes the book of solutions.",
    discussion: """
      The book is written to 'output/solutions'. Exercises without a solution, and solutions that \
      fail, are listed and make the exit code 2.

      Example:
        weft solutions
      """)

  @OptionGroup var build: BuildOptions

  func run() throws {
    let session = try BookSession(build)
    let results = try session.run()
    let publisher = try Publisher(session.manuscript)
    var records: [String: ChapterRecord] = [:]
    for chapter in session.manuscript.book.chapters {
      records[chapter.id] = try? publisher.committedRecord(of: chapter)
    }
    for result in results { records[result.chapter.id] = result.record }
    try publisher.publishSolutions(records)
    _ = try publisher.publishBook()
    session.report(results)
    if session.interruption.stop.isStopped { throw WeftExit.interrupted }

    var troubles: [String] = []
    var count = 0
    for result in results {
      for exercise in result.chapter.exercises {
        count += 1
        let state = ExerciseState(exercise, in: result.chapter, record: result.record)
        if state != .passing {
          troubles.append("\(exercise.number)  \(result.chapter.id)  \(state.rawValue)")
        }
      }
    }
    for trouble in troubles { Terminal.note(trouble) }
    Terminal.note("\(count - troubles.count) of \(count) exercises answered and passing")
    if !troubles.isEmpty { throw WeftExit.cellFailed }
    if let code = WeftExit.code(for: results, session.diagnostics) { throw code }
  }
}
