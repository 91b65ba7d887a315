internal import SwiftSyntax

/// Finds the changes that make a piece of Swift a cell.
///
/// - The value of a last expression is shown: `x` becomes `display(x)`. A trailing `;`, an
///   assignment or `_ =` silences it.
/// - `await` at the top level runs in a task that the cell waits for, so that a cell stays a plain
///   script whose variables belong to nobody.
/// - `private` at the top level is dropped: later cells are other files.
enum CellRewriter {
  static func rewrite(_ tree: SourceFileSyntax, of cell: inout ParsedCell) {
    var edits: [ParsedCell.Edit] = []
    let items = Array(tree.statements)
    for (index, item) in items.enumerated() {
      switch item.item {
      case .decl(let declaration):
        edits += exposing(declaration)
        if let variable = declaration.as(VariableDeclSyntax.self) { edits += awaiting(variable) }
      case .stmt(let statement):
        if Asynchrony.of(statement).awaits { edits += wrapping(statement) }
      case .expr(let expression):
        let isControlFlow = expression.is(IfExprSyntax.self) || expression.is(SwitchExprSyntax.self)
        let showsValue =
          index == items.count - 1 && item.semicolon == nil && !isControlFlow
          && !isAssignment(expression)
        if showsValue { edits.append(insertion("display(", before: expression)) }
        if Asynchrony.of(expression).awaits { edits += wrapping(expression) }
        if showsValue { edits.append(insertion(")", after: expression)) }
      #if compiler(>=6.2)
      @unknown default: continue
      #endif
      }
    }
    cell.edits = edits.enumerated()
      .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
      .map(\.element)
  }

  // MARK: - Values

  private static func isAssignment(_ expression: ExprSyntax) -> Bool {
    guard let sequence = expression.as(SequenceExprSyntax.self) else { return false }
    let comparisons: Set<String> = ["==", "!=", "<=", ">=", "===", "!==", "~="]
    return sequence.elements.contains { element in
      if element.is(AssignmentExprSyntax.self) { return true }
      guard let binary = element.as(BinaryOperatorExprSyntax.self) else { return false }
      // A dot in front makes an operator elementwise: `.==` compares as `==` does.
      let text = String(binary.operator.text.drop { $0 == "." })
      return text.hasSuffix("=") && !comparisons.contains(text)
    }
  }

  // MARK: - Access

  private static func exposing(_ declaration: DeclSyntax) -> [ParsedCell.Edit] {
    guard let modifiers = declaration.asProtocol((any WithModifiersSyntax).self)?.modifiers else {
      return []
    }
    return modifiers.compactMap { modifier in
      switch modifier.name.tokenKind {
      case .keyword(.private), .keyword(.fileprivate):
        guard modifier.detail == nil else { return nil }
        let count = modifier.trimmedLength.utf8Length
        return ParsedCell.Edit(
          offset: modifier.positionAfterSkippingLeadingTrivia.utf8Offset, removed: count,
          inserted: String(repeating: " ", count: count))
      default: return nil
      }
    }
  }

  // MARK: - Waiting

  private static func awaiting(_ variable: VariableDeclSyntax) -> [ParsedCell.Edit] {
    var edits: [ParsedCell.Edit] = []
    var isAsyncLet = false
    for modifier in variable.modifiers where modifier.name.tokenKind == .keyword(.async) {
      isAsyncLet = true
      let count = modifier.trimmedLength.utf8Length
      edits.append(
        .init(
          offset: modifier.positionAfterSkippingLeadingTrivia.utf8Offset, removed: count,
          inserted: String(repeating: " ", count: count)))
    }
    for binding in variable.bindings {
      guard let value = binding.initializer?.value else { continue }
      if isAsyncLet {
        edits.append(insertion("try _weftAwait { try await ", before: value))
        edits.append(insertion(" }", after: value))
      } else if Asynchrony.of(value).awaits {
        edits += wrapping(value)
      }
    }
    return edits
  }

  private static func wrapping(_ node: some SyntaxProtocol) -> [ParsedCell.Edit] {
    let opening = Asynchrony.of(node).tries ? "try _weftAwait { " : "_weftAwait { "
    return [insertion(opening, before: node), insertion(" }", after: node)]
  }

  private static func insertion(_ text: String, before node: some SyntaxProtocol)
    -> ParsedCell.Edit
  {
    .init(
      offset: node.positionAfterSkippingLeadingTrivia.utf8Offset, removed: 0, inserted: text)
  }

  private static func insertion(_ text: String, after node: some SyntaxProtocol)
    -> ParsedCell.Edit
  {
    .init(offset: node.endPositionBeforeTrailingTrivia.utf8Offset, removed: 0, inserted: text)
  }
}

/// Looks for `await` and `try` that belong to the code itself, not to a closure or function inside.
private final class Asynchrony: SyntaxVisitor {
  private(set) var awaits = false
  private(set) var tries = false

  static func of(_ node: some SyntaxProtocol) -> Asynchrony {
    let visitor = Asynchrony(viewMode: .sourceAccurate)
    visitor.walk(node)
    return visitor
  }

  override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind {
    awaits = true
    return .visitChildren
  }

  override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind {
    if node.questionOrExclamationMark == nil { tries = true }
    return .visitChildren
  }

  override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
    if node.awaitKeyword != nil { awaits = true }
    if node.tryKeyword != nil { tries = true }
    return .visitChildren
  }

  override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
    if node.modifiers.contains(where: { $0.name.tokenKind == .keyword(.async) }) { awaits = true }
    return .visitChildren
  }

  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
  override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
