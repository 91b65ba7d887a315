internal import ArgumentParser
internal import Building
internal import Execution
internal import Foundation
internal import Notebook

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says why a cell would run now: which part of its key changed.",
    discussion: """
      Examples:
        weft why 02-preliminaries/05-autograd#fig-sine
        weft why 02-preliminaries/05-autograd
      """)

  @Argument(help: "A cell as chapter#cell, or a chapter for all of its cells.")
  var target: String

  @Option(
    name: [.customShort("P"), .customLong("parameter")],
    help: ArgumentHelp("Sets a parameter of the chapter.", valueName: "name=value"))
  var parameters: [String] = []

  func run() throws {
    var options = try BuildOptions.parse(parameters.flatMap { ["-P", $0] })
    let parts = target.split(separator: "#", maxSplits: 1).map(String.init)
    options.chapters = [parts.first ?? target]
    let session = try BookSession(options)
    guard session.files.count == 1,
      let chapter = session.manuscript.chapters(of: session.files).first
    else { throw ValidationError("'\(target)' names more than one chapter") }
    let plan = ChapterPlan(chapter, seed: session.folder.project.seed)
    let runner = ChapterRunner(
      toolchain: try .find(),
      settings: session.options.settings.runner(for: session.folder))
    let reasons = try runner.reasons(toRun: plan.sources)
    let names = plan.sources.map(\.id)
    if parts.count > 1, !names.contains(parts[1]) {
      throw ValidationError(
        BookError.noCell(parts[1], chapter: chapter.id, known: names).description)
    }
    for (name, why) in zip(names, reasons) where parts.count < 2 || name == parts[1] {
      let text: String
      if let why {
        text =
          why.isEmpty
          ? "runs, for its state" : "runs: \(why.map(\.description).joined(separator: "; "))"
      } else {
        text = reasons.contains { $0 != nil } ? "runs again for its state" : "would not run"
      }
      Terminal.print("\(chapter.id)#\(name)  \(text)\n")
    }
  }
}
