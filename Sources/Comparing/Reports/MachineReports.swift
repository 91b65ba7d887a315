public import Foundation

/// The drift in the forms that other programs read.
public enum MachineReport {
  /// The drift as JSON with sorted keys.
  public static func json(_ drift: Drift) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try encoder.encode(drift)
  }

  /// The drift as JUnit XML: a suite a chapter, a case for each drifted cell, one for all others.
  public static func junit(_ drift: Drift) -> String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let failures = drift.chapters.reduce(0) {
      $0 + cases(of: $1).count(where: { $0.message != nil })
    }
    let total = drift.chapters.reduce(0) { $0 + cases(of: $1).count }
    text += "<testsuites name=\"weft diff\" tests=\"\(total)\" failures=\"\(failures)\">\n"
    for chapter in drift.chapters {
      let cases = cases(of: chapter)
      let failed = cases.count(where: { $0.message != nil })
      text += "  <testsuite name=\"\(Markup.escaped(chapter.chapter))\" tests=\"\(cases.count)\""
      text += " failures=\"\(failed)\">\n"
      for test in cases {
        text += "    <testcase classname=\"\(Markup.escaped(chapter.chapter))\""
        text += " name=\"\(Markup.escaped(test.name))\""
        if let message = test.message {
          text +=
            "><failure message=\"\(Markup.escaped(message))\">\(Markup.escaped(test.details))</failure>"
          text += "</testcase>\n"
        } else {
          text += "/>\n"
        }
      }
      text += "  </testsuite>\n"
    }
    return text + "</testsuites>\n"
  }

  /// The drift as GitHub workflow commands: an annotation at the line of each drifted cell.
  public static func github(_ drift: Drift, locate: CellLocator) -> String {
    var text = ""
    for chapter in drift.chapters {
      for test in cases(of: chapter) {
        guard let message = test.message else { continue }
        var place = ""
        if let location = locate(chapter.chapter, test.name) {
          place = "file=\(property(location.file)),line=\(location.line),"
        }
        text += "::error \(place)title=\(property("\(chapter.chapter)#\(test.name)"))"
        text += "::\(data(message))\n"
      }
    }
    return text
  }

  private struct Case {
    var name: String
    var message: String?
    var details = ""
  }

  private static func cases(of chapter: ChapterDrift) -> [Case] {
    var cases: [Case] = []
    if chapter.isNew { cases.append(Case(name: "record", message: "no committed record")) }
    for cell in chapter.cells {
      let messages = cell.differences.map(\.summary)
      let details = cell.differences.map { "- \($0.committed)\n+ \($0.fresh)" }
      cases.append(
        Case(
          name: cell.cell, message: messages.joined(separator: "; "),
          details: details.joined(separator: "\n")))
    }
    if !chapter.isNew {
      cases += chapter.extra.map { Case(name: $0, message: "an extra cell") }
    }
    cases += chapter.missing.map { Case(name: $0, message: "a missing cell") }
    cases += chapter.reordered.map { Case(name: $0, message: "a reordered cell") }
    if cases.isEmpty { cases.append(Case(name: "all \(chapter.compared) cells")) }
    return cases
  }

  private static func data(_ text: String) -> String {
    text.replacingOccurrences(of: "%", with: "%25")
      .replacingOccurrences(of: "\r", with: "%0D").replacingOccurrences(of: "\n", with: "%0A")
  }

  private static func property(_ text: String) -> String {
    data(text).replacingOccurrences(of: ":", with: "%3A")
      .replacingOccurrences(of: ",", with: "%2C")
  }
}
