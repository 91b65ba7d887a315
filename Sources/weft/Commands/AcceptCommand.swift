internal import ArgumentParser

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "accept", abstract: "")
  func run() throws {}
}
