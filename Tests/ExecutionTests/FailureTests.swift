import Execution
import Records
import Testing

/// Every way in which a cell can fail: it fails alone, says where, and the next cell runs.
@Suite struct FailureTests {
  /// Runs `code` between two good cells and returns its failure.
  func failure(
    of code: String, options: CellSource.Options = .init(),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Failure {
    var cells = Bench.cells(["var kept = 1", code, "kept += 1\nkept"])
    cells[1].options = options
    let records = try Bench().run(cells).records
    #expect(records[0].status == .passed, sourceLocation: sourceLocation)
    #expect(records[1].status == .failed, sourceLocation: sourceLocation)
    #expect(records[2].status == .passed, sourceLocation: sourceLocation)
    #expect(records[2].text == "2\n", sourceLocation: sourceLocation)
    return try #require(records[1].failure, sourceLocation: sourceLocation)
  }

  @Test func anIndexOutOfRange() throws {
    let failure = try failure(of: "let values = [1, 2, 3]\nvar i = 7\nprint(values[i])")
    #expect(failure.kind == .trap)
    #expect(failure.message == "Index out of range")
    #expect(failure.position?.line == 3)
  }

  @Test func anOverflow() throws {
    let failure = try failure(of: "var big = Int.max\n\nbig += 1")
    #expect(failure.kind == .trap)
    #expect(failure.message == "arithmetic overflow")
    #expect(failure.position == .init(line: 3, column: 5))
  }

  @Test func aForcedNil() throws {
    let failure = try failure(of: "var none: Int? = nil\nlet n = none!")
    #expect(failure.kind == .trap)
    #expect(failure.message == "Unexpectedly found nil while unwrapping an Optional value")
    #expect(failure.position?.line == 2)
  }

  @Test func aFatalErrorInAFunction() throws {
    let failure = try failure(
      of:
        "func f(_ n: Int) {\n  if n == 3 { fatalError(\"three is too many\") }\n}\nfor i in 0..<9 { f(i) }"
    )
    #expect(failure.kind == .trap)
    #expect(failure.message == "three is too many")
    #expect(failure.position?.line == 2)
  }

  @Test func aFailedCast() throws {
    let failure = try failure(of: "class A {}\nclass B {}\nlet a: Any = A()\nlet b = a as! B")
    #expect(failure.kind == .trap)
    #expect(failure.message == "Could not cast value of type 'A' to 'B'.")
    #expect(failure.position?.line == 4)
  }

  @Test func anEndlessRecursion() throws {
    let failure = try failure(of: "func down(_ n: Int) -> Int {\n  down(n + 1) + 1\n}\ndown(0)")
    #expect(failure.kind == .stackOverflow)
    #expect(failure.position?.line == 2)
  }

  @Test func aThrownError() throws {
    let failure = try failure(
      of:
        "enum Trouble: Error { case deep(Int) }\nfunc f() throws {\n  throw Trouble.deep(4)\n}\ntry f()"
    )
    #expect(failure.kind == .thrown)
    #expect(failure.message == "Trouble.deep(4)")
    #expect(failure.position?.line == 3)
  }

  @Test(arguments: ["exit(3)", "_exit(3)", "quick_exit(3)"]) func leaving(_ call: String) throws {
    let failure = try failure(of: "import Glibc\nprint(1)\n\(call)")
    #expect(failure.kind == .exit)
    #expect(failure.message == "The cell called \(call).")
    #expect(failure.position?.line == 3)
  }

  @Test func anAbort() throws {
    let failure = try failure(of: "import Glibc\nabort()")
    #expect(failure.kind == .trap)
    #expect(failure.message == "The cell called abort().")
    #expect(failure.position?.line == 2)
  }

  @Test func aNullPointer() throws {
    let failure = try failure(
      of: "let p = UnsafePointer<Int>(bitPattern: 8)\nlet v = p?.pointee\nprint(v ?? 0)")
    #expect(failure.kind == .trap)
    #expect(failure.message == "Invalid memory access: a null pointer was read or written.")
    #expect(failure.position?.line == 2)
  }

  @Test func anEndlessLoop() throws {
    let failure = try failure(
      of: "var n = 0\nwhile true {\n  n &+= 1\n}", options: .init(timeout: 0.5))
    #expect(failure.kind == .timeout)
    #expect(failure.message == "The cell did not end within 0.5 s.")
    #expect((2...4).contains(failure.position?.line ?? 0))
  }

  @Test func aSleepThatIsTooLong() throws {
    let failure = try failure(
      of: "import Glibc\nsleep(1000)", options: .init(timeout: 0.5))
    #expect(failure.kind == .timeout)
  }

  @Test func anAllocatingEndlessLoop() throws {
    let failure = try failure(
      of: "var all: [[Int]] = []\nwhile true {\n  all.append(Array(repeating: 1, count: 100))\n"
        + "  if all.count > 100 { all = [] }\n}",
      options: .init(timeout: 0.5))
    #expect(failure.kind == .timeout)
  }

  @Test func aCellThatDoesNotCompile() throws {
    let failure = try failure(of: "let n: Int = 4\nlet s: String = n")
    #expect(failure.kind == .compile)
    #expect(failure.message == "cannot convert value of type 'Int' to specified type 'String'")
    #expect(failure.position == .init(line: 2, column: 17))
  }

  @Test func aPlaceBehindRewrittenCode() throws {
    let failure = try failure(of: "let zero = 0\n/* é */ zero + \"é\".count + nothing")
    #expect(failure.kind == .compile)
    #expect(failure.message == "cannot find 'nothing' in scope")
    #expect(failure.position == .init(line: 2, column: 28))
  }

  @Test func anUnclosedBrace() throws {
    let failure = try failure(of: "func f() {\n  print(1)")
    #expect(failure.kind == .compile)
    #expect(
      failure.message == "expected '}' in brace statement"
        || failure.message == "expected '}' at end of brace statement")
  }

  @Test func aTrapInsidePrint() throws {
    let failure = try failure(
      of:
        "struct S: CustomStringConvertible {\n  var description: String { fatalError(\"no\") }\n}\n"
        + "print(S())")
    #expect(failure.kind == .trap)
    #expect(failure.message == "no")
  }

  @Test func aTrapOnAnotherThread() throws {
    let failure = try failure(
      of: "import Foundation\nlet done = DispatchSemaphore(value: 0)\n"
        + "Thread.detachNewThread {\n  fatalError(\"over there\")\n}\ndone.wait()")
    #expect(failure.kind == .trap)
    #expect(failure.message == "over there")
    #expect(failure.position?.line == 4)
  }

  @Test func aKilledHost() throws {
    let records = try Bench().records(
      "print(1)", "import Glibc\nprint(2)\nkill(getpid(), SIGKILL)\nsleep(9)", "print(3)")
    #expect(records.map(\.status) == [.passed, .failed, .notRun])
    #expect(records[1].failure?.kind == .hostDied)
    #expect(records[1].failure?.message == "The cell host died: signal SIGKILL.")
    #expect(records[2].failure?.kind == .notRun)
  }
}
