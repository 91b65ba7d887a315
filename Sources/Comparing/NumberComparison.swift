/// Compares two lists of numbers, pair by pair.
struct NumberComparison {
  /// How many pairs are outside the tolerance.
  private(set) var outside = 0
  /// How many pairs there are.
  private(set) var compared = 0
  /// The largest absolute deviation, with its position.
  private(set) var largestAbsolute: Difference.Deviation?
  /// The largest relative deviation, with its position.
  private(set) var largestRelative: Difference.Deviation?

  /// Compares two lists of the same length.
  ///
  /// - Parameter index: turns a position in the lists into the index that a reader knows.
  init(
    committed: [Double], fresh: [Double], tolerance: Tolerance, index: (Int) -> [Int] = { [$0] }
  ) {
    for (position, (old, new)) in zip(committed, fresh).enumerated() {
      compared += 1
      if tolerance.accepts(committed: old, fresh: new) { continue }
      outside += 1
      let absolute = abs(old - new)
      let relative = old == 0 ? Double.infinity : absolute / abs(old)
      if Self.exceeds(absolute, largestAbsolute) {
        largestAbsolute = .init(value: absolute, index: index(position), committed: old, fresh: new)
      }
      if Self.exceeds(relative, largestRelative) {
        largestRelative = .init(value: relative, index: index(position), committed: old, fresh: new)
      }
    }
  }

  /// The difference that this comparison amounts to, or nil when all numbers are close.
  func difference(output: Int?, subject: String, committed: String, fresh: String) -> Difference? {
    guard outside > 0 else { return nil }
    var difference = Difference(
      kind: .numbers, output: output,
      summary: "\(outside) of \(compared) numbers \(subject) are outside the tolerance",
      committed: committed, fresh: fresh)
    difference.outside = outside
    difference.compared = compared
    difference.largestAbsolute = largestAbsolute
    difference.largestRelative = largestRelative
    return difference
  }

  /// NaN, which comes from a NaN on one side only, beats every number.
  private static func exceeds(_ value: Double, _ best: Difference.Deviation?) -> Bool {
    guard let best else { return true }
    if best.value.isNaN { return false }
    return value.isNaN || value > best.value
  }
}
