import Foundation
import Notebook
import Records
import Testing
import Weaving

@Suite struct ExportTests {
  @Test func `a chapter becomes a notebook of format 4.5`() throws {
    let (chapter, _) = try Sample.chapter()
    let text = try Sample.weaver([chapter]).notebook(chapter, Sample.record())
    if let folder = ProcessInfo.processInfo.environment["WEFT_SAMPLE"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/everything.ipynb"))
    }
    let notebook = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let code = cells.filter { $0["cell_type"] as? String == "code" }
    #expect(code.count == chapter.cells.count)
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == cells.count)
    let outputs = code.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
    let kinds = Set(outputs.compactMap { $0["output_type"] as? String })
    #expect(kinds == ["stream", "display_data", "error"])
    let figures = outputs.compactMap { ($0["data"] as? [String: Any])?["image/svg+xml"] }
    #expect(figures.count == 1)
    let prose = cells.compactMap { $0["source"] as? [String] }.flatMap { $0 }.joined()
    #expect(prose.contains("The sum of the squares is 16.25, computed"))
    #expect(prose.contains("draw it in\nFigure 2.5.1, and solve"))
    #expect(!prose.contains("{#") && !prose.contains("params:"))
  }

  @Test func `a chapter becomes Markdown with its figures beside it`() throws {
    let (chapter, _) = try Sample.chapter()
    let export = try Sample.weaver([chapter]).markdown(chapter, Sample.record())
    #expect(export.figures.keys.sorted() == ["05-everything_files/fig-sine-1.svg"])
    #expect(export.text.contains("(05-everything_files/fig-sine-1.svg)\n\n*Figure 2.5.1. The sine"))
    #expect(export.text.contains("```text\n16.25\n```"))
    #expect(export.text.contains("|  | rooms | alley | price |\n| --- | ---: | --- | ---: |"))
    let (again, diagnostics) = Chapter.parse(source: export.text, path: "again.md")
    #expect(diagnostics.allSatisfy { $0.summary.contains("no solution") }, "\(diagnostics)")
    #expect(again.exercises.count == chapter.exercises.count)
  }

  @Test func `the edition for students has no solutions`() throws {
    let (chapter, _) = try Sample.chapter()
    var options = WeavingOptions()
    options.solutions = .hide
    let text = try Sample.weaver([chapter], options: options).markdown(chapter, Sample.record())
      .text
    #expect(text.contains("Find the slope of") && !text.contains("subgradient"))
    #expect(!text.contains("let second"))
  }
}
