import Notebook
import Testing

/// Every mistake an author can make is found, with its place, and all of them in one run.
@Suite struct DiagnosticTests {
  static let mistakes: [(source: String, place: String, summary: String)] = [
    ("```swift\n//| fig-cpa: x\n```", "2:5", "'fig-cpa' is no cell option"),
    ("- ```swift\n  //| echo: 7\n  ```", "2:13", "'echo' must be true or false"),
    (
      "```swift\n//| expect: eror\n```", "2:13",
      "'expect' must be error, trap, compile-error or timeout"
    ),
    ("```swift\n//| match: x\n```", "2:5", "'match' needs 'expect'"),
    ("```swift\n//| a: [\n```", "3:4", "cell options: did not find expected node content"),
    ("```swift\n//| label: a b\n```", "2:12", "'a b' can't be a label"),
    ("```swift\n//| label: cell-3\n```", "2:12", "'cell-3' can't be a label"),
    ("```swift\n//| label: a\n```\n```swift\n//| label: a\n```", "5:12", "label 'a' is used twice"),
    ("## A {#sec-a}\n\n## B {#sec-a}", "3:6", "label 'sec-a' is used twice"),
    ("## A {#fig-a}", "1:6", "a label here starts with 'sec-'"),
    ("Text {#fig-a}", "1:6", "label 'fig-a' belongs to nothing"),
    ("text\n\n```swift\nlet a = 1", "3:1", "this fence is never closed"),
    ("> ~~~~\n> a\n> ~~~\n\nb", "1:3", "this fence is never closed"),
    ("a\n\n$$\nx\n\ny", "3:1", "this '$$' is never closed"),
    ("See [^a].\n\n[^b]: x", "1:5", "there is no footnote 'a'"),
    ("[^a] \n\n[^a]: x\n\n[^a]: y", "5:1", "footnote 'a' is defined twice"),
    ("---\ntitel: x\n---", "2:1", "'titel' is nothing that front matter sets"),
    ("---\ntitle: x", "1:1", "the front matter is never closed"),
    ("---\na: b: c\n---", "2:5", "front matter: mapping values are not allowed in this context"),
    ("---\nlabel: x\n---", "2:1", "'label' can only be set in a cell"),
    (
      "---\nparams: {a: {value: x, type: Int}}\n---", "2:21",
      "parameter 'a' is of type Int, 'x' is not"
    ),
    ("---\nparams:\n  let: 1\n---", "3:3", "'let' can't be the name of a parameter"),
    ("---\ntime: soon\n---", "2:7", "'time' must be a time such as '40 s' or '2 min'"),
    ("#### Solution\nx", "1:1", "a solution without an exercise"),
    ("> [!NOET]\n> x", "1:1", "'NOET' is no kind of callout"),
  ]

  @Test(arguments: mistakes.indices)
  func `a mistake is reported where it is`(index: Int) {
    let (source, place, summary) = Self.mistakes[index]
    let (_, diagnostics) = Chapter.parse(source: source, path: "a.md")
    let found = diagnostics.map { "\($0.position.line):\($0.position.column) \($0.summary)" }
    #expect(found.contains("\(place) \(summary)"), "\(found)")
  }

  @Test func `all mistakes of a chapter are found in one run`() {
    let source = Self.mistakes.map(\.source).filter {
      !$0.hasPrefix("---") && !$0.hasPrefix("text")
    }
    .joined(separator: "\n\n")
    let (_, diagnostics) = Chapter.parse(source: source, path: "a.md")
    #expect(diagnostics.count >= 12)
    #expect(diagnostics.map(\.position) == diagnostics.map(\.position).sorted())
  }

  @Test func `a diagnostic shows the line and a caret`() {
    let (_, diagnostics) = Chapter.parse(
      source: "```swift\n//| fig-cpa: x\n```\n", path: "chapters/a.md")
    #expect(
      diagnostics.map { $0.rendered() } == [
        """
        chapters/a.md:2:5: error: 'fig-cpa' is no cell option
         2 | //| fig-cpa: x
           |     ^~~~~~~
           = did you mean 'fig-cap'?
        """
      ])
  }

  @Test func `a message of several lines keeps them`() {
    let diagnostic = Diagnostic(
      .error, "the state does not fit:\n  missing: a\u{7}", path: "a.md",
      position: SourcePosition(line: 3, column: 1))
    #expect(
      diagnostic.rendered()
        == "a.md:3:1: error: the state does not fit:\n    missing: a\u{FFFD}")
  }

  @Test func `what is hostile in a chapter does not reach the terminal`() {
    let (_, diagnostics) = Chapter.parse(
      source: "```swift\n//| \"\\e[31mx\": \u{1B}]0;y\u{7}\n```\n", path: "a\u{1B}[2J.md")
    #expect(!diagnostics.isEmpty)
    for diagnostic in diagnostics {
      #expect(!diagnostic.rendered().unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
    }
  }

  @Test func `references between chapters are checked in the book`() {
    func chapter(_ name: String, _ text: String) -> Chapter {
      Chapter.parse(source: text, path: "chapters/01-a/\(name).md").0
    }
    let book = Book(
      project: Project(),
      chapters: [
        chapter(
          "02-b", "See @sec-first, @fig-wavs and @sec-b.\n\n![x](no.png)\n\n## Again {#sec-one}"),
        chapter(
          "01-a", "## One {#sec-one}\n\n## First {#sec-first}\n\n![x](waves.png){#fig-waves}"),
      ])
    #expect(book.chapters.map(\.id) == ["01-a/01-a", "01-a/02-b"])
    let found = book.check { path, _ in path == "waves.png" }
    #expect(
      found.map { "\($0.position.line):\($0.position.column) \($0.summary)" } == [
        "5:10 label 'sec-one' is also used in another chapter",
        "1:17 there is no label 'fig-wavs'", "3:6 there is no image 'no.png'",
      ])
    #expect(found[1].explanation == "did you mean '@fig-waves'?")
  }
}
