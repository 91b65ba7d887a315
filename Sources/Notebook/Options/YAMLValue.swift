/// A value of a YAML file with its place.
indirect enum YAMLValue: Sendable {
  /// Anything written as one piece: text, a number, true.
  case scalar(String, quoted: Bool, SourcePosition)
  /// A list.
  case list([YAMLValue], SourcePosition)
  /// Keys and values in their order.
  case map([Entry], SourcePosition)

  /// A key and its value.
  struct Entry: Sendable {
    var key: String
    var position: SourcePosition
    var value: YAMLValue
  }

  /// Where it is.
  var position: SourcePosition {
    switch self {
    case .scalar(_, _, let position), .list(_, let position), .map(_, let position): position
    }
  }

  /// The text of a scalar.
  var scalar: String? {
    guard case .scalar(let text, _, _) = self else { return nil }
    return text
  }

  /// Whether this is `null`, `~` or nothing.
  var isNull: Bool {
    guard case .scalar(let text, quoted: false, _) = self else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The value of `true` and `false`, with YAML's other spellings.
  var flag: Bool? {
    guard case .scalar(let text, quoted: false, _) = self else { return nil }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }

  /// The value of a finite number.
  var number: Double? {
    guard case .scalar(let text, quoted: false, _) = self else { return nil }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The value as one of a set of names; true and false in any spelling.
  var choice: String? {
    if let flag { return flag ? "true" : "false" }
    return scalar
  }

  /// The entries of a map.
  var entries: [Entry]? {
    guard case .map(let entries, _) = self else { return nil }
    return entries
  }
}
