import Foundation
import Testing

/// Drift, accepting it, and what is said of exercises.
@Suite(.serialized)
struct CompareTests {
  @Test func driftIsFoundAndAccepted() throws {
    let book = try WeftBook()
    defer { book.remove() }
    try book.write("01-a", "# T\n\n```swift\n//| label: one\nprint(\"loss\", 0.25)\n```\n")
    try book.run("render")
    #expect(try book.run("diff").status == 0)
    try book.write("01-a", "# T\n\n```swift\n//| label: one\nprint(\"loss\", 0.75)\n```\n")
    let junit = book.root.appendingPathComponent("drift.xml").path
    let report = book.root.appendingPathComponent("drift.html").path
    let outcome = try book.run("diff", "--junit", junit, "--github", "--report", report)
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("0.25 is now 0.75"))
    #expect(outcome.output.contains("::error file=chapters/01-a.md,line=5"))
    #expect(try book.text("drift.xml").contains("failures=\"1\""))
    #expect(try book.text("drift.html").contains("weft accept 01-a#one"))
    #expect(try book.run("accept", "01-a#nowhere").status == 64)
    #expect(try book.run("accept", "01-a#one").status == 0)
    #expect(try book.run("diff").status == 0)
  }

  @Test func exercisesAreCounted() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    try book.run("render")
    let listed = try book.run("list", "--exercises")
    #expect(listed.status == 0)
    #expect(listed.output.contains("1 of 1 exercises answered and passing"))
    try book.write(
      "02-b/01-c", "# T\n\n## Exercises\n\n### Exercise 2.1.1\n\nWhy?\n")
    let outcome = try book.run("solutions")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("2.1.1"))
    #expect(try book.text("output/solutions/01-first/01-lesson.html").contains("Exercise 1.1.1"))
  }

  @Test func studentsGetExercisesWithoutSolutions() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    #expect(try book.run("render", "--solutions", "hide").status == 0)
    let page = try book.text("output/01-first/01-lesson.html")
    #expect(page.contains("What is the sum of the first row?"))
    #expect(!page.contains("x[0].sum()"))
  }

  @Test func chaptersAreExported() throws {
    let book = try WeftBook("book")
    defer { book.remove() }
    #expect(try book.run("render", "--to", "ipynb").status == 0)
    let data = try Data(
      contentsOf: book.root.appendingPathComponent("output/01-first/01-lesson.ipynb"))
    let notebook = try #require(
      JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(try book.run("render", "--to", "markdown").status == 0)
    #expect(try book.text("output/01-first/01-lesson.md").contains("matmul"))
  }
}
