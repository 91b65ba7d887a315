/// A value that a chapter names in its front matter and a reader can change.
public struct Parameter: Equatable, Sendable {
  /// The types a parameter can have.
  public enum Kind: String, CaseIterable, Sendable {
    /// A whole number.
    case int = "Int"
    /// A number.
    case double = "Double"
    /// Text.
    case string = "String"
    /// True or false.
    case bool = "Bool"
  }

  /// Its name: a Swift identifier.
  public var name: String
  /// Its type.
  public var kind: Kind
  /// Its value, as text.
  public var value: String
  /// What it is for.
  public var summary: String?

  /// The declaration that gives it to the cells: `let epochs: Int = 10`.
  public var declaration: String { "let \(name): \(kind.rawValue) = \(literal)" }

  private var literal: String {
    guard kind == .string else { return value }
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\0"..<" ", "\u{7F}": text += "\\u{\(String(scalar.value, radix: 16))}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// The value in the form Swift reads it, or nil if it is not of the kind.
  static func normalized(_ text: String, as kind: Kind) -> String? {
    switch kind {
    case .int: return Int(text).map(String.init)
    case .double:
      guard let value = Double(text), value.isFinite else { return nil }
      return "\(value)"
    case .bool: return YAMLValue.scalar(text, quoted: false, .init(line: 1)).flag.map(String.init)
    case .string: return text
    }
  }

  /// The kind that a value in YAML has of itself.
  static func inferredKind(_ text: String, quoted: Bool) -> Kind {
    if quoted { return .string }
    if Int(text) != nil { return .int }
    if Double(text)?.isFinite == true { return .double }
    if YAMLValue.scalar(text, quoted: false, .init(line: 1)).flag != nil { return .bool }
    return .string
  }

  /// Whether a name can be declared in Swift without quoting.
  static func isIdentifier(_ name: String) -> Bool {
    guard let first = name.utf8.first, first.isLetter || first == 95, name != "_" else {
      return false
    }
    return name.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == 95 }
      && !keywords.contains(name)
  }

  private static let keywords: [String] = [
    "as", "associatedtype", "break", "case", "catch", "class", "continue", "default", "defer",
    "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil",
    "operator", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "Self",
    "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while",
  ]
}

/// Why `-P name=value` was refused.
public struct ParameterError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, with the nearest known name where there is one.
  public let description: String

  /// Creates an error.
  public init(description: String) { self.description = description }
}

extension [Parameter] {
  /// The parameters with some values changed, in the same order.
  ///
  /// - Throws: ``ParameterError`` for a name that is not there, or a value of another type.
  public func overridden(by values: [String: String]) throws(ParameterError) -> [Parameter] {
    var result = self
    for name in values.keys.sorted() {
      guard let text = values[name] else { continue }
      guard let index = firstIndex(where: { $0.name == name }) else {
        let nearest = nearestName(to: name, among: map(\.name))
        throw ParameterError(
          description: "there is no parameter '\(name)'"
            + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
      }
      guard let value = Parameter.normalized(text, as: self[index].kind) else {
        throw ParameterError(
          description: "parameter '\(name)' is of type \(self[index].kind.rawValue), "
            + "'\(text)' is not")
      }
      result[index].value = value
    }
    return result
  }
}
