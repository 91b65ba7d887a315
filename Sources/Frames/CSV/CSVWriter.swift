import Foundation

extension DataFrame {
  /// The frame as CSV text: a header, then a line for each row.
  ///
  /// Missing values are empty fields. Texts that hold a comma, a quote or a line end are quoted as
  /// RFC 4180 says. Numbers are written as short as they can be read back exactly.
  ///
  /// - Parameter index: Whether the rows' labels become the first column.
  public func csv(index includesIndex: Bool = false) -> String {
    var text = ""
    let header = (includesIndex ? [""] : []) + columnNames
    text += header.map(quoted).joined(separator: ",")
    text += "\n"
    let cells = columns.map { $0.kind == .double ? $0.doubles.map(written) : $0.strings }
    for row in 0..<rowCount {
      var line = includesIndex ? [quoted(index.label(at: row))] : []
      for column in cells { line.append(column[row].map(quoted) ?? "") }
      // A line with a single empty field would be blank, and blank lines are skipped when read.
      text += line == [""] ? "NA" : line.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  /// Writes the frame as CSV.
  ///
  /// The file appears under its name only when it is complete: it is written beside its place and
  /// then renamed.
  ///
  /// - Parameters:
  ///   - path: The file; one that exists is replaced.
  ///   - index: Whether the rows' labels become the first column.
  /// - Throws: The system's error where the file cannot be written.
  public func writeCSV(_ path: String, index includesIndex: Bool = false) throws {
    let url = URL(fileURLWithPath: path)
    try Data(csv(index: includesIndex).utf8).write(to: url, options: .atomic)
  }
}

private func written(_ value: Double) -> String? {
  if value.isNaN { return nil }
  if value.isInfinite { return value > 0 ? "inf" : "-inf" }
  return "\(value)"
}

private func quoted(_ text: String) -> String {
  let needsQuotes = text.utf8.contains { byte in
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }
  return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
}
