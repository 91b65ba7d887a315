internal import SwiftParser
internal import SwiftSyntax

/// Finds a declaration in Swift source by its name.
enum DeclarationFinder {
  /// The text of a declaration with its comments, or nil if there is none.
  ///
  /// - Parameter name: Its name, as `Timer` or `Timer.stop`. A function's name without its arguments
  ///   finds all its forms, `stop(at:)` only one.
  static func declaration(named name: String, in source: String) -> String? {
    let path = name.split(separator: ".").map(String.init)
    guard !path.isEmpty else { return nil }
    let tree = Parser.parse(source: source)
    var found: [String] = []
    search(tree.statements.map { Syntax($0.item) }, path[...], &found)
    return found.isEmpty ? nil : found.joined(separator: "\n\n")
  }

  private static func search(_ items: [Syntax], _ path: ArraySlice<String>, _ found: inout [String])
  {
    guard let name = path.first else { return }
    for item in items where names(item).contains(name) {
      if path.count == 1 {
        found.append(text(item))
      } else if let group = item.asProtocol((any DeclGroupSyntax).self) {
        search(group.memberBlock.members.map { Syntax($0.decl) }, path.dropFirst(), &found)
      }
    }
  }

  /// The names that an item declares; for an extension, that of the type.
  private static func names(_ item: Syntax) -> [String] {
    if let function = item.as(FunctionDeclSyntax.self) {
      let labels = function.signature.parameterClause.parameters.map { "\($0.firstName.text):" }
      return [function.name.text, "\(function.name.text)(\(labels.joined()))"]
    }
    if let named = item.asProtocol((any NamedDeclSyntax).self) { return [named.name.text] }
    if let variable = item.as(VariableDeclSyntax.self) {
      return variable.bindings.compactMap {
        $0.pattern.as(IdentifierPatternSyntax.self)?.identifier.text
      }
    }
    if let extended = item.as(ExtensionDeclSyntax.self) {
      return [extended.extendedType.trimmedDescription]
    }
    if item.is(InitializerDeclSyntax.self) { return ["init"] }
    return []
  }

  /// The text with the comments before it, moved to the left margin.
  private static func text(_ item: Syntax) -> String {
    var lines = item.description.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let indents = lines.filter { !$0.allSatisfy(\.isWhitespace) }
      .map { $0.prefix { $0 == " " }.count }
    let indent = indents.min() ?? 0
    return lines.map { String($0.dropFirst(min(indent, $0.prefix { $0 == " " }.count))) }
      .joined(separator: "\n")
  }
}
