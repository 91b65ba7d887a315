internal import Foundation

/// Compiled groups of cells, kept by content: what was compiled once is not compiled again.
struct ModuleShelf: Sendable {
  var compiler: Compiler
  /// Where compiled groups are kept.
  var folder: String
  /// What the engine and the compiler are: part of every key.
  var identity: String
  /// Stands behind the names of modules, so that a host can load a cell again: empty, or `_2`.
  var generation = ""

  /// Compiles cells as one module, or takes the module from the shelf.
  func compile(
    _ indices: [Int], of cells: [ParsedCell], visible: VisibleModules, stop: StopSignal,
    isInterfaceOnly: Bool = false, named name: String? = nil
  ) throws -> CompilePipeline.Group {
    let clock = ContinuousClock.now
    let members = indices.map { (index: $0, cell: cells[$0]) }
    let words = members.reduce(into: Set<String>()) { $0.formUnion($1.cell.words) }
    let module = name ?? "Cells_\((indices.first ?? 0) + 1)\(generation)"
    let request = Compiler.Request(
      module: module,
      source: GroupSource.text(members, imports: visible.importStatements(using: words)),
      searchPaths: visible.searchPaths,
      optimize: members.contains { $0.cell.source.options.optimize },
      relaxesAccess: members.contains { $0.cell.addsConformance },
      isInterfaceOnly: isInterfaceOnly)
    let product = try product(for: request, stop: stop)
    return CompilePipeline.Group(
      indices: indices, product: product, source: request.source,
      seconds: (ContinuousClock.now - clock) / .seconds(1), imports: visible,
      dependencies: dependencies(of: members.map(\.cell), visible: visible))
  }

  private func product(for request: Compiler.Request, stop: StopSignal) throws -> Compiler.Product {
    var digest = Digest()
    digest.add(identity)
    digest.add(request.module)
    digest.add(request.source)
    digest.add(request.optimize ? "O" : "Onone")
    digest.add(request.relaxesAccess ? "relaxed" : "strict")
    digest.add(request.isInterfaceOnly ? "interface" : "code")
    // The folders are named by what is in them.
    for path in request.searchPaths { digest.add(path) }
    let key = digest.hexadecimal
    let place = "\(folder)/\(key)"
    let product = Compiler.Product(module: request.module, folder: place)
    let files = FileManager.default
    if files.fileExists(atPath: "\(place)/\(request.module).swiftmodule") {
      Eviction.touch(place)
      return product
    }
    let draft = "\(folder)/.\(key)-\(UUID().uuidString)"
    try files.createDirectory(atPath: draft, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: draft) }
    _ = try compiler.compile(request, into: draft, stop: stop)
    // Another renderer may have been faster: its result is the same.
    do { try files.moveItem(atPath: draft, toPath: place) } catch {
      guard files.fileExists(atPath: place) else { throw error }
    }
    return product
  }

  /// Libraries of the toolchain that the cells import and the engine may not have loaded.
  private func dependencies(of cells: [ParsedCell], visible: VisibleModules) -> [String] {
    // Unoptimised code calls ready-made specialisations, which a release build of the engine does
    // without.
    let modules = ["SwiftOnoneSupport"] + cells.flatMap { $0.imports.map(\.module) }
    var paths: [String] = []
    for module in modules {
      for name in ["lib\(module).so", "libswift\(module).so"] {
        let path = "\(compiler.toolchain.runtimeFolder)/\(name)"
        if FileManager.default.fileExists(atPath: path), !paths.contains(path) {
          paths.append(path)
        }
      }
    }
    return paths
  }
}
