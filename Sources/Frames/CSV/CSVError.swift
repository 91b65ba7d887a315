/// What is wrong with a CSV file, and where.
///
/// Its text starts with `file:line:column:`, the form in which compilers and editors name places.
public struct CSVError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Equatable, Sendable {
    /// The file cannot be read; the system's explanation.
    case unreadable(String)
    /// There is no header line.
    case empty
    /// The bytes are not UTF-8.
    case notUTF8
    /// A quoted field has no closing quote.
    case unterminatedQuote
    /// Something follows the closing quote of a field before the next separator.
    case textAfterQuote
    /// A line has more or fewer fields than the header.
    case fieldCount(expected: Int, found: Int)
    /// A value does not have the kind that was asked for its column.
    case notConvertible(value: String, column: String, kind: Series.Kind)
    /// A kind was asked for a column that does not exist.
    case unknownColumn(String)
  }

  /// The file as it was named, or `<text>`.
  public var file: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int
  /// What is wrong.
  public var reason: Reason

  /// Creates an error at a place.
  public init(file: String, line: Int, column: Int, reason: Reason) {
    self.file = file
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// `file:line:column: what is wrong`.
  public var description: String { "\(file):\(line):\(column): \(reason.description)" }
}

extension CSVError.Reason: CustomStringConvertible {
  /// The reason as a sentence without its place.
  public var description: String {
    switch self {
    case .unreadable(let explanation): "cannot read the file: \(explanation)"
    case .empty: "the file is empty; the first line must name the columns"
    case .notUTF8: "the file is not UTF-8 text"
    case .unterminatedQuote: "this quoted field has no closing quote"
    case .textAfterQuote:
      "text after the closing quote; write a quote inside a quoted field twice"
    case .fieldCount(let expected, let found):
      "\(found) field\(found == 1 ? "" : "s"), but the header has \(expected)"
    case .notConvertible(let value, let column, let kind):
      "'\(value)' in column '\(column)' is no \(kind.rawValue)"
    case .unknownColumn(let name): "there is no column '\(name)'"
    }
  }
}
