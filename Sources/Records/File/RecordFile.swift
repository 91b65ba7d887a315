public import Foundation

/// The form in which records are committed: JSON whose lines change only where outputs do.
///
/// Keys are sorted; an object has a line for each key; a list of plain values is wrapped like prose,
/// so that a tensor of a thousand numbers costs tens of lines and not a thousand. The same record is
/// always the same bytes.
public enum RecordFile {
  /// Why a record could not be read.
  public enum ReadError: Error, Equatable, CustomStringConvertible {
    /// The file was written by another version of Weft.
    case version(Int)
    /// The file is no record.
    case malformed(String)

    /// What went wrong, as a sentence.
    public var description: String {
      switch self {
      case .version(let version):
        "the record has version \(version), and this Weft reads \(ChapterRecord.currentVersion)"
      case .malformed(let reason): "the record cannot be read: \(reason)"
      }
    }
  }

  /// The bytes of a chapter's record.
  public static func data(for record: ChapterRecord) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Data(JSONLayout(Array(try encoder.encode(record))).bytes)
  }

  /// Reads a chapter's record.
  ///
  /// - Throws: ``ReadError`` when the bytes are no record of this version.
  public static func record(from data: Data) throws -> ChapterRecord {
    struct Header: Decodable { var version: Int }
    let decoder = JSONDecoder()
    do {
      let header = try decoder.decode(Header.self, from: data)
      guard header.version == ChapterRecord.currentVersion else {
        throw ReadError.version(header.version)
      }
      return try decoder.decode(ChapterRecord.self, from: data)
    } catch let error as DecodingError {
      throw ReadError.malformed(error.reason)
    }
  }
}

extension DecodingError {
  /// What is wrong, and where in the file.
  fileprivate var reason: String {
    let context: Context
    switch self {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
      .dataCorrupted(let found):
      context = found
    @unknown default: return "\(self)"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return path.isEmpty ? context.debugDescription : "\(context.debugDescription) (at \(path))"
  }
}
