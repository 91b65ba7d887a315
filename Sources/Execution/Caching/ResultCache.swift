internal import Foundation
internal import Records

/// The results of chapters, kept by everything they depend on.
///
/// Files are written under a temporary name and renamed: who reads sees a whole file or none, however
/// many renderers write at a time and whenever one is killed.
struct ResultCache: Sendable {
  /// What is kept of a chapter.
  struct Entry: Codable {
    var records: [CellRecord]
    var timings: [CellTiming]
    /// The files that the cells read, as they were.
    var reads: [String: String]

    /// Whether the files are what they were.
    var isCurrent: Bool { reads.allSatisfy { Identity.stamp(ofData: $0.key) == $0.value } }
  }

  /// The cache folder.
  var folder: String

  /// The results for a key, or nil.
  func entry(for key: ChapterKey) -> Entry? {
    let path = resultPath(key)
    guard let data = FileManager.default.contents(atPath: path),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.isCurrent,
      entry.records.map(\.id) == key.cells.map(\.id)
    else { return nil }
    Eviction.touch(path)
    return entry
  }

  /// Keeps results, unless the next run might well go otherwise: a host that died, a cell that ran
  /// out of time.
  func keep(_ entry: Entry, for key: ChapterKey) throws {
    let isLasting = entry.records.allSatisfy { record in
      guard let failure = record.failure, !failure.expected else { return true }
      return failure.kind != .hostDied && failure.kind != .timeout
    }
    if isLasting { try write(JSONEncoder().encode(entry), to: resultPath(key)) }
  }

  // MARK: - What the last run depended on

  /// Remembers what a chapter depended on when it last ran.
  func remember(_ key: ChapterKey, of chapter: String) throws {
    try write(JSONEncoder().encode(key), to: ledgerPath(chapter))
  }

  /// What a chapter depended on when it last ran.
  func remembered(of chapter: String) -> ChapterKey? {
    guard let data = FileManager.default.contents(atPath: ledgerPath(chapter)) else { return nil }
    return try? JSONDecoder().decode(ChapterKey.self, from: data)
  }

  private func resultPath(_ key: ChapterKey) -> String { "\(folder)/results/\(key.digest).json" }

  private func ledgerPath(_ chapter: String) -> String {
    var digest = Digest()
    digest.add(chapter)
    return "\(folder)/ledger/\(digest.hexadecimal).json"
  }

  private func write(_ data: Data, to path: String) throws {
    let target = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    let draft = target.deletingLastPathComponent()
      .appendingPathComponent(".\(UUID().uuidString).draft")
    do {
      try data.write(to: draft)
      guard rename(draft.path, path) == 0 else {
        throw CocoaError(.fileWriteUnknown)
      }
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
  }
}
