internal import Foundation

/// What the compiler and the engine are, as one text: part of every key, so that a new engine never
/// meets results of an old one.
enum Identity {
  static func of(_ toolchain: Toolchain) throws -> String {
    let files = [toolchain.frontend, toolchain.linker, toolchain.host, toolchain.library]
    return try files.map(stamp(of:)).joined(separator: "\n")
  }

  /// What tells versions of a data file apart; a file that is not there has one too.
  static func stamp(ofData path: String) -> String { (try? stamp(of: path)) ?? "missing" }

  /// Path, size and time of a file: enough to notice a new build, without reading hundreds of
  /// megabytes.
  private static func stamp(of path: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    let size = (attributes[.size] as? Int) ?? 0
    let date = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(path) \(size) \(date)"
  }
}
