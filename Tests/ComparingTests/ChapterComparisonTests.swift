import Comparing
import Records
import Testing

/// What counts as drift, and that one change reads as one change.
struct ChapterComparisonTests {
  private func cell(_ id: String, _ text: String, code: String? = nil) -> CellRecord {
    CellRecord(
      id: id, code: code ?? Digest.of(id), status: .passed,
      outputs: [.text(TextOutput(stream: .stdout, text: text))])
  }

  private func drift(
    _ committed: [CellRecord], _ fresh: [CellRecord], _ policy: ComparisonPolicy = .init()
  ) -> ChapterDrift {
    ChapterComparison(policy: { _ in policy }).drift(
      committed: ChapterRecord(chapter: "c", cells: committed),
      fresh: ChapterRecord(chapter: "c", cells: fresh))
  }

  @Test func theSameIsClean() {
    let cells = [cell("cell-1", "loss 0.25\n"), cell("cell-2", "done\n")]
    #expect(drift(cells, cells).isClean)
  }

  @Test func numbersWithinToleranceAreClean() {
    #expect(drift([cell("a", "loss 0.25000, x1 3")], [cell("a", "loss 0.25001, x1 3")]).isClean)
    #expect(drift([cell("a", "[ 9.9999]")], [cell("a", "[10.0000]")]).isClean)
  }

  @Test func exactModeSeesTheLastDigit() {
    let policy = ComparisonPolicy(mode: .exact)
    #expect(!drift([cell("a", "0.25000")], [cell("a", "0.25001")], policy).isClean)
  }

  @Test func theLargestDeviationIsNamed() throws {
    let found = drift([cell("a", "1.0 2.0 4.0")], [cell("a", "1.1 2.0 5.0")])
    let difference = try #require(found.cells.first?.differences.first)
    #expect(difference.kind == .numbers)
    #expect(difference.outside == 2)
    #expect(difference.compared == 3)
    #expect(difference.largestAbsolute?.index == [2])
    #expect(difference.largestAbsolute?.value == 1)
    #expect(difference.largestRelative?.index == [2])
  }

  @Test func namesWithDigitsAreWords() {
    #expect(!drift([cell("a", "x1 = 2")], [cell("a", "x2 = 2")]).isClean)
    #expect(!drift([cell("a", "section 2.5.1")], [cell("a", "section 2.5.2")]).isClean)
  }

  @Test func notANumberIsOnlyCloseToItself() {
    #expect(drift([cell("a", "nan inf -inf")], [cell("a", "nan inf -inf")]).isClean)
    #expect(!drift([cell("a", "nan")], [cell("a", "1.0")]).isClean)
    #expect(!drift([cell("a", "inf")], [cell("a", "-inf")]).isClean)
  }

  @Test func anInsertedCellIsOneExtraCell() {
    let committed = (1...6).map { cell("cell-\($0)", "\($0)", code: "code\($0)") }
    var fresh = committed
    fresh.insert(cell("cell-3", "new", code: "new"), at: 2)
    for index in fresh.indices { fresh[index].id = "cell-\(index + 1)" }
    let found = drift(committed, fresh)
    #expect(found.extra == ["cell-3"])
    #expect(found.cells.isEmpty)
    #expect(found.missing.isEmpty)
  }

  @Test func aRemovedCellIsOneMissingCell() {
    let committed = (1...6).map { cell("cell-\($0)", "\($0)", code: "code\($0)") }
    var fresh = committed
    fresh.remove(at: 2)
    for index in fresh.indices { fresh[index].id = "cell-\(index + 1)" }
    let found = drift(committed, fresh)
    #expect(found.missing == ["cell-3"])
    #expect(found.cells.isEmpty)
    #expect(found.extra.isEmpty)
  }

  @Test func anEditedCellIsComparedWithItsFormerSelf() {
    let committed = (1...3).map { cell("cell-\($0)", "\($0)", code: "code\($0)") }
    var fresh = committed
    fresh[1] = cell("cell-2", "20", code: "edited")
    let found = drift(committed, fresh)
    #expect(found.cells.map(\.cell) == ["cell-2"])
    #expect(found.missing.isEmpty)
    #expect(found.extra.isEmpty)
  }

  @Test func swappedCellsAreReordered() {
    let committed = [cell("fig-a", "1"), cell("fig-b", "2")]
    let found = drift(committed, [committed[1], committed[0]])
    #expect(found.reordered == ["fig-a"])
    #expect(found.cells.isEmpty)
  }

  @Test func tensorsNameTheIndex() throws {
    func record(_ values: [Double]) -> CellRecord {
      CellRecord(
        id: "a", status: .passed,
        outputs: [
          .tensor(
            TensorOutput(
              dtype: "float32", shape: [2, 3], text: "", values: values.map { Number($0) }))
        ])
    }
    let found = drift([record([0, 1, 2, 3, 4, 5])], [record([0, 1, 2, 3, 4.5, 5])])
    let difference = try #require(found.cells.first?.differences.first)
    #expect(difference.largestAbsolute?.index == [1, 1])
  }

  @Test func modesLetPassWhatTheySay() {
    let none = ComparisonPolicy(mode: .none)
    let shape = ComparisonPolicy(mode: .shape)
    #expect(drift([cell("a", "one")], [cell("a", "two")], none).isClean)
    #expect(drift([cell("a", "one")], [cell("a", "two")], shape).isClean)
    var silent = cell("a", "two")
    silent.outputs = []
    #expect(!drift([cell("a", "one")], [silent], shape).isClean)
  }

  @Test func aFailureDiffersByKindAndText() {
    func failing(_ failure: Failure) -> CellRecord {
      CellRecord(id: "a", status: .passed, outputs: [.failure(failure)])
    }
    let engine = failing(Failure(kind: .engine, message: "matmul: (2, 3) and (2, 3)"))
    let other = failing(Failure(kind: .engine, message: "matmul: (2, 3) and (4, 3)"))
    let trap = failing(Failure(kind: .trap, message: "Index out of range"))
    #expect(drift([engine], [engine]).isClean)
    #expect(drift([engine], [other]).cells.first?.differences.first?.kind == .numbers)
    #expect(drift([engine], [trap]).cells.first?.differences.first?.kind == .kind)
  }

  @Test func reportsNameEveryDriftedCell() throws {
    let found = Drift(chapters: [drift([cell("fig-<a>", "1 & 2")], [cell("fig-<a>", "x & y")])])
    let junit = MachineReport.junit(found)
    #expect(junit.contains("name=\"fig-&lt;a&gt;\"><failure"))
    #expect(junit.contains("failures=\"1\""))
    let github = MachineReport.github(found) { _, _ in CellLocation(file: "c.md", line: 7) }
    #expect(github.hasPrefix("::error file=c.md,line=7,title=c#fig-<a>::"))
    let terminal = TerminalReport(color: false).text(found)
    #expect(terminal.contains("- 1 & 2"))
    #expect(terminal.contains("+ x & y"))
    #expect(try MachineReport.json(found).isEmpty == false)
  }
}
