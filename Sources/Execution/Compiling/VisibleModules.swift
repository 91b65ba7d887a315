/// The compiled cells that a later cell can see, oldest first.
struct VisibleModules: Sendable {
  /// A module and what it declares.
  struct Module: Sendable {
    var name: String
    var folder: String
    var declarations: [ParsedCell.Declaration]
    /// Import statements of its cells: what one cell imports, later cells have too.
    var imports: [String]
  }

  private(set) var modules: [Module] = []

  mutating func append(_ product: Compiler.Product, of cells: [ParsedCell]) {
    modules.append(
      Module(
        name: product.module, folder: product.folder,
        declarations: cells.flatMap(\.declarations),
        imports: cells.flatMap { $0.imports.map(\.statement) }))
  }

  var searchPaths: [String] { modules.map(\.folder) }

  /// The import statements of a module that uses `words`.
  ///
  /// A scoped import wins over whole modules: with one, the newest declaration of a name is the one
  /// that counts, and it hides a type of the engine that has the same name.
  func importStatements(using words: Set<String>) -> [String] {
    var statements = ["import Lab"]
    var seen: Set<String> = []
    for module in modules {
      for statement in module.imports where seen.insert(statement).inserted {
        statements.append(statement)
      }
      statements.append("@testable import \(module.name)")
    }
    seen = []
    for module in modules.reversed() {
      for declaration in module.declarations {
        guard declaration.kind != .other, words.contains(declaration.name),
          seen.insert(declaration.name).inserted
        else { continue }
        statements.append(
          "@testable import \(declaration.kind.rawValue) \(module.name).`\(declaration.name)`")
      }
    }
    return statements
  }
}
