import Building
import Notebook
import Records
import Testing

/// What is run for a chapter, and from which seeds.
struct ChapterPlanTests {
  private func plan(_ text: String) -> ChapterPlan {
    let (chapter, _) = Chapter.parse(source: text, path: "chapters/01-a/01-b.md")
    return ChapterPlan(chapter, seed: 7)
  }

  private func cell(_ code: String, _ options: String = "") -> String {
    "```swift\n\(options)\(code)\n```\n\n"
  }

  @Test func parametersComeFirstAndExpressionsInTheirPlace() {
    let text =
      "---\nparams:\n  n: 3\n---\n\n\(cell("let a = n"))Value `{swift} a`.\n\n\(cell("a + 1"))"
    #expect(plan(text).sources.map(\.id) == ["parameters", "cell-1", "inline-1", "cell-2"])
    #expect(plan(text).sources.first?.code == "let n: Int = 3")
  }

  @Test func anInsertedCellMovesNoOtherSeed() {
    let before = plan(cell("a()") + cell("b()")).sources
    let after = plan(cell("a()") + cell("new()") + cell("b()")).sources
    #expect(before[0].options.seed == after[0].options.seed)
    #expect(before[1].options.seed == after[2].options.seed)
    #expect(after[1].options.seed != after[2].options.seed)
  }

  @Test func equalCellsHaveSeedsOfTheirOwn() {
    let sources = plan(cell("a()") + cell("a()")).sources
    #expect(sources[0].options.seed != sources[1].options.seed)
  }

  @Test func aLabelKeepsTheSeedWhenTheCodeChanges() {
    let first = plan(cell("a()", "//| label: one\n")).sources
    let second = plan(cell("b()", "//| label: one\n")).sources
    #expect(first[0].options.seed == second[0].options.seed)
  }

  @Test func anAllowedErrorIsNoFailureOfTheChapter() {
    let failing = CellRecord(
      id: "cell-1", status: .failed,
      outputs: [.failure(Failure(kind: .trap, message: "no"))])
    let allowed = plan(cell("a()", "//| error: true\n")).record([failing])
    #expect(allowed.cells[0].status == .passed)
    #expect(allowed.cells[0].failure?.expected == true)
    #expect(plan(cell("a()")).record([failing]).cells[0].status == .failed)
  }

  @Test func theRecordOfOneCellIsThatOfTheChapter() {
    let plan = plan(
      "---\nparams:\n  n: 3\n---\n\n\(cell("a()", "//| error: true\n"))Value `{swift} a`.\n")
    #expect(plan.sources.indices.map { plan.cell(at: $0)?.id } == [nil, "cell-1", nil])
    #expect(plan.cell(at: 3) == nil && plan.cell(at: -1) == nil)
    let records = plan.sources.map { source in
      CellRecord(
        id: source.id, status: .failed,
        outputs: [.failure(Failure(kind: .trap, message: source.id))])
    }
    #expect(plan.record(records[0], at: 0) == nil && plan.record(records[2], at: 2) == nil)
    var passing = records
    passing[0].outputs = []
    #expect(plan.record(records[1], at: 1) == plan.record(passing).cells[0])
    #expect(plan.record(records[1], at: 1)?.failure?.expected == true)
  }
}
