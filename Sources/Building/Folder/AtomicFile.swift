public import Foundation

/// Writes files whole or not at all.
public enum AtomicFile {
  /// Writes a file under a temporary name beside it, then renames it into place.
  ///
  /// A file that holds these bytes already is left alone, so that its time tells when it changed.
  ///
  /// - Returns: whether the file was written.
  /// - Throws: ``BookError/unwritable(_:reason:)``; nothing is left behind then.
  @discardableResult
  public static func write(_ data: Data, to url: URL) throws -> Bool {
    if let current = try? Data(contentsOf: url), current == data { return false }
    let folder = url.deletingLastPathComponent()
    let name = ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).tmp"
    let temporary = folder.appendingPathComponent(name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: temporary)
      guard rename(temporary.path, url.path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
      return true
    } catch {
      try? FileManager.default.removeItem(at: temporary)
      throw BookError.unwritable(url.path, reason: error.localizedDescription)
    }
  }

  /// Writes text.
  @discardableResult
  public static func write(_ text: String, to url: URL) throws -> Bool {
    try write(Data(text.utf8), to: url)
  }
}

/// Reads files with errors that a person understands.
public enum ReadableFile {
  /// The bytes of a file.
  ///
  /// - Throws: ``BookError/unreadable(_:reason:)``.
  public static func bytes(of url: URL) throws -> [UInt8] {
    do {
      return Array(try Data(contentsOf: url))
    } catch {
      throw BookError.unreadable(url.path, reason: error.localizedDescription)
    }
  }
}
