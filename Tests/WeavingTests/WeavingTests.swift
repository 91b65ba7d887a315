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

  @Test func `a page is the same each time`() throws {
    let (chapter, _) = try Sample.chapter()
    let pages = try (0..<2).map { _ in
      try Sample.weaver([chapter]).page(chapter, Sample.record())
    }
    #expect(pages[0] == pages[1])
    if let folder = ProcessInfo.processInfo.environment["WEFT_SAMPLE"] {
      let url = URL(fileURLWithPath: folder).appendingPathComponent("02-samples")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try pages[0].write(
        to: url.appendingPathComponent("05-everything.html"), atomically: true, encoding: .utf8)
      try Sample.weaver([chapter]).installAssets(into: URL(fileURLWithPath: folder))
    }
  }
}
