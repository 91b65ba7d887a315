import Foundation
import Testing

/// The built program on whole books: pages, records, exit codes.
@Suite(.serialized)
struct RenderTests {
  @Test func aLessonBecomesTheExpectedPage() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    let outcome = try book.run("render")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for name in ["01-first/01-lesson.html", "01-first/01-lesson.json", "index.html"] {
      let actual = try book.text("output/\(name)")
      let file = WeftBook.fixtures.appendingPathComponent("expected/\(name)")
      if WeftBook.isRecording {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: file)
      } else {
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(actual == expected, "\(name) differs; RECORD_SNAPSHOTS=1 writes it anew")
      }
    }
    let page = try book.text("output/01-first/01-lesson.html")
    #expect(!page.contains("<script>alert(1)"))
    #expect(page.contains("&lt;script&gt;alert(1)"))
  }

  @Test func aSecondRunGivesTheSameBytes() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    try book.run("render")
    let record = try book.text("output/01-first/01-lesson.json")
    let page = try book.text("output/01-first/01-lesson.html")
    #expect(try book.run("render").status == 0)
    #expect(try book.text("output/01-first/01-lesson.json") == record)
    #expect(try book.run("render", "--no-cache").status == 0)
    #expect(try book.text("output/01-first/01-lesson.json") == record)
    #expect(try book.text("output/01-first/01-lesson.html") == page)
  }

  @Test func anUnchangedChapterIsNotRunAgain() throws {
    let book = try WeftBook()
    defer { book.remove() }
    try book.write("01-a", "---\ntitle: A\n---\n\n```swift\nprint(1)\n```\n")
    try book.run("render")
    #expect(try book.run("render").errors.contains("unchanged"))
    try book.write("01-a", "---\ntitle: A\n---\n\nMore prose.\n\n```swift\nprint(1)\n```\n")
    #expect(try book.run("render").errors.contains("unchanged"))
    #expect(try book.text("output/01-a.html").contains("More prose."))
    try book.write("01-a", "---\ntitle: A\n---\n\n```swift\nprint(2)\n```\n")
    #expect(try !book.run("render").errors.contains("unchanged"))
    #expect(try book.run("why", "01-a#cell-1").output.contains("would not run"))
  }

  @Test(arguments: [
    ("matmul(ones(2, 3), ones(2, 3))", Int32(2), "matmul"),
    ("let i = 7\nprint([1][i])", 2, "out of range"),
    ("func f(_ n: Int) -> Int { n + f(n + 1) }\nprint(f(0))", 2, "stack"),
    ("struct Odd: Error {}\nthrow Odd()", 2, "Odd"),
    ("import Foundation\nexit(0)", 2, "exit"),
    ("print(nowhere)", 3, "cannot find 'nowhere'"),
    ("//| timeout: 0.4\nwhile true {}", 4, "0.4"),
  ])
  func aFailingCellFailsAlone(code: String, status: Int32, message: String) throws {
    let book = try WeftBook()
    defer { book.remove() }
    try book.write(
      "01-a",
      "# T\n\n```swift\nlet a = 1\n```\n\n```swift\n\(code)\n```\n\n```swift\nprint(a + 41)\n```\n")
    let outcome = try book.run("render")
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains("chapters/01-a.md:"))
    #expect(try book.text("output/01-a.html").contains("42"))
  }

  @Test func wrongTextIsReportedWithItsPlace() throws {
    let book = try WeftBook()
    defer { book.remove() }
    try book.write("01-a", "# T\n\nSee @fig-nowhere.\n\n```swift\n//| lable: a\nprint(1)\n```\n")
    let outcome = try book.run("render")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("chapters/01-a.md:3:"))
    #expect(outcome.errors.contains("chapters/01-a.md:6:"))
    #expect(outcome.errors.contains("label"))
    #expect(try book.text("output/01-a.html").contains("<main"))
  }

  @Test func wrongUseIsRefused() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    #expect(try book.run("render", "nowhere.md").status == 64)
    #expect(try book.run("render", "-P", "stpes=4").status == 64)
    #expect(try book.run("render", "-P", "steps=many").status == 64)
    #expect(try book.run("render", "--solutions", "perhaps").status == 64)
    #expect(try book.run("rendre").status == 64)
  }

  @Test func parametersReachTheCells() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    #expect(try book.run("render", "-P", "steps=5").status == 0)
    #expect(try book.text("output/01-first/01-lesson.json").contains("1 2 3 4 5"))
  }
}
