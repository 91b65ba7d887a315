internal import CKernels

/// A stream of random numbers for the changes of one batch: a function of its seed alone.
public struct ImageRandom: Sendable {
  private let seed: UInt64
  private var offset: UInt64 = 0

  /// A stream from its start.
  public init(seed: UInt64) { self.seed = seed }

  /// Whether something of probability `p` happens.
  public mutating func happens(_ p: Double) -> Bool { Double(next()) < p * 4_294_967_296 }

  /// A whole number in 0..<bound.
  public mutating func integer(below bound: Int) -> Int {
    Int(UInt64(next()) * UInt64(bound) >> 32)
  }

  private mutating func next() -> UInt32 {
    var word: UInt32 = 0
    ck_random_bits(seed, 1, offset, &word, 1)
    offset += 1
    return word
  }
}
