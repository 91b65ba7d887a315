import Execution
import Foundation
import Records
import Synchronization
import Testing

/// What a preview sees of a cell before it ends, and a report never.
@Suite(.serialized) struct UpdateTests {
  /// What was told while cells ran, and a file that lets a waiting cell go on.
  final class Spectator: Sendable {
    let gate = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-gate-\(UUID().uuidString)")
    private let told = Mutex<[ChapterRunner.Progress]>([])

    /// The code that waits for the file.
    var wait: String {
      "while access(\"\(gate.path)\", F_OK) != 0 { usleep(2000) }"
    }

    func open() { _ = FileManager.default.createFile(atPath: gate.path, contents: nil) }

    func close() { try? FileManager.default.removeItem(at: gate) }

    /// Runs cells; opens the file once an update is as awaited.
    func run(
      _ codes: [String], interval: Double?, until isAwaited: @escaping @Sendable ([Output]) -> Bool
    ) throws -> ChapterRun {
      var settings = Bench().settings
      settings.updateInterval = interval
      // Should what is awaited never come.
      settings.timeout = 60
      return try ChapterRunner(toolchain: Toolchain.find(), settings: settings).run(
        Bench.cells(codes)
      ) { progress in
        self.told.withLock { $0.append(progress) }
        if case .updated(_, let outputs) = progress, isAwaited(outputs) { self.open() }
      }
    }

    /// The updates of a cell; nil if one came when the cell was not running.
    func updates(of cell: Int) -> [[Output]]? {
      var current: Int?
      var updates: [[Output]] = []
      for progress in told.withLock({ $0 }) {
        switch progress {
        case .began(let index): current = index
        case .ended: current = nil
        case .updated(let index, let outputs):
          guard index == current else { return nil }
          if index == cell { updates.append(outputs) }
        }
      }
      return updates
    }
  }

  private static func points(_ output: Output?) -> Int? {
    guard case .figure(let figure)? = output, case .line(let line)? = figure.panels[0].marks.first
    else { return nil }
    return line.x.count
  }

  private func curve(_ spectator: Spectator) -> [String] {
    [
      "import Glibc\nlet curve = Animator(legend: [\"loss\"])",
      """
      print("step 1\\rstep 2", terminator: "")
      for epoch in 1...300 { curve.add(epoch, 1 / Double(epoch)) }
      \(spectator.wait)
      print("\\rstep 3")
      curve
      """, "print(\"later\")",
    ]
  }

  @Test func aPreviewSeesTheNewestAndTheRecordIsTheSame() throws {
    let spectator = Spectator()
    defer { spectator.close() }
    let codes = curve(spectator)
    let followed = try spectator.run(codes, interval: 0.02) { outputs in
      outputs.count == 2 && Self.points(outputs.last) == 300
    }
    let updates = try #require(spectator.updates(of: 1))
    // A frame for each point would be 300.
    #expect((1...60).contains(updates.count), "\(updates.count)")
    let counts = updates.compactMap { Self.points($0.last) }
    #expect(counts == counts.sorted())
    let last = try #require(updates.last { Self.points($0.last) == 300 })
    #expect(last.first == .text(TextOutput(stream: .stdout, text: "step 2")))

    // The file is there now: nothing waits.
    let render = Spectator()
    let plain = try render.run(codes, interval: nil) { _ in false }
    #expect(render.updates(of: 1) == [])
    func bytes(_ run: ChapterRun) throws -> Data {
      try RecordFile.data(for: ChapterRecord(chapter: "c", cells: run.records))
    }
    #expect(try bytes(followed) == bytes(plain))
    #expect(plain.records.map(\.status) == [.passed, .passed, .passed])
    #expect(plain.records[1].outputs.count == 2)
    #expect(plain.records[1].text == "step 3\n")
  }

  @Test func whatIsShownForGoodIsNotShownTwice() throws {
    let spectator = Spectator()
    defer { spectator.close() }
    let run = try spectator.run(
      [
        "import Glibc\nlet curve = Animator()\nfor i in 1...5 { curve.add(i, 1.0) }\nusleep(200_000)\n"
          + "display(curve)\nprint(\"shown\")\n\(spectator.wait)\nprint(\"end\")"
      ], interval: 0.02
    ) { outputs in
      if case .text? = outputs.last { true } else { false }
    }
    #expect(run.records[0].status == .passed)
    let updates = try #require(spectator.updates(of: 0))
    let last = try #require(updates.last)
    #expect(last.count == 2 && Self.points(last[0]) == 5)
  }

  @Test func aFailureLeavesNothingBehind() throws {
    let spectator = Spectator()
    defer { spectator.close() }
    let run = try spectator.run(
      [
        "import Glibc\nlet curve = Animator()",
        "curve.add(1, 1.0)\n\(spectator.wait)\ncurve.add(2, 1.0)\nfatalError(\"enough\")",
        "print(\"next\")\n_ = usleep(100_000)", "curve.add(3, 1.0)",
      ], interval: 0.02
    ) { outputs in outputs.contains { Self.points($0) != nil } }
    #expect(run.records.map(\.status) == [.passed, .failed, .passed, .passed])
    #expect(run.records[1].outputs.count == 1 && run.records[1].failure?.message == "enough")
    #expect(try #require(spectator.updates(of: 1)).isEmpty == false)
    // The cell after it shows its own and nothing of the failed one.
    let text = Output.text(TextOutput(stream: .stdout, text: "next\n"))
    // `print` writes the line and its end one after the other.
    let start = Output.text(TextOutput(stream: .stdout, text: "next"))
    let updates = try #require(spectator.updates(of: 2))
    #expect(updates == [[text]] || updates == [[start], [text]], "\(updates)")
    #expect(run.records[2].outputs == [text] && run.records[3].outputs == [])
    #expect(spectator.updates(of: 3) != nil)
  }

  @Test func aLoopThatPrintsWithoutEndIsSeenInPieces() throws {
    let spectator = Spectator()
    defer { spectator.close() }
    let run = try spectator.run(
      ["import Glibc\nfor i in 0..<100_000 { print(i) }\n\(spectator.wait)"], interval: 0.02
    ) { outputs in
      if case .text(let text)? = outputs.last { text.text.hasSuffix("99999\n") } else { false }
    }
    #expect(run.records[0].status == .passed)
    #expect(try #require(spectator.updates(of: 0)).count < 500)
  }
}
