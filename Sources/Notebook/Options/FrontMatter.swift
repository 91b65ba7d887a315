/// What stands between `---` lines at the start of a chapter.
public struct FrontMatter: Equatable, Sendable {
  /// The chapter's title; nil takes it from the first heading.
  public var title: String?
  /// One or two sentences for the index and for search engines.
  public var summary: String?
  /// About how many seconds the chapter takes to run, as the author measured it.
  public var time: Double?
  /// What a reader can change.
  public var parameters: [Parameter] = []

  static let names = ["title", "summary", "time", "params"]

  /// Cuts the front matter off a text: its lines become blank, so that all others keep their numbers.
  ///
  /// - Returns: The YAML with the number of its first line; nil where there is none.
  static func cut(_ manuscript: inout Manuscript, diagnostics: DiagnosticBag) -> String? {
    let mark = Array("---".utf8)
    let trimmed = { (line: [UInt8]) in line.text.trimmed }
    guard let first = manuscript.body.first, first.bytes.starts(with: mark),
      trimmed(first.bytes) == "---"
    else { return nil }
    let end = manuscript.body.indices.dropFirst().first {
      ["---", "..."].contains(trimmed(manuscript.body[$0].bytes))
    }
    guard let end else {
      // A thematic break may open a chapter; a key after it says that front matter was meant.
      let second = manuscript.body.dropFirst().first?.bytes ?? []
      if second.first?.isLetter == true, second.contains(Ascii.colon) {
        diagnostics.error(
          "the front matter is never closed", at: SourcePosition(line: 1), length: 3,
          explanation: "a second line '---' ends it")
      }
      return nil
    }
    let lines = manuscript.body[1..<end].map(\.bytes.text)
    // An empty heading or two rules are CommonMark; front matter has a key.
    guard lines.contains(where: { $0.contains(":") }) || lines.allSatisfy({ $0.trimmed.isEmpty })
    else { return nil }
    if lines.isEmpty { return nil }
    for index in 0...end { manuscript.body[index].bytes = [] }
    return lines.joined(separator: "\n")
  }

  /// Reads front matter, with defaults for cell options.
  mutating func read(_ yaml: String, options: inout CellOptions, diagnostics: DiagnosticBag) {
    let value: YAMLValue?
    do {
      value = try YAML.parse(yaml, firstLine: 2)
    } catch {
      diagnostics.error("front matter: \(error.message)", at: error.position)
      return
    }
    guard let value, !value.isNull else { return }
    guard let entries = value.entries else {
      diagnostics.error("front matter has the form 'key: value'", at: value.position)
      return
    }
    var optionEntries: [YAMLValue.Entry] = []
    for entry in entries {
      switch entry.key {
      case "title": title = text(entry, diagnostics)
      case "summary": summary = text(entry, diagnostics)
      case "time": time = Self.seconds(entry, diagnostics)
      case "params": parameters = Self.parameters(entry, diagnostics)
      default:
        if CellOptions.key(entry.key) != nil {
          optionEntries.append(entry)
        } else {
          let known = Self.names + CellOptions.keys.filter(\.hasDefault).map(\.name)
          let nearest = nearestName(to: entry.key, among: known)
          diagnostics.error(
            "'\(entry.key)' is nothing that front matter sets", at: entry.position,
            length: entry.key.utf8.count,
            explanation: nearest.map { "did you mean '\($0)'?" }
              ?? "known: \(known.joined(separator: ", "))")
        }
      }
    }
    options.apply(optionEntries, asDefaults: true, diagnostics: diagnostics)
  }

  private func text(_ entry: YAMLValue.Entry, _ diagnostics: DiagnosticBag) -> String? {
    if let text = entry.value.scalar { return text }
    diagnostics.error("'\(entry.key)' must be text", at: entry.value.position)
    return nil
  }

  /// Seconds from `40`, `40 s`, `2 min` or `1.5 h`.
  private static func seconds(_ entry: YAMLValue.Entry, _ diagnostics: DiagnosticBag) -> Double? {
    let units = ["": 1.0, "s": 1, "min": 60, "h": 3600]
    let text = entry.value.scalar ?? ""
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = String(text.dropFirst(digits.count)).trimmed
    if let value = Double(digits), let factor = units[unit] { return value * factor }
    diagnostics.error(
      "'time' must be a time such as '40 s' or '2 min'", at: entry.value.position,
      length: text.utf8.count)
    return nil
  }
}
