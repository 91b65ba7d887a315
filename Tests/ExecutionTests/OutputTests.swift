import Execution
import Records
import Testing

/// What cells write comes back as they wrote it.
@Suite struct OutputTests {
  @Test func tenMegabytes() throws {
    let records = try Bench().records(
      "for i in 0..<160_000 { print(i, \"ä\", String(repeating: \"x\", count: 54)) }", "1 + 1")
    #expect(records.map(\.status) == [.passed, .passed])
    guard case .text(let text)? = records[0].outputs.first else {
      Issue.record("no text")
      return
    }
    #expect(text.text.hasPrefix("0 ä xxx"))
    #expect(text.text.hasSuffix("xxx\n"))
    #expect(text.text.contains("\n159999 ä"))
    #expect(text.text.utf8.count < 1_100_000)
    #expect((text.omittedBytes ?? 0) > 9_000_000)
  }

  @Test func noNewlineAtTheEnd() throws {
    let records = try Bench().records(
      "print(\"a\", terminator: \"\")", "print(\"b\", terminator: \"\")")
    #expect(records.map(\.text) == ["a", "b"])
  }

  @Test func bytesThatAreNoText() throws {
    let records = try Bench().records(
      "import Foundation\nFileHandle.standardOutput.write(Data([65, 0xff, 0xfe, 66]))\n"
        + "FileHandle.standardOutput.write(Data([0, 10]))")
    #expect(records[0].text == "A\u{FFFD}\u{FFFD}B\u{0}\n")
  }

  @Test func bothStreamsInOrder() throws {
    let records = try Bench().records(
      "import Glibc\nfor i in 0..<50 {\n  print(i)\n  fputs(\"e\\(i)\\n\", stderr)\n}\n"
        + "write(1, \"raw\\n\", 4)\nprint(\"end\")")
    let expected = (0..<50).flatMap { ["\($0)\n", "e\($0)\n"] }
    let texts = records[0].outputs.compactMap { output -> String? in
      if case .text(let text) = output { return text.text }
      return nil
    }
    #expect(texts == expected + ["raw\nend\n"])
  }

  @Test func textAndValuesInOrder() throws {
    let records = try Bench().records("print(1)\ndisplay(2)\nprint(3)\n4")
    #expect(
      records[0].outputs == [
        .text(TextOutput(stream: .stdout, text: "1\n")), .value(ValueOutput(text: "2")),
        .text(TextOutput(stream: .stdout, text: "3\n")), .value(ValueOutput(text: "4")),
      ])
  }

  @Test func valuesBeyondCounting() throws {
    let record = try Bench().records("for i in 0..<1200 { display(i) }")[0]
    #expect(record.outputs.count == 1001)
    #expect(record.text.hasSuffix("999\n[... 200 more values were shown ...]\n"))
  }

  @Test func bothEndsOfTwoStreams() throws {
    var bench = Bench()
    bench.settings.outputLimit = 100
    let record = try bench.run(
      Bench.cells([
        "import Glibc\nfor i in 10..<40 {\n  print(\"o\\(i)\")\n  fputs(\"e\\(i)\\n\", stderr)\n}\ndisplay(1)"
      ])
    ).records[0]
    #expect(record.text.hasPrefix("o10\ne10\n"))
    #expect(record.text.hasSuffix("o39\ne39\n1\n"))
    #expect(record.text.contains("bytes left out"))
  }

  @Test func progressIsFolded() throws {
    let records = try Bench().records(
      "import Glibc\nfor i in 1...1000 {\n  print(\"\\r\\(i) of 1000\", terminator: \"\")\n}\nprint(\" done\")\n"
        + "print(\"a\\r\\nb\")")
    #expect(records[0].text == "1000 of 1000 done\na\nb\n")
  }

  @Test func nothingToRead() throws {
    let records = try Bench().records("readLine() == nil")
    #expect(records[0].text == "true\n")
  }

  @Test func theTrapTextIsNotInStandardError() throws {
    let records = try Bench().records(
      "import Glibc\nfputs(\"before\\n\", stderr)\nfatalError(\"two\\nlines\")")
    #expect(records[0].text(of: .stderr) == "before\n")
    #expect(records[0].failure?.message == "two\nlines")
  }

  @Test func valuesThatAreShown() throws {
    let records = try Bench().records(
      "let a: Int? = 3\na", "let b: Int? = nil\nb", "()", "let c = 4", "var d = 1\nd += 1", "_ = 3",
      "5;", "\"text\"", "[1, 2].map {\n  $0 * 2\n}", "print(1)", "if true { 3 } else { 4 }")
    #expect(
      records.map(\.text) == [
        "3\n", "nil\n", "", "", "", "", "", "text\n", "[2, 4]\n", "1\n", "",
      ])
  }

  @Test func threadsOfACell() throws {
    let records = try Bench().records(
      "import Foundation\nlet lock = NSLock()\nvar sum = 0\n"
        + "DispatchQueue.concurrentPerform(iterations: 100) { i in\n  lock.lock()\n  sum += i\n"
        + "  lock.unlock()\n}\nsum",
      "var late = 0\nlet ready = DispatchSemaphore(value: 0)\n"
        + "Thread.detachNewThread {\n  late = 7\n  ready.signal()\n}", "ready.wait()\nlate")
    #expect(records.map(\.text) == ["4950\n", "", "7\n"])
  }
}
