internal import ArgumentParser
internal import Building
internal import Comparing
internal import Foundation

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Runs afresh and compares with the committed records.",
    discussion: """
      Numbers are compared with the tolerances of their cells, figures by the data that draws them, \
      text word by word. The fresh results are kept for 'weft accept'.

      Examples:
        weft diff
        weft diff 02-preliminaries --report drift.html
        weft diff --junit drift.xml --github
      """)

  @OptionGroup var build: BuildOptions

  @Option(help: ArgumentHelp("Writes a page with all differences.", valueName: "file"))
  var report: String?

  @Option(help: ArgumentHelp("Writes the result as JUnit XML.", valueName: "file"))
  var junit: String?

  @Flag(help: "Prints annotations for GitHub.")
  var github = false

  func run() throws {
    var build = build
    build.cache = false
    let session = try BookSession(build)
    let results = try session.run()
    let check = try DriftCheck(session.manuscript)
    let drift = try check.drift(of: results)
    let locate = DriftCheck.locator(session.manuscript.book.chapters)
    if build.json {
      Terminal.print(String(decoding: try MachineReport.json(drift), as: UTF8.self) + "\n")
    } else {
      let color = Terminal.current.usesColor && isatty(1) == 1
      Terminal.print(TerminalReport(color: color, locate: locate).text(drift))
    }
    if github { Terminal.print(MachineReport.github(drift, locate: locate)) }
    if let junit {
      try AtomicFile.write(MachineReport.junit(drift), to: URL(fileURLWithPath: junit))
    }
    if let report {
      try AtomicFile.write(check.page(drift, results), to: URL(fileURLWithPath: report))
    }
    session.report(results)
    if session.interruption.stop.isStopped { throw WeftExit.interrupted }
    if let code = WeftExit.code(for: results, session.diagnostics) { throw code }
    if !drift.isClean { throw WeftExit.drift }
  }
}
