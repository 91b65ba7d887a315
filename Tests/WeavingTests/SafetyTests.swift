import Foundation
import Notebook
import Records
import Testing
import Weaving

/// Nothing that a cell produced, and no title or label, becomes script.
@Suite struct SafetyTests {
  static let attacks = [
    "<script>window.hit = 1</script>", "<img src=x onerror=\"window.hit = 1\">",
    "\"><svg onload=window.hit=1>", "</pre><script>window.hit = 1</script>",
    "<a href=\"javascript:window.hit=1\">x</a>", "<b onmouseover=window.hit=1 title='x'>b</b>",
    "<math><mtext></math><script>window.hit=1</script>", "<style>*{background:url(x)}</style>",
    "</title><script>window.hit=1</script>", "<iframe srcdoc='<script>parent.hit=1</script>'>",
    "<scr\u{0}ipt>window.hit=1</scr\u{0}ipt>", "<table><tr><td onclick=window.hit=1>",
    "<!--<script>",
    "<b><i></b></div></main><script>window.hit=1//", "&lt;script&gt;", "\\\"<script>`",
    "<b title=\"a\"\"b\">",
  ]

  static func record(_ attack: String) -> [CellRecord] {
    let column = TableOutput.Column(name: attack, kind: .text)
    let outputs: [Output] = [
      .text(.init(stream: .stdout, text: attack)), .text(.init(stream: .stderr, text: attack)),
      .value(.init(text: attack)), .value(.init(text: attack, html: attack)),
      .tensor(.init(dtype: attack, shape: [1], text: attack, values: [Number(1)])),
      .table(.init(columns: [column], index: [attack], rows: [[attack]], caption: attack)),
      .figure(FigureRecord(title: attack, panels: [PanelRecord(title: attack)], altText: attack)),
      .failure(
        Failure(
          kind: .compile, message: attack, hint: attack,
          diagnostics: [
            .init(severity: .error, message: attack, position: .init(line: 1, column: 1))
          ])),
    ]
    return ["cell-1", "cell-2", "inline-1"].map {
      CellRecord(id: $0, status: .passed, outputs: outputs)
    }
  }

  static func page(_ attack: String) throws -> String {
    let quoted = attack.replacing("'", with: "''")
    let source = """
      ---
      title: '\(quoted)'
      summary: '\(quoted)'
      ---

      The value `{swift} x` and `\(attack)`.

      ```swift
      //| fig-cap: '\(quoted)'
      //| fig-alt: '\(quoted)'
      //| code-summary: '\(quoted)'
      //| code-fold: true
      let s = "\(attack)"
      ```

      ```swift
      //| output: asis
      //| label: '\(quoted)'
      print("x")
      ```
      """
    return try Sample.page(source, record(attack))
  }

  @Test(arguments: attacks)
  func `no output, title or label becomes an element of its own`(attack: String) throws {
    let page = try Self.page(attack)
    if let folder = ProcessInfo.processInfo.environment["WEFT_SAMPLE"] {
      let number = Self.attacks.firstIndex(of: attack) ?? 0
      try Data(page.utf8).write(to: URL(fileURLWithPath: "\(folder)/attack-\(number).html"))
    }
    // What is ours: three script elements with sources, one that sets the colours.
    #expect(page.components(separatedBy: "<script").count - 1 <= 4)
    let tags = page.matches(of: /<[a-zA-Z][^<>]*>/).map { String($0.output) }
    for tag in tags {
      let bare = tag.replacing(/"[^"]*"/, with: "")
      #expect(!bare.contains(/\son[a-z]+\s*=/), "\(tag)")
      #expect(!tag.lowercased().contains("href=\"javascript:"), "\(tag)")
      #expect(!tag.lowercased().hasPrefix("<iframe") && !tag.lowercased().hasPrefix("<style>*"))
    }
    #expect(page.components(separatedBy: "</main>").count == 2)
  }

  @Test func `harmless HTML of a value is kept`() throws {
    let fragment = "<table class=\"x\"><tr><td colspan=\"2\">a &amp; <b>b</b></td></tr></table>"
    let page = try Sample.page(
      "```swift\nx\n```\n",
      [
        CellRecord(
          id: "cell-1", status: .passed, outputs: [.value(.init(text: "t", html: fragment))])
      ])
    #expect(page.contains("<table><tr><td colspan=\"2\">a &amp; <b>b</b></td></tr></table>"))
  }

  @Test func `the search index is script that says nothing but text`() throws {
    let (chapter, _) = Chapter.parse(
      source: "# A </script> title\n\nText with `\"quotes\"`, \\\\ and \u{2028}.\n",
      path: "chapters/01-a/01-b.md")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-search-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Sample.weaver([chapter]).installAssets(into: folder)
    let index = try String(
      contentsOf: folder.appendingPathComponent("assets/search-index.js"), encoding: .utf8)
    #expect(!index.contains("<") && !index.contains("\u{2028}"))
    #expect(index.contains("\\\"quotes\\\""))
  }
}
