extension CellOptions {
  /// Sets options from the entries of a map.
  ///
  /// - Parameter asDefaults: Whether this is front matter or a project file, where a label or caption
  ///   makes no sense.
  mutating func apply(
    _ entries: [YAMLValue.Entry], asDefaults: Bool, diagnostics: DiagnosticBag
  ) {
    for entry in entries {
      let length = entry.key.utf8.count
      guard let key = Self.key(entry.key) else {
        let nearest = nearestName(to: entry.key, among: Self.names)
        diagnostics.error(
          "'\(entry.key)' is no cell option", at: entry.position, length: length,
          explanation: nearest.map { "did you mean '\($0)'?" }
            ?? "cell options: \(Self.names.joined(separator: ", "))")
        continue
      }
      if asDefaults, !key.hasDefault {
        diagnostics.error(
          "'\(key.name)' can only be set in a cell", at: entry.position, length: length)
        continue
      }
      if !key.set(&self, entry.value) {
        diagnostics.error(
          "'\(key.name)' must be \(key.expected)", at: entry.value.position,
          length: entry.value.scalar?.utf8.count ?? 1)
      }
    }
    if match != nil, expect == nil, !asDefaults,
      let entry = entries.first(where: { $0.key == "match" })
    {
      diagnostics.error(
        "'match' needs 'expect'", at: entry.position, length: 5,
        explanation: "it says what an expected failure must contain")
    }
  }

  /// Reads the option lines at the start of a cell.
  ///
  /// - Returns: How many lines they are.
  mutating func applyLines(
    of code: [Substring], firstLine: Int, indent: Int, diagnostics: DiagnosticBag
  ) -> Int {
    let lines = code.prefix { $0.hasPrefix("//|") }
    guard !lines.isEmpty else { return 0 }
    let yaml = lines.map { $0.dropFirst(3) }.joined(separator: "\n")
    do {
      let value = try YAML.parse(yaml, firstLine: firstLine, column: indent + 4)
      if let entries = value?.entries {
        apply(entries, asDefaults: false, diagnostics: diagnostics)
      } else if let value, !value.isNull {
        diagnostics.error(
          "cell options have the form '//| key: value'", at: value.position,
          length: value.scalar?.utf8.count ?? 1)
      }
    } catch {
      diagnostics.error("cell options: \(error.message)", at: error.position)
    }
    return lines.count
  }
}
