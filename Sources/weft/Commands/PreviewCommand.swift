internal import ArgumentParser
internal import Building
internal import Execution
internal import Foundation
internal import Weaving

struct PreviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Serves the book on this machine; runs on save.",
    discussion: """
      Only this machine can reach the server. An edit of prose is seen at once; an edit of a cell \
      runs what it changed, and stops what was running for an older text. While a cell runs its page \
      shows what it prints, and training curves as they grow.

      Example:
        weft preview --port 8080
      """)

  @Option(help: "The port to listen on.")
  var port: UInt16 = 4180

  @Option(help: "How many threads the engine of each chapter uses.")
  var threads: Int?

  func run() throws {
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    let folder = try BookFolder(near: here)
    let toolchain = try Toolchain.find()
    try toolchain.checkEngine()
    let interruption = Interruption()
    let state = PreviewState()
    let server = PreviewServer(
      folder: folder.output, state: state, assets: try PreviewAssets(), port: port)
    let serving = Task {
      do {
        try await server.run()
      } catch is CancellationError {
        return
      } catch {
        // Its end by Ctrl-C is an error to the server as well.
        if interruption.stop.isStopped { return }
        Terminal.note("cannot serve on port \(server.port): \(error)")
        interruption.stop.stop()
      }
    }
    Terminal.note("http://127.0.0.1:\(port)/  (Ctrl-C ends)")
    let loop = PreviewLoop(
      root: folder.root, toolchain: toolchain, settings: BookRunner.Settings(threads: threads),
      state: state)
    loop.run(until: interruption.stop)
    serving.cancel()
  }
}
