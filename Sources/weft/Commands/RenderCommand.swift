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
      """)

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

  func run() throws {
    let session = try BookSession(build)
    let results = try session.run()
    var options = WeavingOptions()
    options.solutions = solutions
    options.isStandalone = standalone
    let publisher = try Publisher(session.manuscript, options: options)
    if try !publisher.publishAssets() {
      Terminal.note("KaTeX is not installed (Debian: libjs-katex); formulas are shown as TeX")
    }
    for result in results { try publisher.publish(result.chapter, result.record) }
    session.report(results)
    if session.interruption.stop.isStopped { throw WeftExit.interrupted }
    if let code = WeftExit.code(for: results, session.diagnostics) { throw code }
  }
}
