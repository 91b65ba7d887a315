internal import SwiftParser
internal import SwiftSyntax

/// Reads the syntax of cells: what they declare, what they use, and what has to be rewritten so that
/// they run as cells.
enum CellParser {
  /// Reads one cell.
  static func parse(_ source: CellSource) -> ParsedCell {
    var cell = ParsedCell(source: source)
    let tree = Parser.parse(source: source.code)
    cell.isWellFormed = !tree.hasError
    let use = UseCollector(viewMode: .sourceAccurate)
    use.walk(tree)
    cell.words = use.words
    cell.memberWords = use.memberWords
    for item in tree.statements {
      if case .decl(let declaration) = item.item { read(declaration, into: &cell) }
      if case .stmt(let statement) = item.item, let node = statement.as(GuardStmtSyntax.self) {
        for condition in node.conditions {
          guard let binding = condition.condition.as(OptionalBindingConditionSyntax.self) else {
            continue
          }
          read(binding.pattern, into: &cell)
        }
      }
    }
    if cell.isWellFormed { CellRewriter.rewrite(tree, of: &cell) }
    return cell
  }

  static func unquoted(_ name: String) -> String {
    name.count > 2 && name.hasPrefix("`") && name.hasSuffix("`")
      ? String(name.dropFirst().dropLast()) : name
  }

  private static func read(_ declaration: DeclSyntax, into cell: inout ParsedCell) {
    func declare(_ token: TokenSyntax, _ kind: ParsedCell.Declaration.Kind) {
      cell.declarations.append(.init(name: unquoted(token.text), kind: kind))
    }
    if let node = declaration.as(VariableDeclSyntax.self) {
      for binding in node.bindings { read(binding.pattern, into: &cell) }
    } else if let node = declaration.as(FunctionDeclSyntax.self) {
      if case .identifier = node.name.tokenKind {
        declare(node.name, .func)
      } else {
        declare(node.name, .other)
      }
    } else if let node = declaration.as(StructDeclSyntax.self) {
      declare(node.name, .struct)
    } else if let node = declaration.as(ClassDeclSyntax.self) {
      declare(node.name, .class)
    } else if let node = declaration.as(ActorDeclSyntax.self) {
      declare(node.name, .class)
    } else if let node = declaration.as(EnumDeclSyntax.self) {
      declare(node.name, .enum)
    } else if let node = declaration.as(ProtocolDeclSyntax.self) {
      declare(node.name, .protocol)
    } else if let node = declaration.as(TypeAliasDeclSyntax.self) {
      declare(node.name, .typealias)
    } else if let node = declaration.as(OperatorDeclSyntax.self) {
      declare(node.name, .other)
    } else if let node = declaration.as(PrecedenceGroupDeclSyntax.self) {
      declare(node.name, .other)
    } else if let node = declaration.as(ImportDeclSyntax.self) {
      let module = node.path.first.map { unquoted($0.name.text) } ?? ""
      cell.imports.append((node.trimmedDescription, module))
    } else if let node = declaration.as(ExtensionDeclSyntax.self) {
      if node.inheritanceClause != nil { cell.addsConformance = true }
      for member in node.memberBlock.members { readMember(member.decl, into: &cell) }
    }
  }

  private static func read(_ pattern: PatternSyntax, into cell: inout ParsedCell) {
    if let node = pattern.as(IdentifierPatternSyntax.self) {
      cell.declarations.append(.init(name: unquoted(node.identifier.text), kind: .var))
    } else if let node = pattern.as(TuplePatternSyntax.self) {
      for element in node.elements { read(element.pattern, into: &cell) }
    } else if let node = pattern.as(ValueBindingPatternSyntax.self) {
      read(node.pattern, into: &cell)
    }
  }

  private static func readMember(_ declaration: DeclSyntax, into cell: inout ParsedCell) {
    if let node = declaration.as(FunctionDeclSyntax.self) {
      cell.memberNames.insert(unquoted(node.name.text))
    } else if let node = declaration.as(VariableDeclSyntax.self) {
      for binding in node.bindings {
        if let name = binding.pattern.as(IdentifierPatternSyntax.self) {
          cell.memberNames.insert(unquoted(name.identifier.text))
        }
      }
    } else if let node = declaration.as(StructDeclSyntax.self) {
      cell.memberNames.insert(node.name.text)
    } else if let node = declaration.as(EnumDeclSyntax.self) {
      cell.memberNames.insert(node.name.text)
    }
  }
}

/// Collects the names that code uses.
private final class UseCollector: SyntaxVisitor {
  private(set) var words: Set<String> = []
  private(set) var memberWords: Set<String> = []

  override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
    let name = CellParser.unquoted(node.baseName.text)
    if node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id {
      memberWords.insert(name)
    } else {
      words.insert(name)
    }
    return .visitChildren
  }

  override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
    words.insert(CellParser.unquoted(node.name.text))
    return .visitChildren
  }

  override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
    memberWords.insert(CellParser.unquoted(node.name.text))
    return .visitChildren
  }

  override func visit(_ node: TokenSyntax) -> SyntaxVisitorContinueKind {
    switch node.tokenKind {
    case .binaryOperator(let text), .prefixOperator(let text), .postfixOperator(let text):
      words.insert(text)
    default: break
    }
    return .skipChildren
  }
}
