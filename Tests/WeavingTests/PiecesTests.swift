import Notebook
import Records
import Synchronization
import Testing
import Weaving

/// The outputs of a running cell, as its page would have them.
@Suite struct PiecesTests {
  private let draws = Counter()

  final class Counter: Sendable {
    private let count = Mutex(0)
    func add() { count.withLock { $0 += 1 } }
    var value: Int { count.withLock { $0 } }
  }

  private func weaver(_ chapter: Chapter) throws -> Weaver {
    Weaver(
      theme: try Theme(), book: Book(project: Project(), chapters: [chapter]),
      draw: { [draws] figure, request in
        draws.add()
        return "<svg id=\"\(request.prefix)\" data-title=\"\(figure.title ?? "")\"></svg>"
      })
  }

  private func chapter(_ options: String) -> Chapter {
    Chapter.parse(source: "```swift\n\(options)x\n```\n", path: "chapters/03-x/01-y.md").0
  }

  private func text(_ text: String) -> Output { .text(.init(stream: .stdout, text: text)) }

  private func figure(_ title: String) -> Output { .figure(FigureRecord(title: title, panels: [])) }

  @Test func `pieces are what the page has, but for the names of figures`() throws {
    let chapter = chapter("//| label: fig-x\n//| fig-cap: How it *went*.\n")
    let weaver = try weaver(chapter)
    let outputs = [text("a < b\n"), figure("one"), .value(.init(text: "3")), figure("two")]
    var pieces = OutputPieces()
    weaver.renew(&pieces, outputs, of: chapter.cells[0], in: chapter)
    #expect(pieces.html.count == 4)
    #expect(pieces.html[1].hasPrefix("<figure id=\"fig-x\">"))
    #expect(pieces.html[1].contains("How it <em>went</em>"))
    #expect(pieces.html[3].hasPrefix("<figure>"))
    let cell = CellRecord(id: chapter.cells[0].id, status: .passed, outputs: outputs)
    let page = try weaver.page(chapter, ChapterRecord(chapter: chapter.id, cells: [cell]))
    let joined = pieces.html.joined()
    #expect(joined.contains("live0-fig1-") && !page.contains("live0-"))
    #expect(page.contains(joined.replacing("live0-fig", with: "fig")))
  }

  @Test func `only what changed is drawn again`() throws {
    let chapter = chapter("")
    let weaver = try weaver(chapter)
    var pieces = OutputPieces()
    func renew(_ outputs: [Output]) -> Int {
      weaver.renew(&pieces, outputs, of: chapter.cells[0], in: chapter)
      return draws.value
    }
    #expect(renew([figure("kept"), figure("grows 1")]) == 2)
    #expect(renew([figure("kept"), figure("grows 2")]) == 3)
    #expect(pieces.html[1].contains("grows 2") && pieces.html[1].contains("live0-fig2-"))
    #expect(renew([figure("kept"), figure("grows 2"), text("more")]) == 3)
    // The same figure at another place has another name.
    #expect(renew([figure("grows 2")]) == 4)
    #expect(pieces.html.count == 1 && pieces.html[0].contains("live0-fig1-"))
    #expect(renew([]) == 4 && pieces.html.isEmpty)
  }

  @Test func `hidden outputs stay hidden while the cell runs`() throws {
    let chapter = chapter("//| output: false\n")
    let weaver = try weaver(chapter)
    var pieces = OutputPieces()
    weaver.renew(&pieces, [text("secret"), figure("secret")], of: chapter.cells[0], in: chapter)
    #expect(pieces.html.isEmpty)
    let failure = Output.failure(Failure(kind: .thrown, message: "went wrong"))
    weaver.renew(&pieces, [text("secret"), failure], of: chapter.cells[0], in: chapter)
    #expect(pieces.html.count == 1 && pieces.html[0].contains("went wrong"))
  }

  @Test func `the preview's own files are there and in no page`() throws {
    let assets = try PreviewAssets()
    #expect(assets.script.contains("/_weft/changes"))
    #expect(assets.styles.contains("prefers-reduced-motion"))
    let (chapter, _) = try Sample.chapter()
    #expect(try !Sample.weaver([chapter]).page(chapter, Sample.record()).contains("_weft"))
  }
}
