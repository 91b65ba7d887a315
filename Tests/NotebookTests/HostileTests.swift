import Notebook
import Testing

/// Chapters that nobody would write, except to see what happens.
@Suite struct HostileTests {
  /// A generator of its own, so that a failure can be repeated.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let pieces: [String] = [
    "# ", "## Exercises\n", "### Exercise 1.1\n", "#### Solution\n", "```swift\n", "```\n", "~~~\n",
    "```swift-text\n//| source: ../../etc/passwd\n", "//| label: x\n",
    "//| fig-cap: [a](b) `{swift} x`\n",
    "//| echo: {{{\n", "//| \t- - -\n", "$$\n", "$", "$$", "\\$", "`", "``", "`{swift} 1`", "*",
    "**",
    "_", "[", "]", "(", ")", "![", "[^a]", "[^a]: x\n", "    [^a]", "@fig-x", "@sec-", "{#fig-x}",
    "{#", "}", "> ", ">", "- ", "1. ", "    ", "\t", "|", "|-|", "| a | b |\n|---|:-:|\n", "\\|",
    "<script>alert(1)</script>", "<!--", "-->", "<a href='", "&amp;", "&#0;", "&", "\n", "\n\n",
    "\r",
    "\r\n", "\u{0}", "\u{FEFF}", "\u{10FFFD}", "\u{F0000}", "\u{F0001}", "\u{100000}", "é", "日本",
    "👩‍👩‍👧", "e\u{301}", "---\n", "...\n", "===\n", "title: &a [*a, *a]\n", "params: {a: 1, a: 2}\n",
    "a: b\n", "[x]: /u 'a$b$'\n", "[x]", "> [!NOTE]\n", ": caption {#tbl-x}\n", "word ",
  ]

  @Test(arguments: 0..<400)
  func `no mixture of marks crashes the parser`(seed: Int) {
    var random = Generator(state: UInt64(seed))
    var text = Int.random(in: 0..<3, using: &random) == 0 ? "---\n" : ""
    for _ in 0..<Int.random(in: 1...150, using: &random) {
      text += Self.pieces.randomElement(using: &random) ?? ""
    }
    let (chapter, diagnostics) = Chapter.parse(source: text, path: "chapters/01-a/01-b.md")
    for diagnostic in diagnostics {
      #expect(diagnostic.position.line >= 1 && diagnostic.position.column >= 1)
      #expect(!diagnostic.rendered().isEmpty)
    }
    #expect(Set(chapter.cells.map(\.id)).count == chapter.cells.count)
    let placeholder = chapter.cells.contains {
      $0.code.unicodeScalars.contains { $0.value > 0xEFFFF }
    }
    let source = text.unicodeScalars.contains { $0.value > 0xEFFFF }
    #expect(!placeholder || source)
  }

  @Test(arguments: 0..<100)
  func `bytes that are no text are read as well as they can be`(seed: Int) {
    var random = Generator(state: UInt64(seed) &+ 7777)
    let bytes = (0..<2000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let (_, diagnostics) = Chapter.parse(bytes: bytes, path: "chapters/01-a/01-b.md")
    #expect(diagnostics.contains { $0.summary == "bytes that are no text" })
  }

  /// Without optimisation everything takes a hundred times as long: a tenth must do there.
  #if DEBUG
  static let scale = 10
  #else
  static let scale = 1
  #endif

  static let large: [(String, String)] = [
    ("a line of a million characters", String(repeating: "x", count: 1_000_000 / scale)),
    ("a line of a million dollars", String(repeating: "$", count: 1_000_000 / scale)),
    ("a line of a million openings", String(repeating: "[", count: 100_000 / scale)),
    ("images in images", String(repeating: "![", count: 50_000 / scale)),
    ("quotes in quotes", String(repeating: ">", count: 50_000 / scale) + " deep"),
    ("lists in lists", String(repeating: "- ", count: 20_000 / scale) + "deep"),
    ("emphasis in emphasis", String(repeating: "*a **a ", count: 20_000 / scale)),
    (
      "backticks of all lengths",
      (1...900).map { String(repeating: "`", count: $0) }.joined(separator: " ")
    ),
    ("unclosed tags", String(repeating: "<a $x", count: 50_000 / scale)),
    ("unclosed comments", String(repeating: "<!-- $", count: 20_000 / scale)),
    ("formulas", String(repeating: "$a$ ", count: 200_000 / scale)),
    ("formulas that do not end", String(repeating: "$a ", count: 50_000 / scale)),
    ("references", String(repeating: "@fig-a ", count: 100_000 / scale)),
    ("notes in notes", (0..<2000).map { "[^a\($0)]: x [^a\($0 + 1)]\n\n" }.joined() + "[^a0]"),
    (
      "a wide table",
      "|" + String(repeating: "a|", count: 5000) + "\n|" + String(repeating: "-|", count: 5000)
        + "\n"
    ),
    ("a long table", "|a|b|\n|-|-|\n" + String(repeating: "|1|$x$|\n", count: 20_000 / scale)),
    (
      "a cell of a million lines",
      "```swift\n" + String(repeating: "x\n", count: 1_000_000 / scale) + "```\n"
    ),
    ("deep YAML", "---\na: " + String(repeating: "[", count: 100_000 / scale) + "\n---\n"),
    ("deeper YAML", "---\n" + String(repeating: "- ", count: 100_000 / scale) + "\n---\n"),
    ("a bomb", "---\na: &a [x, x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n---\n"),
    ("a long key", "---\n" + String(repeating: "k", count: 500_000 / scale) + ": 1\n---\n"),
  ]

  @Test(arguments: 0..<HostileTests.large.count)
  func `large and deep chapters are read`(index: Int) {
    let (_, text) = Self.large[index]
    let (chapter, _) = Chapter.parse(source: text, path: "chapters/01-a/01-b.md")
    #expect(chapter.id == "01-a/01-b")
  }

  @Test func `aliases, which could stand for gigabytes, are refused`() {
    let (_, diagnostics) = Chapter.parse(source: Self.large[19].1, path: "a.md")
    #expect(diagnostics.first?.summary.contains("aliases and anchors are not allowed") == true)
    #expect(diagnostics.first?.position == SourcePosition(line: 2, column: 4))
  }

  @Test func `what is nested too deeply is flattened and reported`() {
    let (_, diagnostics) = Chapter.parse(source: Self.large[4].1, path: "a.md")
    #expect(diagnostics.contains { $0.summary.contains("levels deep") })
  }
}
