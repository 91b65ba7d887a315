import Execution
import Foundation
import Records
import Testing

/// A chapter under edit goes on where it was changed.
@Suite struct LiveTests {
  func live(patience: Double) throws -> LiveChapter {
    LiveChapter(
      runner: try ChapterRunner(toolchain: Toolchain.find(), settings: Bench().settings),
      patience: patience)
  }

  @Test func anEditRunsWhatFollowsIt() throws {
    let live = try live(patience: -1)
    let codes = ["var n = 1", "n += 10", "let s = \"old\"", "print(n, s)"]
    #expect(try live.run(Bench.cells(codes)).records[3].text == "11 old\n")
    let second = try live.run(
      Bench.cells(["var n = 1", "n += 10", "let s = \"new\"", "print(n, s)"]))
    #expect(second.continuedFrom == 2)
    #expect(second.records.map(\.status) == [.passed, .passed, .passed, .passed])
    #expect(second.records[3].text == "11 new\n")
    #expect(second.timings.map(\.isCached) == [true, true, false, false])
    // Names can be taken away and come back, and cells be added.
    let third = try live.run(Bench.cells(["var n = 1", "n += 10", "let t = n * 2", "t", "s"]))
    #expect(third.records.map(\.status) == [.passed, .passed, .passed, .passed, .failed])
    #expect(third.records[3].text == "22\n")
    #expect(third.records[4].failure?.message == "cannot find 's' in scope")
    let fourth = try live.run(Bench.cells(["var n = 1", "n += 10", "let t = n * 3", "[1][t]"]))
    #expect(fourth.records[3].failure?.message == "Index out of range")
    let fifth = try live.run(Bench.cells(["var n = 1", "n += 10", "let t = n * 3", "t"]))
    #expect(fifth.continuedFrom == 3)
    #expect(fifth.records[3].text == "33\n")
  }

  @Test func quickChaptersStartClean() throws {
    let live = try live(patience: 1000)
    _ = try live.run(Bench.cells(["var n = 1", "n += 1", "n"]))
    let second = try live.run(Bench.cells(["var n = 1", "n += 1", "n * 10"]))
    #expect(second.continuedFrom == 0)
    #expect(second.records[2].text == "20\n")
  }
}
