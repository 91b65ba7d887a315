internal import ArgumentParser
internal import Building
internal import Foundation
internal import Notebook
internal import Records

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists chapters, or exercises with their state.",
    discussion: """
      An exercise is 'passing' when it has a solution and the committed record has no failure in it.

      Examples:
        weft list
        weft list --exercises 03-linear-networks
      """)

  @Argument(help: "Chapters: files, folders, or names below 'chapters'. All when there are none.")
  var chapters: [String] = []

  @Flag(help: "Lists exercises instead of chapters.")
  var exercises = false

  func run() throws {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let folder = try BookFolder(near: here)
    let files = try folder.chapters(named: chapters, from: here)
    let manuscript = try Manuscript(folder)
    let publisher = try Publisher(manuscript)
    var rows: [[String]] = []
    var passing = 0
    for chapter in manuscript.chapters(of: files) {
      let record = try? publisher.committedRecord(of: chapter)
      guard exercises else {
        rows.append([
          chapter.id, chapter.heading, "\(chapter.cells.count) cells",
          "\(chapter.exercises.count) exercises", state(record),
        ])
        continue
      }
      for exercise in chapter.exercises {
        let state = ExerciseState(exercise, in: chapter, record: record)
        if state == .passing { passing += 1 }
        let kinds = exercise.kinds.joined(separator: ", ")
        rows.append([exercise.number, kinds, chapter.id, state.rawValue])
      }
    }
    Terminal.print(table(rows))
    if exercises {
      Terminal.print("\(passing) of \(rows.count) exercises answered and passing\n")
      if passing < rows.count { throw WeftExit.cellFailed }
    }
  }

  private func state(_ record: ChapterRecord??) -> String {
    guard let record = record ?? nil else { return "not rendered" }
    let failed = record.cells.count { $0.status == .failed || $0.status == .notRun }
    return failed == 0 ? "ok" : "\(failed) failed"
  }

  private func table(_ rows: [[String]]) -> String {
    guard let count = rows.first?.count else { return "" }
    let widths = (0..<count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
      return cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces) + "\n"
    }.joined()
  }
}
