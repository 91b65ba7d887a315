internal import ArgumentParser

/// The command line.
@main
struct Weft: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weft",
    abstract: "Runs literate notebooks in Swift and weaves them into pages.",
    discussion: """
      A book is a folder with 'chapters' in it. Each chapter is a Markdown file with Swift cells; \
      'weft render' runs the cells and writes a page per chapter into 'output'.

      Exit codes: 0 all is well; 1 outputs drifted; 2 a cell failed; 3 a cell did not compile; \
      4 a cell ran out of time; 64 the command line is wrong; 65 a chapter's text is wrong; \
      70 something else went wrong; 130 stopped by Ctrl-C.
      """,
    version: "1.0.0",
    subcommands: [
      RenderCommand.self, SolutionsCommand.self, DiffCommand.self, AcceptCommand.self,
      PreviewCommand.self, WhyCommand.self, ListCommand.self, NewCommand.self, CleanCommand.self,
      DoctorCommand.self,
    ])
}
