import Execution
import Records
import Testing

/// Cells are Swift: what works in a file works from cell to cell.
@Suite struct LanguageTests {
  /// Runs cells that must all pass and returns what they showed.
  func texts(_ codes: String..., sourceLocation: SourceLocation = #_sourceLocation) throws
    -> [String]
  {
    let records = try Bench().run(Bench.cells(codes)).records
    for record in records {
      #expect(record.status == .passed, "\(record)", sourceLocation: sourceLocation)
    }
    return records.map(\.text)
  }

  @Test func namesCanBeDeclaredAgain() throws {
    let texts = try texts(
      "let x = 1\nfunc f() -> String { \"old\" }\nstruct S { var a = 1 }",
      "let x = \"two\"\nfunc f() -> String { \"new\" }\nstruct S { var b = 2 }", "x", "f()",
      "S().b",
      "var x = 3.5", "x *= 2\nx")
    #expect(texts == ["", "", "two\n", "new\n", "2\n", "", "7.0\n"])
  }

  @Test func subclassesAndExtensions() throws {
    let texts = try texts(
      "class Animal {\n  var name: String\n  init(name: String) { self.name = name }\n"
        + "  func sound() -> String { \"...\" }\n}",
      "let x = 1", "let x = 2",
      "class Dog: Animal {\n  override func sound() -> String { \"wuff\" }\n}",
      "extension Animal { func twice() -> String { sound() + sound() } }",
      "Dog(name: \"Rex\").twice()")
    #expect(texts.last == "wuffwuff\n")
  }

  @Test func conformancesOfEarlierTypes() throws {
    let texts = try texts(
      "struct Point { var x = 1, y = 2 }\nprotocol Named { func name() -> String }", "let k = 1",
      "let k = 2\nextension Point: CustomStringConvertible {\n  var description: String { \"(\\(x), \\(y))\" }\n}",
      "struct Inner {}\nextension Point: Named {\n  func name() -> String { \"\\(Inner())\" }\n"
        + "  func take(_ inner: Inner) {}\n}\nextension Int: Named { func name() -> String { \"int\" } }",
      "Point()", "[Point() as any Named, 4].map { $0.name() }")
    #expect(texts.suffix(2) == ["(1, 2)\n", "[\"Inner()\", \"int\"]\n"])
  }

  @Test func unicodeNames() throws {
    let texts = try texts(
      "let größe = 3\nlet 名前 = \"weft\"\nlet `class` = 1", "let ø = 1", "let ø = 2",
      "größe + `class`", "名前")
    #expect(texts.suffix(2) == ["4\n", "weft\n"])
  }

  @Test func operators() throws {
    let texts = try texts(
      "infix operator **: MultiplicationPrecedence\nfunc ** (a: Int, b: Int) -> Int { (0..<b).reduce(1) { r, _ in r * a } }",
      "2 ** 5", "let k = 1", "let k = 2", "3 ** 2 + 1")
    #expect(texts[1] == "32\n")
    #expect(texts[4] == "10\n")
  }

  @Test func awaiting() throws {
    let texts = try texts(
      "func slow(_ n: Int) async -> Int {\n  await Task.yield()\n  return n * 2\n}\n"
        + "struct Bad: Error {}\nfunc bad() async throws -> Int { throw Bad() }",
      "let a = await slow(4)\na", "await slow(5)",
      "async let p = slow(1)\nasync let q = slow(2)\nlet r = await p + q\nr",
      "for await n in AsyncStream<Int>(unfolding: { nil }) { print(n) }",
      "let task = Task { @MainActor in 3 }\nawait task.value",
      "do {\n  _ = try await bad()\n} catch {\n  print(\"caught\")\n}",
      "actor Counter {\n  var n = 0\n  func up() -> Int {\n    n += 1\n    return n\n  }\n}\nlet counter = Counter()",
      "await counter.up()\nawait counter.up()")
    #expect(texts == ["", "8\n", "10\n", "6\n", "", "3\n", "caught\n", "", "2\n"])
  }

  @Test func anErrorFromAsynchronousCode() throws {
    let records = try Bench().records(
      "struct Bad: Error {}\nfunc bad() async throws -> Int { throw Bad() }",
      "let n = try await bad()", "1")
    #expect(records[1].failure?.kind == .thrown)
    #expect(records[1].failure?.message == "Bad()")
    #expect(records[2].status == .passed)
  }

  @Test func privateNames() throws {
    let texts = try texts(
      "private let secret = 3\nfileprivate func f() -> Int { 4 }", "let k = 1", "let k = 2",
      "secret + f()")
    #expect(texts.last == "7\n")
  }

  @Test func whatComesLaterIsNotThereYet() throws {
    let records = try Bench().records("later + 1", "let later = 2", "later")
    #expect(records.map(\.status) == [.failed, .passed, .passed])
    #expect(records[0].failure?.message == "cannot find 'later' in scope")
  }

  @Test func namesOfFailedCells() throws {
    let records = try Bench().records(
      "let good = 1", "let half = 2\nlet list = [1]\nlist[half]", "good + 1", "half",
      "let next = half + 1",
      "next")
    #expect(records.map(\.status) == [.passed, .failed, .passed, .notRun, .notRun, .notRun])
    #expect(
      records[3].failure?.message
        == "Not run: 'half' comes from cell 'b', which did not run to its end.")
    #expect(
      records[5].failure?.message
        == "Not run: 'next' comes from cell 'e', which did not run to its end.")
  }

  @Test func guiltyCellsFailAlone() throws {
    let records = try Bench().records(
      "let a = 1", "let b = a.nonsense", "let c = a + 1", "let d: Int = \"\"", "a + c")
    #expect(records.map(\.status) == [.passed, .failed, .passed, .failed, .passed])
    #expect(records[4].text == "3\n")
  }

  @Test func hostileCells() throws {
    let chain = "1" + String(repeating: ".self", count: 20_000)
    let nested = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    let records = try Bench().records("let a = 1", chain, nested, "\u{0}let b = 2", "a")
    #expect(records.map(\.id) == ["a", "b", "c", "d", "e"])
    #expect(records[0].status == .passed)
    #expect(records[2].status == .failed)
    #expect(records[4].text == "1\n")
  }

  @Test func sourceLocations() throws {
    let texts = try texts("print(1)", "print(#file, #line)\n#line")
    #expect(texts[1] == "chapters/test.md 14\n15\n")
  }
}
