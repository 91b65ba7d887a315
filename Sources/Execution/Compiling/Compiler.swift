internal import Foundation

/// Calls the compiler and the linker. It knows of modules, nothing of cells.
struct Compiler: Sendable {
  /// A module to compile.
  struct Request: Sendable {
    /// The name of the module.
    var module: String
    /// The text of its only file.
    var source: String
    /// Folders with the modules it imports.
    var searchPaths: [String]
    var optimize = false
    /// Whether witnesses need not be public: the module conforms types of other modules.
    var relaxesAccess = false
    /// Only the module, no code: what later modules are compiled against.
    var isInterfaceOnly = false
  }

  /// A compiled module.
  struct Product: Sendable, Equatable {
    var module: String
    /// The folder that holds the `.swiftmodule`.
    var folder: String
    var library: String { "\(folder)/\(module).so" }
    var entry: String { "\(module)_main" }
  }

  /// The compiler or the linker refused, or broke down over the source.
  struct Refusal: Error {
    /// What it said.
    var output: String
    /// How it ended, in words.
    var reason: String
  }

  var toolchain: Toolchain
  /// Where clang keeps what it has read of C modules.
  var moduleCache: String

  /// Where clang keeps what it has read: in the user's cache, because a book's first render would
  /// otherwise take a second longer; without a home in the book's.
  static func moduleCache(besides folder: String) -> String {
    let environment = ProcessInfo.processInfo.environment
    let caches = environment["XDG_CACHE_HOME"] ?? environment["HOME"].map { "\($0)/.cache" }
    if let caches {
      let path = "\(caches)/weft/clang"
      try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      if FileManager.default.isWritableFile(atPath: path) { return path }
    }
    return "\(folder)/clang"
  }

  /// Compiles and links a module into `folder`, which must exist.
  ///
  /// - Throws: ``Refusal`` when the source is not valid, ``ChildProcess/Failure`` when the compiler
  ///   does not work, `CancellationError` when `stop` was called.
  func compile(_ request: Request, into folder: String, stop: StopSignal) throws -> Product {
    let product = Product(module: request.module, folder: folder)
    let source = "\(folder)/main.swift"
    try Data(request.source.utf8).write(to: URL(fileURLWithPath: source))
    let object = "\(folder)/main.o"
    let compiled = try ChildProcess.run(
      toolchain.frontend, arguments(for: request, source: source, object: object, product: product),
      stop: stop)
    guard compiled.status == 0 else {
      throw Refusal(
        output: compiled.output, reason: "The Swift compiler broke down (\(compiled.reason)).")
    }
    if request.isInterfaceOnly { return product }
    let linked = try ChildProcess.run(
      toolchain.linker, linkArguments(object: object, product: product), stop: stop)
    guard linked.status == 0 else {
      throw Refusal(output: linked.output, reason: "The linker failed (\(linked.reason)).")
    }
    try? FileManager.default.removeItem(atPath: object)
    return product
  }

  private func arguments(
    for request: Request, source: String, object: String, product: Product
  ) -> [String] {
    var arguments = ["-frontend"]
    arguments += request.isInterfaceOnly ? ["-emit-module"] : ["-c"]
    arguments += ["-primary-file", source, "-module-name", request.module]
    if request.isInterfaceOnly {
      arguments += ["-o", "\(product.folder)/\(request.module).swiftmodule"]
    } else {
      arguments += [
        "-o", object, "-emit-module-path", "\(product.folder)/\(request.module).swiftmodule",
        "-entry-point-function-name", product.entry, "-gline-tables-only",
      ]
    }
    arguments += [
      "-target", "\(Toolchain.architecture)-unknown-linux-gnu", "-sdk", "/",
      "-resource-dir", toolchain.resources, "-module-cache-path", moduleCache,
      "-enable-testing", "-swift-version", "5", request.optimize ? "-O" : "-Onone",
      "-solver-scope-threshold=20000", "-suppress-warnings", "-diagnostic-style", "llvm",
      "-no-color-diagnostics", "-I", toolchain.modules,
    ]
    for map in toolchain.moduleMaps { arguments += ["-Xcc", "-fmodule-map-file=\(map)"] }
    if request.relaxesAccess { arguments.append("-disable-access-control") }
    for path in request.searchPaths { arguments += ["-I", path] }
    return arguments
  }

  /// Symbols are left undefined: the host has loaded the engine and the earlier cells before.
  private func linkArguments(object: String, product: Product) -> [String] {
    var arguments = ["-shared", "-o", product.library, object]
    arguments.append("\(toolchain.resources)/linux/\(Toolchain.architecture)/swiftrt.o")
    arguments += ["-soname", "\(product.module).so", "--build-id=none"]
    for symbol in ["swift_errorInMain", "exit", "_exit", "quick_exit"] {
      arguments.append("--wrap=\(symbol)")
    }
    return arguments
  }
}
