import Notebook
import Testing

/// What an author writes, and what the parser makes of it.
@Suite struct ChapterTests {
  static func parse(_ source: String, project: Project = Project()) -> (Chapter, [Diagnostic]) {
    Chapter.parse(source: source, path: "chapters/02-a/05-autograd.md", project: project)
  }

  @Test func `id and number come from the path`() {
    let (chapter, _) = Self.parse("# Gradients\n")
    #expect(chapter.id == "02-a/05-autograd")
    #expect(chapter.number == "2.5")
    #expect(chapter.heading == "2.5 Gradients")
    #expect(Chapter.parse(source: "", path: "notes/x.md").0.number == nil)
  }

  @Test func `cells know their place`() {
    let (chapter, diagnostics) = Self.parse(
      "Text\n\n```swift\n//| label: one\n//| echo: false\nlet a = 1\nlet b = 2\n```\n\n> ```swift\n> c\n> ```\n"
    )
    #expect(diagnostics.isEmpty)
    #expect(chapter.cells.map(\.id) == ["one", "cell-2"])
    let one = chapter.cells[0]
    #expect(one.code == "let a = 1\nlet b = 2")
    #expect((one.firstLine, one.optionLines, one.fenceLines) == (6, 2, 3...8))
    #expect(!one.options.echo)
    let quoted = chapter.position(line: 1, column: 1, in: chapter.cells[1])
    #expect(quoted == SourcePosition(line: 11, column: 3))
  }

  @Test func `defaults come from project, then front matter, then the cell`() {
    let (project, problems) = Project.parse(
      yaml: Array("cells:\n  echo: false\n  timeout: 5\nparts:\n  02-a: Part two\n".utf8),
      path: "weft.yml")
    #expect(problems.isEmpty && project.parts == ["02-a": "Part two"])
    let (chapter, diagnostics) = Self.parse(
      "---\ntimeout: 7\nrtol: 1e-3\n---\n```swift\n//| rtol: 0.5\nx\n```\n```swift\ny\n```\n",
      project: project)
    #expect(diagnostics.isEmpty)
    #expect(chapter.cells.map(\.options.echo) == [false, false])
    #expect(chapter.cells.map(\.options.timeout) == [7, 7])
    #expect(chapter.cells.map(\.options.rtol) == [0.5, 1e-3])
  }

  @Test func `swift-text and other languages are not run`() {
    let (chapter, _) = Self.parse("```swift-text\nx\n```\n```python\ny\n```\n```swift\nz\n```\n")
    #expect(chapter.cells.map(\.code) == ["z"])
    #expect(chapter.listings.map(\.code) == ["x"])
  }

  @Test func `inline expressions are found where code is`() {
    let (chapter, _) = Self.parse("a `{swift} x + 1` b ``{swift} `y` ``\n\n    `{swift} no`\n")
    #expect(chapter.expressions.map(\.code) == ["x + 1", "`y`"])
    #expect(chapter.expressions[0].position == SourcePosition(line: 1, column: 3))
    #expect(chapter.expressions[0].length == 15)
  }

  static let formulas: [(String, [String])] = [
    ("$a_1 * b_2 * c$", ["a_1 * b_2 * c"]), ("costs $5 and $10", []), ("$5 and then $x$", ["x"]),
    (#"\$a$ and $b$"#, ["b"]), ("`$a$` $b$", ["b"]), ("$`a_b`$", ["a_b"]), ("a $$x$$ b", ["x"]),
    ("$ a$", []), ("[t](/u$a$b) $c$", ["c"]), ("<b title='$a$'> $c$", ["c"]),
    ("$a\n= b$", ["a\n= b"]),
    ("**$a*b$**", ["a*b"]), ("$a$5", []), (#"$\text{\$}$"#, [#"\text{\$}"#]),
    ("`$HOME` `$PATH`", []),
  ]

  @Test(arguments: formulas)
  func `formulas are kept from Markdown`(source: String, expected: [String]) {
    let (chapter, diagnostics) = Self.parse(source)
    #expect(diagnostics.isEmpty)
    func find(_ inlines: [Inline]) -> [String] {
      inlines.flatMap { inline -> [String] in
        switch inline {
        case .math(let tex, _): [tex]
        case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): find(inner)
        default: []
        }
      }
    }
    guard case .paragraph(let text)? = chapter.blocks.first?.kind else {
      Issue.record("no paragraph in \(chapter.blocks)")
      return
    }
    #expect(find(text) == expected)
  }

  @Test func `a formula on lines of its own is not taken for a list or heading`() {
    let (chapter, diagnostics) = Self.parse("> $$\n> a\n> = b\n> - c\n> $$ {#eq-x}\n\nSee @eq-x.\n")
    #expect(diagnostics.isEmpty)
    guard case .quote(let inner)? = chapter.blocks.first?.kind,
      case .math(let tex, let label)? = inner.first?.kind
    else {
      Issue.record("\(chapter.blocks)")
      return
    }
    #expect(tex == "a\n= b\n- c")
    #expect(label?.number == "2.5.1")
    #expect(chapter.references.map(\.label) == ["eq-x"])
  }

  @Test func `tables follow GitHub`() {
    let (chapter, _) = Self.parse(
      "| a | b |\n| :- | -: |\n| 1 | `x \\| y` | more |\n| 2 |\nbar\n\n: A caption. {#tbl-t}\n")
    guard case .table(let table)? = chapter.blocks.first?.kind else {
      Issue.record("\(chapter.blocks)")
      return
    }
    #expect(table.alignments == [.left, .right])
    #expect(table.header == [[.text("a")], [.text("b")]])
    #expect(
      table.rows == [
        [[.text("1")], [.code("x | y")]], [[.text("2")], []], [[.text("bar")], []],
      ])
    #expect(table.caption == [.text("A caption.")])
    #expect(table.label?.text == "Table 2.5.1")
  }

  @Test func `exercises have numbers, kinds and solutions`() {
    let (chapter, diagnostics) = Self.parse(
      "## Exercises\n\n### Exercise 2.5.1: Why? (proof, code)\nAsk.\n\n#### Solution\n\n```swift\nx\n```\n\n### Exercise 2.5.2\nAsk.\n\n#### Solution\n"
    )
    #expect(chapter.exercises.map(\.number) == ["2.5.1", "2.5.2"])
    #expect(chapter.exercises[0].kinds == ["proof", "code"])
    #expect(chapter.exercises[0].title == [.text("Why?")])
    #expect(chapter.exercises[0].solutionCells == [0])
    #expect(chapter.cells[0].exercise == 0)
    #expect(chapter.exercises.map(\.hasSolution) == [true, false])
    #expect(diagnostics.map(\.summary) == ["exercise 2.5.2 has no solution"])
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(chapter.labels.contains { $0.name == "ex-2-5-1" && $0.text == "Exercise 2.5.1" })
  }

  @Test func `notes are numbered by their first reference`() {
    let (chapter, diagnostics) = Self.parse("[^b] [^a] [^b]\n\n[^a]: A\n[^b]: B\n\n    More.\n")
    #expect(diagnostics.isEmpty)
    #expect(chapter.footnotes.map(\.name) == ["b", "a"])
    #expect(chapter.footnotes.map(\.references) == [2, 1])
    #expect(chapter.footnotes[0].blocks.count == 2)
  }

  @Test func `parameters have types`() throws {
    let (chapter, diagnostics) = Self.parse(
      "---\nparams:\n  epochs: 10\n  rate: {value: 1, type: Double}\n  name: \"a\\\"b\"\n  fast: yes\n---\n"
    )
    #expect(diagnostics.isEmpty)
    #expect(
      chapter.parameters.map(\.declaration) == [
        "let epochs: Int = 10", "let rate: Double = 1.0", "let name: String = \"a\\\"b\"",
        "let fast: Bool = true",
      ])
    let changed = try chapter.parameters.overridden(by: ["epochs": "3"])
    #expect(changed[0].value == "3")
    #expect(
      throws: ParameterError(description: "there is no parameter 'epoch'; did you mean 'epochs'?")
    ) {
      try chapter.parameters.overridden(by: ["epoch": "3"])
    }
    #expect(throws: ParameterError(description: "parameter 'epochs' is of type Int, 'x' is not")) {
      try chapter.parameters.overridden(by: ["epochs": "x"])
    }
  }
}
