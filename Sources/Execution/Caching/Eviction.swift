internal import Foundation
internal import Glibc

/// Keeps the cache folder within a size: what was used longest ago goes first.
enum Eviction {
  /// What is younger than this many seconds stays: another renderer may be using it.
  private static let youth = 600.0

  /// Notes that a file or folder was used.
  static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }

  /// Removes the oldest entries until `folder` holds at most `limit` bytes, and all drafts that
  /// were left behind.
  static func trim(_ folder: String, to limit: Int, now: Date = Date()) {
    var entries: [(path: String, size: Int, used: Date)] = []
    for part in ["compiled", "results"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []
      for name in names {
        let path = "\(folder)/\(part)/\(name)"
        guard let (size, used) = measure(path) else { continue }
        if name.hasPrefix(".") {
          if now.timeIntervalSince(used) > youth {
            try? FileManager.default.removeItem(atPath: path)
          }
        } else {
          entries.append((path, size, used))
        }
      }
    }
    var total = entries.reduce(0) { $0 + $1.size }
    for entry in entries.sorted(by: { $0.used < $1.used }) {
      guard total > limit, now.timeIntervalSince(entry.used) > youth else { return }
      // A renderer that looks for it meanwhile finds all of it or nothing.
      let doomed = "\(folder)/.doomed-\(UUID().uuidString)"
      guard rename(entry.path, doomed) == 0 else { continue }
      try? FileManager.default.removeItem(atPath: doomed)
      total -= entry.size
    }
  }

  private static func measure(_ path: String) -> (size: Int, used: Date)? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let used = attributes[.modificationDate] as? Date
    else { return nil }
    guard attributes[.type] as? FileAttributeType == .typeDirectory else {
      return ((attributes[.size] as? Int) ?? 0, used)
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let sizes = names.map { name -> Int in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
      return (attributes?[.size] as? Int) ?? 0
    }
    return (sizes.reduce(0, +), used)
  }
}
