extension FrontMatter {
  /// Reads `params`: `epochs: 10`, or `epochs: {value: 10, type: Double, summary: …}`.
  static func parameters(_ entry: YAMLValue.Entry, _ diagnostics: DiagnosticBag) -> [Parameter] {
    guard let entries = entry.value.entries else {
      if !entry.value.isNull {
        diagnostics.error("'params' has the form 'name: value'", at: entry.value.position)
      }
      return []
    }
    return entries.compactMap { parameter($0, diagnostics) }
  }

  private static func parameter(_ entry: YAMLValue.Entry, _ diagnostics: DiagnosticBag)
    -> Parameter?
  {
    guard Parameter.isIdentifier(entry.key) else {
      diagnostics.error(
        "'\(entry.key)' can't be the name of a parameter", at: entry.position,
        length: entry.key.utf8.count, explanation: "it must be a Swift identifier")
      return nil
    }
    if case .scalar(let text, let quoted, _) = entry.value {
      let kind = Parameter.inferredKind(text, quoted: quoted)
      let value = Parameter.normalized(text, as: kind) ?? text
      return Parameter(name: entry.key, kind: kind, value: value, summary: nil)
    }
    guard let fields = entry.value.entries else {
      diagnostics.error(
        "parameter '\(entry.key)' must be a number, text, true or false", at: entry.value.position)
      return nil
    }
    return parameter(entry, fields, diagnostics)
  }

  private static func parameter(
    _ entry: YAMLValue.Entry, _ fields: [YAMLValue.Entry], _ diagnostics: DiagnosticBag
  ) -> Parameter? {
    for field in fields where !["value", "type", "summary"].contains(field.key) {
      diagnostics.error(
        "a parameter has no '\(field.key)'", at: field.position, length: field.key.utf8.count,
        explanation: "known: value, type, summary")
    }
    func field(_ name: String) -> YAMLValue? { fields.first { $0.key == name }?.value }
    guard case .scalar(let text, let quoted, let position)? = field("value") else {
      diagnostics.error("parameter '\(entry.key)' has no value", at: entry.position)
      return nil
    }
    var kind = Parameter.inferredKind(text, quoted: quoted)
    if let type = field("type") {
      guard let named = type.scalar.flatMap(Parameter.Kind.init) else {
        diagnostics.error(
          "a parameter's type is Int, Double, String or Bool", at: type.position,
          length: type.scalar?.utf8.count ?? 1)
        return nil
      }
      kind = named
    }
    guard let value = Parameter.normalized(text, as: kind) else {
      diagnostics.error(
        "parameter '\(entry.key)' is of type \(kind.rawValue), '\(text)' is not", at: position,
        length: text.utf8.count)
      return nil
    }
    return Parameter(
      name: entry.key, kind: kind, value: value, summary: field("summary")?.scalar)
  }
}
