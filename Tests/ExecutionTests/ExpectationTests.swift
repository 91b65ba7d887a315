import Execution
import Records
import Testing

/// Cells that must fail, and what is said when they do not.
@Suite struct ExpectationTests {
  func record(_ code: String, _ expectation: CellSource.Expectation, timeout: Double? = nil) throws
    -> CellRecord
  {
    var cells = Bench.cells(["let a = 1", code, "a + 1"])
    cells[1].options.expect = expectation
    cells[1].options.timeout = timeout
    let records = try Bench().run(cells).records
    #expect(records[2].text == "2\n")
    return records[1]
  }

  @Test(arguments: [
    (CellSource.Expectation(.trap, match: "range"), "[1][a]", Failure.Kind.trap),
    (.init(.error, match: "No"), "struct No: Error {}\nthrow No()", .thrown),
    (.init(.compileError, match: "convert"), "let s: String = a", .compile),
    (.init(.trap), "func f() { f() }\nf()", .stackOverflow),
  ]) func announced(_ expectation: CellSource.Expectation, _ code: String, _ kind: Failure.Kind)
    throws
  {
    let record = try record(code, expectation)
    #expect(record.status == .passed)
    #expect(record.failure?.kind == kind)
    #expect(record.failure?.expected == true)
  }

  @Test func announcedFailuresAmongOtherCells() throws {
    var cells = Bench.cells([
      "let a = [1]", "a[5]", "let b = a[0] + 1", "let hidden = a[7]", "b", "hidden", "a[0] + b",
      "a.count",
    ])
    for index in [1, 3, 7] { cells[index].options.expect = .init(.trap) }
    let records = try Bench().run(cells).records
    #expect(
      records.map(\.status) == [
        .passed, .passed, .passed, .passed, .passed, .notRun, .passed, .failed,
      ])
    #expect(records[4].text == "2\n")
    #expect(records[6].text == "3\n")
    #expect(records[7].failure?.kind == .unexpected)
  }

  @Test func announcedTimeout() throws {
    let record = try record("while true {}", .init(.timeout), timeout: 0.3)
    #expect(record.status == .passed)
    #expect(record.failure?.kind == .timeout)
  }

  @Test(arguments: [
    (
      CellSource.Expectation(.trap), "a",
      "The cell was to be stopped by a trap, but it ran to its end."
    ),
    (
      .init(.compileError), "a",
      "The cell was to be refused by the compiler, but it ran to its end."
    ),
    (
      .init(.error), "[1][a]",
      "The cell was to end in an error, but it trapped: Index out of range."
    ),
    (
      .init(.trap, match: "purple"), "[1][a]",
      "The cell failed as announced, but its message does not contain \"purple\": Index out of range"
    ),
  ]) func notAsAnnounced(_ expectation: CellSource.Expectation, _ code: String, _ message: String)
    throws
  {
    let record = try record(code, expectation)
    #expect(record.status == .failed)
    #expect(record.failure?.kind == .unexpected)
    #expect(record.failure?.message == message)
  }
}
