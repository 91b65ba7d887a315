import Execution
import Foundation
import Records
import Testing

/// What the engine and the host do together.
@Suite struct EngineTests {
  @Test func anEngineFailure() throws {
    let records = try Bench().records(
      "let A = Tensor.ones([2, 3])\nfunc product(_ B: Tensor) -> Tensor {\n  A.matmul(B)\n}",
      "print(1)\nproduct(A)",
      "A.shape")
    #expect(records.map(\.status) == [.passed, .failed, .passed])
    let failure = try #require(records[1].failure)
    #expect(failure.kind == .engine)
    #expect(failure.message.hasPrefix("matmul: "))
    #expect(failure.position == .init(line: 2, column: 1))
    #expect(records[1].text == "1\n")
    #expect(records[2].text == "[2, 3]\n")
  }

  @Test func anAnnouncedEngineFailure() throws {
    var cells = Bench.cells(["Tensor.ones([2, 3]).reshape([4])"])
    cells[0].options.expect = .init(.error, match: "reshape")
    let record = try Bench().run(cells).records[0]
    #expect(record.status == .passed)
    #expect(record.failure?.kind == .engine)
  }

  @Test func tensorsAreShownAsTensors() throws {
    let record = try Bench().records("Tensor.ones([2, 2])")[0]
    guard case .tensor(let tensor)? = record.outputs.first else {
      Issue.record("\(record)")
      return
    }
    #expect(tensor.shape == [2, 2])
    #expect(tensor.text == "tensor([[1., 1.],\n        [1., 1.]])")
  }

  @Test func optionalsOfTheEngineArePrintedAsWhatTheyHold() throws {
    let records = try Bench().records(
      "let x = Tensor.ones([2], requiresGrad: true)\nprint(x.grad)\nx.sum().backward()\nprint(x.grad)",
      "print(\"b\", Linear(1, 1, bias: false).bias, Optional(3), separator: \"|\", terminator: \".\")",
      "var text = \"\"\nprint(1, 2, to: &text)\nprint()\nprint(text)")
    #expect(
      records.map(\.text) == ["nil\ntensor([1., 1.])\n", "b|nil|Optional(3).", "\n1 2\n\n"])
  }

  @Test(
    arguments: [
      ("x.sum(dim: 0)", "'sum(dim:keepdim:)' has been renamed to 'sum(axis:keepDims:)'"),
      ("x.size(0)", "'size' is unavailable: a tensor's extents are x.shape"),
      ("let y = torch.zeros(2, dtype: 1)", "'torch' is unavailable: functions stand alone"),
      ("Sequential(nn.Linear(2, 3))", "'nn' is unavailable: layers stand alone"),
      ("ReLU().training", "'training' has been renamed to 'isTraining'"),
    ])
  func spellingsOfPyTorchNameOurs(_ code: String, _ message: String) throws {
    let record = try Bench().records("let x = Tensor.ones([2])", code)[1]
    #expect(record.failure?.kind == .compile)
    #expect(record.failure?.message.hasPrefix(message) == true, "\(record)")
  }

  @Test func namesOfPyTorchsModulesCanBeOnesOwn() throws {
    let records = try Bench().records(
      "class Net: Module { var training = 3 }\nlet (nn, torch) = (Net(), 4)",
      "print(nn.training, torch)")
    #expect(records.map(\.status) == [.passed, .passed])
    #expect(records[1].text == "3 4\n")
  }

  @Test func eachCellBeginsWithItsSeed() throws {
    var cells = Bench.cells(["let a = randn([3])", "let b = randn([3])", "print(a)", "print(b)"])
    cells[0].options.seed = 7
    cells[1].options.seed = 7
    let same = try Bench().run(cells).records
    #expect(same.map(\.status) == [.passed, .passed, .passed, .passed], "\(same)")
    #expect(same[2].text == same[3].text)
    // A cell put between them does not move the numbers of the others.
    cells[1].options.seed = 8
    let other = try Bench().run(cells).records
    #expect(other[2].text == same[2].text)
    #expect(other[3].text != same[3].text)
  }

  @Test func aTypeOfACellHidesTheEngines() throws {
    let records = try Bench().records(
      "struct Tensor { var own = true }", "let k = 1", "let k = 2", "Tensor().own")
    #expect(records.map(\.status) == [.passed, .passed, .passed, .passed])
    #expect(records[3].text == "true\n")
  }

  @Test func aMemoryCeiling() throws {
    var bench = Bench()
    bench.settings.memoryLimit = 2 << 30
    let records = try bench.run(
      Bench.cells([
        "print(1)", "let huge = [Int64](repeating: 1, count: 1 << 29)\nprint(huge[5])", "print(3)",
      ])
    ).records
    #expect(records.map(\.status) == [.passed, .failed, .passed])
    #expect(records[1].failure?.message.hasPrefix("failed to allocate 42949") == true)
    #expect(records[1].failure?.position?.line == 1)
  }

  @Test func chaptersSideBySide() async throws {
    let results = try await withThrowingTaskGroup(of: (Int, [CellRecord]).self) { group in
      for number in 0..<4 {
        group.addTask { (number, try Bench().records("let n = \(number)", "n * n")) }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    for number in 0..<4 { #expect(results[number]?[1].text == "\(number * number)\n") }
  }

  @Test func stopping() throws {
    let stop = StopSignal()
    let runner = try ChapterRunner(toolchain: Toolchain.find(), settings: Bench().settings)
    let marker = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-stop-\(UUID().uuidString)").path
    let code = """
      import Foundation
      let child = Process()
      child.executableURL = URL(fileURLWithPath: "/bin/sleep")
      child.arguments = ["1000"]
      try child.run()
      try "\\(getpid()) \\(child.processIdentifier)".write(
        toFile: "\(marker)", atomically: true, encoding: .utf8)
      sleep(1000)
      """
    Thread.detachNewThread {
      while !FileManager.default.fileExists(atPath: marker) { usleep(1000) }
      stop.stop()
    }
    #expect(throws: CancellationError.self) { try runner.run(Bench.cells([code]), stop: stop) }
    let processes = try String(contentsOfFile: marker, encoding: .utf8).split(separator: " ")
    try? FileManager.default.removeItem(atPath: marker)
    #expect(processes.count == 2)
    for process in processes {
      // Killed, and where it was ours to do so, waited for.
      let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
      #expect(state.isEmpty || state.contains(") Z "))
    }
  }
}
