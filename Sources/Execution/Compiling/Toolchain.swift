internal import Foundation

/// The compiler, and the engine that cells are compiled against.
public struct Toolchain: Sendable {
  /// Why cells cannot be compiled on this machine.
  public struct Missing: Error, CustomStringConvertible {
    /// What is missing and how to get it.
    public var description: String
  }

  /// The compiler itself, without the driver.
  var frontend: String
  /// The linker.
  var linker: String
  /// The compiler's own libraries.
  var resources: String
  /// The tool that finds the line of an address, if the toolchain has one.
  var symbolizer: String?
  /// The host executable.
  public var host: String
  /// The folder with the engine's library and modules.
  var engine: String

  /// Module maps of the C targets of the engine: a debug build's modules name what they import
  /// themselves, a release build's do not.
  var moduleMaps: [String]

  var library: String { engine + "/libLab.so" }
  var modules: String { engine + "/Modules" }

  /// Finds the first `swiftc` on the search path, and the host beside this executable.
  ///
  /// `WEFT_SWIFTC` and `WEFT_HOST` in the environment override both.
  ///
  /// - Throws: ``Missing`` when a part is not there.
  public static func find(environment: [String: String]? = nil) throws -> Toolchain {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let compiler = try findCompiler(environment)
    let tools = compiler.resolvingSymlinksInPath().deletingLastPathComponent()
    func tool(_ name: String) -> String? {
      let path = tools.appendingPathComponent(name).path
      return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }
    guard let frontend = tool("swift-frontend") else {
      throw Missing(description: "\(compiler.path) has no swift-frontend beside it.")
    }
    guard let linker = tool("ld.lld") else {
      throw Missing(description: "The toolchain in \(tools.path) has no ld.lld.")
    }
    let host = try findHost(environment)
    let engine = URL(fileURLWithPath: host).deletingLastPathComponent().path
    return Toolchain(
      frontend: frontend, linker: linker,
      resources: tools.deletingLastPathComponent().appendingPathComponent("lib/swift").path,
      symbolizer: tool("llvm-symbolizer"), host: host, engine: engine,
      moduleMaps: moduleMaps(of: engine))
  }

  private static func moduleMaps(of engine: String) -> [String] {
    let files = FileManager.default
    let built = URL(fileURLWithPath: engine).resolvingSymlinksInPath()
    let sources = built.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    var maps: [String] = []
    for (folder, isCandidate) in [
      (built, { (name: String) in name.hasSuffix(".build") }), (sources, { _ in true }),
    ] {
      let names = (try? files.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names.sorted() where isCandidate(name) {
        let map = folder.appendingPathComponent(name).appendingPathComponent("module.modulemap")
        if files.fileExists(atPath: map.path) { maps.append(map.path) }
      }
    }
    return maps
  }

  private static func findCompiler(_ environment: [String: String]) throws -> URL {
    if let path = environment["WEFT_SWIFTC"] { return URL(fileURLWithPath: path) }
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let path = "\(folder)/swiftc"
      if FileManager.default.isExecutableFile(atPath: path) { return URL(fileURLWithPath: path) }
    }
    throw Missing(
      description: "There is no swiftc on the search path. Install a Swift toolchain, or set "
        + "WEFT_SWIFTC.")
  }

  private static func findHost(_ environment: [String: String]) throws -> String {
    if let path = environment["WEFT_HOST"] { return path }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let path = URL(fileURLWithPath: own).deletingLastPathComponent()
      .appendingPathComponent("weft-host").path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw Missing(
        description: "The cell host is not at \(path). Build it with 'swift build', or set "
          + "WEFT_HOST.")
    }
    return path
  }

  /// Where the libraries of the toolchain are that a cell may import.
  var runtimeFolder: String { resources + "/linux" }

  #if arch(x86_64)
  static let architecture = "x86_64"
  #else
  static let architecture = "aarch64"
  #endif
}
