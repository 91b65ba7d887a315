internal import Dispatch
internal import Execution
internal import Foundation

/// Stops the work when the user presses Ctrl-C or the process is told to end.
final class Interruption: @unchecked Sendable {
  /// What is given to everything that can be stopped.
  let stop = StopSignal()
  private var sources: [any DispatchSourceSignal] = []

  init() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [stop] in stop.stop() }
      source.resume()
      sources.append(source)
    }
  }
}
