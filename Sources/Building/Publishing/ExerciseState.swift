public import Notebook
public import Records

/// What is known of an exercise's solution.
public enum ExerciseState: String, Sendable {
  /// There is a solution, and nothing in it failed.
  case passing
  /// There is a solution, and one of its cells failed or was not run.
  case failing
  /// There is a solution with cells that have not been run yet.
  case notRun = "not run"
  /// There is no solution.
  case missing

  /// Looks at an exercise and the record of its chapter.
  public init(_ exercise: Exercise, in chapter: Chapter, record: ChapterRecord?) {
    guard exercise.hasSolution else {
      self = .missing
      return
    }
    let names = exercise.solutionCells.map { chapter.cells[$0].id }
    guard !names.isEmpty else {
      self = .passing
      return
    }
    guard let record else {
      self = .notRun
      return
    }
    let cells = names.map { name in record.cells.first { $0.id == name } }
    if cells.contains(where: { $0 == nil }) {
      self = .notRun
    } else if cells.contains(where: { $0?.status == .failed || $0?.status == .notRun }) {
      self = .failing
    } else {
      self = .passing
    }
  }
}
