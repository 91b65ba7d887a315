import Foundation

/// Data files on this machine by name, each with its checksum: nothing is downloaded at run time.
///
/// ```swift
/// var files = LocalFiles()
/// files.register("house_train", path: "data/train.csv", .sha1, "585e9cc93e70b39160e7921475f9bcd7d31219ce")
/// let path = try files.path("house_train")
/// ```
public struct LocalFiles: Sendable {
  private struct Entry: Sendable {
    let path: String
    let kind: Checksum
    let checksum: String
  }

  private var entries: [String: Entry] = [:]

  /// A registry without files.
  public init() {}

  /// Says where a file is and which checksum it has.
  public mutating func register(
    _ name: String, path: String, _ kind: Checksum, _ checksum: String
  ) {
    entries[name] = Entry(path: path, kind: kind, checksum: checksum.lowercased())
  }

  /// The names of the registered files, sorted.
  public var names: [String] { entries.keys.sorted() }

  /// The path of a file that is there and is the one that was meant.
  ///
  /// - Throws: `DatasetError` where the name is not registered, the file is absent, cannot be read, or
  ///   has another checksum.
  public func path(_ name: String) throws(DatasetError) -> String {
    guard let entry = entries[name] else {
      let known =
        names.isEmpty ? "no file is registered" : "known are \(names.joined(separator: ", "))"
      throw .missing(path: name, advice: known)
    }
    guard FileManager.default.fileExists(atPath: entry.path) else {
      throw .missing(
        path: entry.path, advice: "nothing is downloaded; put the file '\(name)' there yourself")
    }
    let bytes: [UInt8]
    do {
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: entry.path)))
    } catch {
      throw .unreadable(path: entry.path, explanation: error.localizedDescription)
    }
    let found = entry.kind(bytes)
    guard found == entry.checksum else {
      throw .checksum(path: entry.path, expected: entry.checksum, found: found)
    }
    return entry.path
  }
}
