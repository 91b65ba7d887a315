extension CellOptions {
  /// How one option is named and set.
  struct Key: Sendable {
    let name: String
    /// Whether front matter and project file can set a default for it.
    let hasDefault: Bool
    /// What the value must be, for the message when it is not.
    let expected: String
    /// Sets the option; false if the value is of the wrong kind.
    let set: @Sendable (inout CellOptions, YAMLValue) -> Bool
  }

  /// The names of all options, as an author writes them.
  public static var names: [String] { keys.map(\.name) }

  static func key(_ name: String) -> Key? { keys.first { $0.name == name } }

  static let keys: [Key] = [
    text("label", \.label, hasDefault: false),
    flag("echo", \.echo),
    flag("eval", \.eval),
    choice("output", \.output, OutputMode.self),
    flag("include", \.include),
    flag("error", \.error),
    text("fig-cap", \.figCap, hasDefault: false),
    text("fig-alt", \.figAlt, hasDefault: false),
    number("fig-width", \.figWidth, 0.5...40, "a number of inches from 0.5 to 40"),
    number("fig-height", \.figHeight, 0.5...40, "a number of inches from 0.5 to 40"),
    text("tbl-cap", \.tblCap, hasDefault: false),
    text("lst-cap", \.lstCap, hasDefault: false),
    choice("code-fold", \.codeFold, Folding.self),
    text("code-summary", \.codeSummary, hasDefault: true),
    number("timeout", \.timeout, 0.001...86_400, "a number of seconds"),
    optionalChoice("expect", \.expect, Expectation.self, hasDefault: false),
    text("match", \.match, hasDefault: false),
    optionalChoice("compare", \.compare, Comparison.self, hasDefault: true),
    number("rtol", \.rtol, 0...1e300, "a number that is not negative"),
    number("atol", \.atol, 0...1e300, "a number that is not negative"),
    Key(name: "seed", hasDefault: true, expected: "a whole number that is not negative") {
      guard let seed = $1.scalar.flatMap(UInt64.init) else { return false }
      $0.seed = seed
      return true
    },
    flag("optimize", \.optimize),
    text("source", \.source, hasDefault: false),
  ]

  private typealias Path<Value> = any WritableKeyPath<CellOptions, Value> & Sendable

  private static func flag(_ name: String, _ path: Path<Bool>) -> Key {
    Key(name: name, hasDefault: true, expected: "true or false") {
      guard let value = $1.flag else { return false }
      $0[keyPath: path] = value
      return true
    }
  }

  private static func text(_ name: String, _ path: Path<String?>, hasDefault: Bool) -> Key {
    Key(name: name, hasDefault: hasDefault, expected: "text") {
      guard let value = $1.scalar else { return false }
      $0[keyPath: path] = value
      return true
    }
  }

  private static func number(
    _ name: String, _ path: Path<Double?>, _ range: ClosedRange<Double>, _ expected: String
  ) -> Key {
    Key(name: name, hasDefault: true, expected: expected) {
      guard let value = $1.number, range.contains(value) else { return false }
      $0[keyPath: path] = value
      return true
    }
  }

  private static func choice<Choice: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ path: Path<Choice>, _ type: Choice.Type
  ) -> Key {
    Key(name: name, hasDefault: true, expected: listing(type)) {
      guard let value = $1.choice.flatMap(Choice.init) else { return false }
      $0[keyPath: path] = value
      return true
    }
  }

  private static func optionalChoice<
    Choice: CaseIterable & RawRepresentable<String> & SendableMetatype
  >(
    _ name: String, _ path: Path<Choice?>, _ type: Choice.Type, hasDefault: Bool
  ) -> Key {
    Key(name: name, hasDefault: hasDefault, expected: listing(type)) {
      guard let value = $1.choice.flatMap(Choice.init) else { return false }
      $0[keyPath: path] = value
      return true
    }
  }

  private static func listing<Choice: CaseIterable & RawRepresentable<String> & SendableMetatype>(
    _ type: Choice.Type
  ) -> String {
    let names = type.allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}
