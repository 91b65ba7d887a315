internal import ArgumentParser
internal import Building
internal import Weaving

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Runs what changed, and writes the pages and their records.",
    discussion: """
      A page is written whatever happens; the failures of all chapters are listed at the end.

      Examples:
        weft render
        weft render chapters/02-preliminaries/05-autograd.md
        weft render 03-linear-networks -P epochs=3 --fail-fast
        weft render 05-autograd --to ipynb
      """)

  /// What a chapter is exported to besides its page.
  private enum Format: String, CaseIterable, Sendable { case html, ipynb, markdown }

  @OptionGroup var build: BuildOptions

  @Option(
    help: "What happens to solutions: show, fold or hide.",
    transform: { name in
      guard let mode = WeavingOptions.Solutions(rawValue: name) else {
        throw ValidationError("'\(name)' is not one of show, fold, hide")
      }
      return mode
    })
  var solutions = WeavingOptions.Solutions.fold

  @Flag(help: "Write pages that carry styles, scripts and fonts in themselves.")
  var standalone = false

  @Option(name: .customLong("to"), help: "Also export each chapter: html, ipynb or markdown.")
  var format = "html"

  mutating func validate() throws {
    guard Format(rawValue: format) != nil else {
      let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("'\(format)' is not one of \(known)")
    }
  }

  func run() throws {
    let session = try BookSession(build)
    var options = WeavingOptions()
    options.solutions = solutions
    options.isStandalone = standalone
    let publisher = try Publisher(session.manuscript, options: options)
    let format = Format(rawValue: format) ?? .html
    // A page is written as soon as its chapter is done, while others run.
    let results = try session.run { result in
      try publisher.publish(result.chapter, result.record)
      switch format {
      case .ipynb: _ = try publisher.exportNotebook(result.chapter, result.record)
      case .markdown: _ = try publisher.exportMarkdown(result.chapter, result.record)
      case .html: break
      }
    }
    if try !publisher.publishBook() {
      Terminal.note("KaTeX is not installed (Debian: libjs-katex); formulas are shown as TeX")
    }
    session.report(results)
    if session.interruption.stop.isStopped { throw WeftExit.interrupted }
    if let code = WeftExit.code(for: results, session.diagnostics) { throw code }
  }
}
