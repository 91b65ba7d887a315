internal import Foundation

/// Whole files in and out.
enum Files {
  /// All bytes of a file.
  static func read(_ path: String) throws(InterchangeError) -> Bytes {
    do {
      let data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
      return Bytes(file: path, all: [UInt8](data)[...])
    } catch {
      throw InterchangeError(path, .unreadable(error.localizedDescription))
    }
  }

  /// Writes under a temporary name beside the file, then renames: a reader sees the old file or the
  /// new one, never a part.
  static func write(_ bytes: [UInt8], to path: String) throws(InterchangeError) {
    let temporary = "\(path).\(ProcessInfo.processInfo.globallyUniqueString).tmp"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: temporary))
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw InterchangeError(path, .unwritable(error.localizedDescription))
    }
    if rename(temporary, path) != 0 {
      let why = String(cString: strerror(errno))
      try? FileManager.default.removeItem(atPath: temporary)
      throw InterchangeError(path, .unwritable(why))
    }
  }
}
