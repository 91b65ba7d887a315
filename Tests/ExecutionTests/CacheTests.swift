import Execution
import Foundation
import Records
import Testing

/// What did not change does not run again, and the runner can say what changed.
@Suite struct CacheTests {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("weft-cache-\(UUID().uuidString)")

  func runner() throws -> ChapterRunner {
    try ChapterRunner(
      toolchain: Toolchain.find(), settings: .init(cacheFolder: folder.path))
  }

  /// Cells that leave a trace in the file system when they run.
  func cells(_ third: String = "c") -> [CellSource] {
    let trace = folder.appendingPathComponent("trace").path
    return Bench.cells([
      "import Foundation\nfunc trace(_ s: String) {\n"
        + "  let old = (try? String(contentsOfFile: \"\(trace)\", encoding: .utf8)) ?? \"\"\n"
        + "  try? (old + s).write(toFile: \"\(trace)\", atomically: true, encoding: .utf8)\n}",
      "trace(\"b\")\n1", "trace(\"\(third)\")\n2",
    ])
  }

  var trace: String {
    let path = folder.appendingPathComponent("trace").path
    return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  @Test func whatDidNotChangeDoesNotRun() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let first = try runner().run(cells())
    #expect(trace == "bc")
    let second = try runner().run(cells())
    #expect(trace == "bc")
    #expect(second.records == first.records)
    #expect(second.timings.map(\.isCached) == [true, true, true])
    // Prose above moves the cells; that is no reason to run.
    var moved = cells()
    for index in moved.indices { moved[index].line += 7 }
    #expect(try runner().run(moved).records == first.records)
    #expect(trace == "bc")
    _ = try runner().run(cells("d"))
    #expect(trace == "bcbd")
  }

  @Test func withoutTheCacheEverythingRuns() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try runner().run(cells())
    _ = try ChapterRunner(
      toolchain: Toolchain.find(), settings: .init(cacheFolder: folder.path, usesCache: false)
    ).run(cells())
    #expect(trace == "bcbc")
  }

  @Test func reasons() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let runner = try runner()
    #expect(try runner.reasons(toRun: cells()) == [[.neverRan], [.neverRan], [.neverRan]])
    _ = try runner.run(cells())
    #expect(try runner.reasons(toRun: cells()) == [nil, nil, nil])
    #expect(try runner.reasons(toRun: cells("d")) == [nil, nil, [.code]])
    var changed = cells()
    changed[1].options.seed = 4
    #expect(try runner.reasons(toRun: changed) == [nil, [.option("seed")], [.earlierCell("b")]])
    changed = cells()
    let data = folder.appendingPathComponent("data.csv").path
    changed[0].options.data = [data]
    _ = try runner.run(changed)
    try Data("1,2".utf8).write(to: URL(fileURLWithPath: data))
    #expect(
      try runner.reasons(toRun: changed) == [
        [.data(data)], [.earlierCell("a")], [.earlierCell("a")],
      ])
    changed.remove(at: 1)
    #expect(try runner.reasons(toRun: changed)[1]?.last == .earlierCellRemoved("b"))
  }

  @Test func filesThatCellsReadAreNoticed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let data = folder.resolvingSymlinksInPath().appendingPathComponent("numbers.csv")
    try Data("1,2".utf8).write(to: data)
    let own = folder.appendingPathComponent("own.txt").path
    let cells = Bench.cells([
      "1",
      "import Foundation\ntry String(contentsOfFile: \"\(data.path)\", encoding: .utf8)",
      "FileManager.default.createFile(atPath: \"\(own)\", contents: nil)\n"
        + "let handle = FileHandle(forWritingAtPath: \"\(own)\")\nhandle?.write(Data([65]))\n"
        + "try String(contentsOfFile: \"\(own)\", encoding: .utf8)",
    ])
    let runner = try runner()
    #expect(try runner.run(cells).records.map(\.text) == ["1\n", "1,2\n", "A\n"])
    #expect(try runner.reasons(toRun: cells) == [nil, nil, nil])
    try Data("3,4,5".utf8).write(to: data)
    try Data("B".utf8).write(to: URL(fileURLWithPath: own))
    #expect(
      try runner.reasons(toRun: cells) == [nil, [.data(data.path)], [.earlierCell("b")]])
    #expect(try runner.run(cells).records.map(\.text) == ["1\n", "3,4,5\n", "A\n"])
    #expect(try runner.run(cells).timings.map(\.isCached) == [true, true, true])
  }

  @Test func aTimeoutIsNotKept() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var cells = Bench.cells(["while true {}"])
    cells[0].options.timeout = 0.2
    #expect(try runner().run(cells).records[0].failure?.kind == .timeout)
    #expect(try runner().reasons(toRun: cells) == [[.notKept]])
  }

  @Test func aBrokenEntryIsNoEntry() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try runner().run(cells())
    let results = folder.appendingPathComponent("results")
    for name in try FileManager.default.contentsOfDirectory(atPath: results.path) {
      try Data("{\"records\":[".utf8).write(to: results.appendingPathComponent(name))
    }
    let run = try runner().run(cells())
    #expect(run.records.map(\.status) == [.passed, .passed, .passed])
    #expect(trace == "bcbc")
  }

  @Test func theCacheStaysWithinItsLimit() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    _ = try runner().run(cells())
    let old = Date(timeIntervalSinceNow: -7200)
    let compiled = folder.appendingPathComponent("compiled")
    for name in try FileManager.default.contentsOfDirectory(atPath: compiled.path) {
      try FileManager.default.setAttributes(
        [.modificationDate: old], ofItemAtPath: compiled.appendingPathComponent(name).path)
    }
    try FileManager.default.createDirectory(
      at: compiled.appendingPathComponent(".draft"), withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.modificationDate: old], ofItemAtPath: compiled.appendingPathComponent(".draft").path)
    _ = try ChapterRunner(
      toolchain: Toolchain.find(), settings: .init(cacheFolder: folder.path, cacheLimit: 10)
    ).run(Bench.cells(["7"]))
    // The old module and the draft are gone; the new module is too young to go.
    #expect(try FileManager.default.contentsOfDirectory(atPath: compiled.path).count == 1)
  }
}
