import Foundation

/// Reads a CSV file whose first line names the columns.
///
/// Only `NA` and the empty field are missing (see `CSVOptions.missing`); blanks at either end of a
/// text are kept. A column's kind follows from its values: whole numbers become `int`, or `double`
/// where some are missing; other numbers `double`; `True` and `False` `bool`; everything else
/// `string`. A column without any value is `double`. A repeated column name gets the suffix `.1`.
///
/// - Parameters:
///   - path: The file.
///   - options: The separator, what is missing, and kinds that are not to be inferred.
/// - Throws: `CSVError` with file, line and column where the file cannot be read, is not UTF-8, has
///   a line of the wrong length or an unfinished quote.
public func readCSV(
  _ path: String, options: CSVOptions = CSVOptions()
) throws(CSVError) -> DataFrame {
  let data: Data
  do {
    data = try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    throw CSVError(
      file: path, line: 1, column: 1, reason: .unreadable(error.localizedDescription))
  }
  return try readCSV(bytes: [UInt8](data), file: path, options: options)
}

/// Reads CSV from a text, as `readCSV(_:options:)` reads it from a file.
public func readCSV(
  text: String, options: CSVOptions = CSVOptions()
) throws(CSVError) -> DataFrame {
  try readCSV(bytes: Array(text.utf8), file: "<text>", options: options)
}

/// Reads CSV from bytes; `file` is the name that errors give.
public func readCSV(
  bytes: [UInt8], file: String, options: CSVOptions = CSVOptions()
) throws(CSVError) -> DataFrame {
  guard let separator = options.separator.asciiValue else {
    stop("readCSV", "the separator '\(options.separator)' is not an ASCII character")
  }
  var scanner = CSVScanner(bytes: bytes, separator: separator, file: file)
  guard let header = try scanner.nextRecord() else { throw scanner.error(.empty) }
  let names = try columnNames(header, scanner)
  for name in options.kinds.keys.sorted() where !names.contains(name) {
    throw scanner.error(.unknownColumn(name), at: header[0].place)
  }

  var fields = Array(repeating: [CSVScanner.Field](), count: names.count)
  while let record = try scanner.nextRecord(capacity: names.count) {
    guard record.count == names.count else {
      throw scanner.error(
        .fieldCount(expected: names.count, found: record.count), at: record[0].place)
    }
    for (column, field) in record.enumerated() { fields[column].append(field) }
  }

  let missing = Set(options.missing.map { ArraySlice($0.utf8) })
  var columns: [Series] = []
  for (name, values) in zip(names, fields) {
    let column = CSVColumn(name: name, fields: values, missing: missing, scanner: scanner)
    let kind = options.kinds[name]
    let storage = if let kind { try column.read(as: kind) } else { try column.infer() }
    columns.append(Series(name, storage: storage))
  }
  return DataFrame(columns, index: .positions(0..<(fields.first?.count ?? 0)))
}

/// The names in the header; a name that was there before gets `.1`, `.2`, ...
private func columnNames(
  _ header: [CSVScanner.Field], _ scanner: CSVScanner
) throws(CSVError) -> [String] {
  var names: [String] = []
  for field in header {
    guard let name = String(validating: field.bytes, as: UTF8.self) else {
      throw scanner.error(.notUTF8, at: field.place)
    }
    var unique = name.isEmpty ? "Unnamed: \(names.count)" : name
    var copies = 0
    while names.contains(unique) {
      copies += 1
      unique = "\(name).\(copies)"
    }
    names.append(unique)
  }
  return names
}
