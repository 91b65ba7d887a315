import Foundation
import Notebook
import Records
import Testing
import Weaving

@Suite struct PageTests {
  @Test func `the sample has no mistakes but the one it is made with`() throws {
    let (chapter, diagnostics) = try Sample.chapter()
    #expect(diagnostics.map(\.summary) == ["exercise 2.5.3 has no solution"])
    let book = Book(project: Sample.project(), chapters: [chapter])
    #expect(book.check { path, _ in path == "../images/weave.svg" }.isEmpty)
  }

  /// Set `WEFT_SAMPLE` to a folder to look at the pages.
  @Test func `pages are the same each time`() throws {
    let (chapter, _) = try Sample.chapter()
    let (first, _) = Chapter.parse(
      source: "---\nsummary: How to begin.\n---\n# Beginnings\n\nText.\n",
      path: "chapters/01-start/01-beginnings.md")
    func pages() throws -> [String: String] {
      let weaver = try Sample.weaver([chapter, first])
      var alone = WeavingOptions()
      alone.isStandalone = true
      let state = ChapterState(failures: 1, seconds: 2.31)
      return [
        "02-samples/05-everything.html": try weaver.page(chapter, Sample.record()),
        "01-start/01-beginnings.html": try weaver.page(first, nil),
        "index.html": try weaver.index(states: [chapter.id: state]),
        "solutions/index.html": try weaver.solutionIndex(records: [chapter.id: Sample.record()]),
        "solutions/02-samples/05-everything.html": try weaver.solutionPage(
          chapter, Sample.record()),
        "standalone.html": try Sample.weaver([chapter], options: alone)
          .page(chapter, Sample.record()),
      ]
    }
    let made = try pages()
    #expect(try pages() == made)
    guard let folder = ProcessInfo.processInfo.environment["WEFT_SAMPLE"] else { return }
    let output = URL(fileURLWithPath: folder)
    for (name, page) in made {
      let url = output.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(page.utf8).write(to: url)
    }
    let weaver = try Sample.weaver([chapter, first])
    try weaver.installAssets(into: output)
    try weaver.installImages(
      of: chapter, from: Sample.fixtures.appendingPathComponent("chapters"), into: output)
  }

  @Test func `quotes and dashes are set in prose and nowhere else`() throws {
    let page = try Sample.page(
      "It's \"fine\" -- $f'(x)$ and `a\"b--c`...\n\n```swift\nlet a = \"b--c\"\n```\n", [])
    #expect(page.contains("It’s “fine” – "))
    #expect(page.contains("<span class=\"math inline\">f'(x)</span>"))
    #expect(page.contains("<code>a&quot;b--c</code>…"))
    #expect(page.contains("b--c&quot;"))
  }

  @Test func `an index without parts has no empty headings`() throws {
    let (chapter, _) = Chapter.parse(source: "# A\n\nText.\n", path: "chapters/01-a.md")
    let state = ChapterState(failures: 0, seconds: 2.04)
    let index = try Sample.weaver([chapter]).index(states: [chapter.id: state])
    #expect(!index.contains("<h2"))
    #expect(index.contains("<span>2 s</span>"))
  }

  @Test func `failures show place, line and caret, counted without options`() throws {
    let failure = Failure(
      kind: .trap, message: "Index out of range", position: .init(line: 2, column: 7))
    let page = try Sample.page(
      "Text.\n\n- item\n\n  ```swift\n  //| label: bad\n  let a = [1]\n  print(a[3])\n  ```\n",
      [CellRecord(id: "bad", status: .failed, outputs: [.failure(failure)])])
    #expect(page.contains("<p class=\"place\">01-y.md:8:9</p>"))
    #expect(page.contains("<code>print(a[3])</code>\n      <span class=\"caret\">^</span>"))
    #expect(page.contains("<div class=\"failure\" role=\"note\">"))
  }

  @Test func `an expected failure has a calmer style`() throws {
    let failure = Failure(kind: .engine, message: "no", expected: true)
    let page = try Sample.page(
      "```swift\n//| expect: error\nx\n```\n",
      [CellRecord(id: "cell-1", status: .passed, outputs: [.failure(failure)])])
    #expect(page.contains("<div class=\"failure expected\" role=\"note\">"))
  }

  @Test func `hidden outputs do not hide a failure`() throws {
    let outputs: [Output] = [
      .text(.init(stream: .stdout, text: "secret")),
      .failure(Failure(kind: .thrown, message: "went wrong")),
    ]
    let page = try Sample.page(
      "```swift\n//| output: false\nx\n```\n",
      [CellRecord(id: "cell-1", status: .failed, outputs: outputs)])
    #expect(!page.contains("secret"))
    #expect(page.contains("went wrong"))
  }

  @Test(arguments: WeavingOptions.Solutions.allCases)
  func `solutions are shown, folded or left out`(solutions: WeavingOptions.Solutions) throws {
    var options = WeavingOptions()
    options.solutions = solutions
    let page = try Sample.page(
      """
      ## Exercises

      ### Exercise 3.1.1
      A question.

      #### Solution
      An answer.

      ##### With parts
      More.

      ### Exercise 3.1.2
      Another question.
      """, options: options)
    #expect(page.contains("A question.") && page.contains("Another question."))
    #expect(page.contains("An answer.") == (solutions != .hide))
    #expect(page.contains("With parts") == (solutions != .hide))
    #expect(page.contains("<details class=\"solution\"") == (solutions == .fold))
  }

  @Test func `a page that stands alone needs nothing beside it`() throws {
    let (chapter, _) = try Sample.chapter()
    var options = WeavingOptions()
    options.isStandalone = true
    let page = try Sample.weaver([chapter], options: options).page(chapter, Sample.record())
    #expect(!page.contains("<link "))
    #expect(!page.contains("<script src") && !page.contains("<script defer"))
    #expect(page.contains("data:font/woff2;base64,"))
    #expect(page.contains("<img src=\"data:image/svg+xml;base64,"))
    #expect(!page.contains("url(fonts/"))
  }

  @Test func `a quoted source is read where it is`() throws {
    let page = try Sample.page(
      """
      ```swift-text
      //| source: Lab/Timer.swift#Timer.start
      ```
      ```swift-text
      //| source: Lab/Timer.swift#Tmer
      ```
      """)
    #expect(page.contains("<div class=\"code-title\">Lab/Timer.swift#Timer.start</div>"))
    #expect(page.contains("/// Starts.</span>\n<span class=\"k\">public</span>"))
    #expect(page.contains("declares nothing named 'Tmer'"))
  }

  @Test func `links between chapters lead to pages`() throws {
    let (a, _) = Chapter.parse(
      source: "See @sec-b.\n[b](../02-y/01-b.md#x)", path: "chapters/01-x/01-a.md")
    let (b, _) = Chapter.parse(source: "# The other", path: "chapters/02-y/01-b.md")
    let page = try Sample.weaver([a, b]).page(a, nil)
    #expect(page.contains("<a class=\"ref\" href=\"../02-y/01-b.html#sec-b\">Section\u{A0}2.1</a>"))
    #expect(page.contains("<a href=\"../02-y/01-b.html#x\">b</a>"))
    #expect(page.contains("<a class=\"next\" rel=\"next\" href=\"../02-y/01-b.html\">"))
  }
}
