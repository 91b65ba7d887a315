import Foundation
import Notebook
import Records
import Testing
import Weaving

@Suite struct PageTests {
  @Test func `a plain chapter becomes a page`() throws {
    let source = """
      # A title

      Some *text* with $a_1 * b_2 * c$ and `code`.

      ```swift
      let x = 1
      x
      ```
      """
    let (chapter, diagnostics) = Chapter.parse(source: source, path: "chapters/02-a/05-b.md")
    #expect(diagnostics.isEmpty)
    let record = ChapterRecord(
      chapter: chapter.id,
      cells: [CellRecord(id: "cell-1", status: .passed, outputs: [.value(.init(text: "1 < 2"))])])
    let weaver = Weaver(
      theme: try Theme(), book: Book(project: Project(), chapters: [chapter]),
      draw: { _, _ in "<svg></svg>" })
    let page = try weaver.page(chapter, record)
    #expect(page.contains("<h1 id=\"sec-b\"><span class=\"number\">2.5</span> A title</h1>"))
    #expect(page.contains("<span class=\"math inline\">a_1 * b_2 * c</span>"))
    #expect(page.contains("1 &lt; 2</pre>"))
    if let folder = ProcessInfo.processInfo.environment["WEFT_SAMPLE"] {
      try page.write(toFile: folder + "/plain.html", atomically: true, encoding: .utf8)
    }
  }
}
