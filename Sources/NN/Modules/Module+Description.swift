extension Module: CustomStringConvertible {
  /// The module as a tree, as PyTorch prints it.
  ///
  /// ```
  /// Sequential(
  ///   (0): Linear(in_features=4, out_features=8, bias=True)
  ///   (1): ReLU()
  /// )
  /// ```
  public var description: String {
    let children = childDescriptions()
    let extra = extraDescription
    if children.isEmpty { return "\(typeName)(\(extra))" }
    var lines = ["\(typeName)("]
    if !extra.isEmpty { lines.append("  \(extra)") }
    for (name, text) in children {
      let indented = text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n  ")
      lines.append("  (\(name)): \(indented)")
    }
    lines.append(")")
    return lines.joined(separator: "\n")
  }

  private func childDescriptions() -> [(name: String, text: String)] {
    members().compactMap { member in
      member.value.module.map { (member.name, $0.description) }
    }
  }
}

/// A truth value as PyTorch prints it.
func pythonText(_ value: Bool) -> String { value ? "True" : "False" }

/// A pair as PyTorch prints it.
func pythonText(_ pair: (Int, Int)) -> String { "(\(pair.0), \(pair.1))" }

/// A number as Python prints it: `1e-05`, `0.1`, `1.0`.
func pythonText(_ value: Double) -> String {
  let text = "\(value)"
  guard let mark = text.firstIndex(of: "e") else { return text }
  let digits = text[text.index(after: mark)...]
  let sign = digits.hasPrefix("-") ? "-" : "+"
  let exponent = digits.drop { $0 == "-" || $0 == "+" }
  let mantissa = text[..<mark]
  let short = mantissa.hasSuffix(".0") ? mantissa.dropLast(2) : mantissa
  return "\(short)e\(sign)\(exponent.count < 2 ? "0" : "")\(exponent)"
}
