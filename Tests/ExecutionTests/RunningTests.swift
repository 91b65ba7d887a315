import Execution
import Records
import Testing

@Suite struct RunningTests {
  @Test func aCellShowsWhatItPrintsAndItsLastValue() throws {
    let records = try Bench().records("let x = 40\nprint(\"hello\")\nx + 2")
    #expect(records[0].status == .passed)
    #expect(
      records[0].outputs == [
        .text(TextOutput(stream: .stdout, text: "hello\n")), .value(ValueOutput(text: "42")),
      ])
  }

  @Test func stateStaysFromCellToCell() throws {
    let records = try Bench().records(
      "var n = 1\nfunc twice(_ i: Int) -> Int { i * 2 }", "n = twice(n + 4)", "n")
    #expect(records.map(\.status) == [.passed, .passed, .passed])
    #expect(records[2].text == "10\n")
  }
}
