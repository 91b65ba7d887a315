/// Why a data set cannot be read.
public enum DatasetError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A file is not there; what to do about it.
  case missing(path: String, advice: String)
  /// A file cannot be opened or read; the system's explanation.
  case unreadable(path: String, explanation: String)
  /// A file is cut short or is not what its name says.
  case damaged(path: String, explanation: String)
  /// A file's checksum is not the expected one.
  case checksum(path: String, expected: String, found: String)

  /// The file, what is wrong with it and, where there is something to do, what.
  public var description: String {
    switch self {
    case .missing(let path, let advice): "\(path): no such file; \(advice)"
    case .unreadable(let path, let explanation): "\(path): cannot be read: \(explanation)"
    case .damaged(let path, let explanation): "\(path): damaged: \(explanation)"
    case .checksum(let path, let expected, let found):
      "\(path): its checksum is \(found), not \(expected)"
    }
  }
}
