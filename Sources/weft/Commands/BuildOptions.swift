internal import ArgumentParser
internal import Building
internal import Execution
internal import Foundation
internal import Notebook

/// The options of every command that runs cells.
struct BuildOptions: ParsableArguments {
  @Argument(help: "Chapters: files, folders, or names below 'chapters'. All when there are none.")
  var chapters: [String] = []

  @Option(
    name: [.customShort("P"), .customLong("parameter")],
    help: ArgumentHelp("Sets a parameter of the chapters.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(name: .shortAndLong, help: "How many chapters run side by side.")
  var jobs: Int?

  @Option(help: "How many threads the engine of each chapter uses.")
  var threads: Int?

  @Option(help: "Seconds after which a cell that says nothing itself is stopped.")
  var timeout: Double = 600

  @Option(help: "Megabytes of memory that a chapter may use.")
  var memory: Int?

  @Flag(inversion: .prefixedNo, help: "Whether to use recorded results.")
  var cache = true

  @Flag(help: "Stop at the first chapter that has a failure.")
  var failFast = false

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say something about every cell.")
  var verbose = false

  @Flag(help: "Report progress as a JSON object a line.")
  var json = false

  mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
    if let threads, threads < 1 { throw ValidationError("--threads must be at least 1") }
    if timeout <= 0 { throw ValidationError("--timeout must be greater than 0") }
    for parameter in parameters where !parameter.contains("=") {
      throw ValidationError("'\(parameter)' is not of the form name=value")
    }
  }

  /// The parameters by name; the last value of a name counts.
  var parameterValues: [String: String] {
    var values: [String: String] = [:]
    for parameter in parameters {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      values[String(parts[0])] = String(parts[1])
    }
    return values
  }

  /// How the chapters run.
  var settings: BookRunner.Settings {
    var settings = BookRunner.Settings(jobs: jobs, threads: threads)
    settings.usesCache = cache
    settings.failsFast = failFast
    settings.timeout = timeout
    settings.memoryLimit = memory.map { $0 << 20 }
    return settings
  }

  /// How much is said.
  var verbosity: ProgressDisplay.Verbosity {
    json ? .json : quiet ? .quiet : verbose ? .verbose : .normal
  }
}
