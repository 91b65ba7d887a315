internal import Records

/// The seed that a cell starts from.
///
/// It is made from the book's seed, the chapter and what the cell is known by: its label, or its code
/// and how many cells with that code came before it. So a cell inserted or moved elsewhere leaves the
/// random numbers of all others as they were.
struct CellSeed {
  private let book: UInt64
  private let chapter: String
  private var seen: [String: Int] = [:]

  init(book: UInt64, chapter: String) {
    self.book = book
    self.chapter = chapter
  }

  /// The seed of the next cell of the chapter.
  mutating func next(label: String?, code: String) -> UInt64 {
    let name = label ?? Digest.of(code)
    let occurrence = seen[name, default: 0]
    seen[name] = occurrence + 1
    return Digest.value(of: "\(book)/\(chapter)/\(name)/\(occurrence)")
  }
}
