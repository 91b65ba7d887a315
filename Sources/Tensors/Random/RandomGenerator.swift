internal import CKernels
internal import Synchronization

/// A source of random numbers that is a pure function of its seed.
///
/// Numbers come from Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
/// 2011). Every draw has a stream of its own, and element i of a draw depends on seed, stream and i
/// alone: not on the processor, on the number of threads, or on what was drawn at the same time.
///
/// ```swift
/// let generator = RandomGenerator(seed: 7)
/// let saved = generator.state
/// let a = randn(3, generator: generator)
/// generator.state = saved
/// let b = randn(3, generator: generator)   // equal to a
/// ```
public final class RandomGenerator: Sendable {
  /// Where a generator stands: all that has to be saved to go on from here.
  public struct State: Codable, Equatable, Sendable {
    /// The seed.
    public var seed: UInt64
    /// How many draws were made.
    public var draws: UInt64

    /// The state at the start, or after a number of draws.
    public init(seed: UInt64, draws: UInt64 = 0) {
      self.seed = seed
      self.draws = draws
    }
  }

  /// The generator of all functions that are given none.
  public static let standard = RandomGenerator(seed: 0)

  private let current: Mutex<State>

  /// A generator that starts from a seed.
  public init(seed: UInt64) { current = Mutex(State(seed: seed)) }

  /// Where the generator stands; setting it goes back or forth.
  public var state: State {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  /// Starts again from a seed.
  public func manualSeed(_ seed: UInt64) { state = State(seed: seed) }

  /// Begins a draw: the seed, and a stream that no other draw of this generator has.
  package func nextDraw() -> Draw {
    current.withLock { state in
      state.draws &+= 1
      return Draw(seed: state.seed, stream: state.draws)
    }
  }
}

/// Starts the standard generator again from a seed.
///
/// In a notebook each cell starts from a seed of its own; this overrules it.
public func manualSeed(_ seed: UInt64) { RandomGenerator.standard.manualSeed(seed) }

/// One draw of a generator.
package struct Draw: Sendable {
  package let seed: UInt64
  package let stream: UInt64
}

/// The random numbers of one element that needs an unknown number of them, as rejection does.
///
/// Each element has 2^24 words to itself, far more than any method here uses.
package struct ElementStream {
  private let draw: Draw
  private var offset: UInt64
  private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  private var used = 4

  package init(_ draw: Draw, element: Int) {
    self.draw = draw
    offset = UInt64(element) << 24
  }

  /// The next 32 random bits.
  package mutating func bits() -> UInt32 {
    if used == 4 {
      withUnsafeMutableBytes(of: &words) { bytes in
        ck_random_bits(
          draw.seed, draw.stream, offset, bytes.baseAddress?.assumingMemoryBound(to: UInt32.self), 4
        )
      }
      offset += 4
      used = 0
    }
    used += 1
    return switch used {
    case 1: words.0
    case 2: words.1
    case 3: words.2
    default: words.3
    }
  }

  /// The next number in the open interval from 0 to 1, from 53 bits.
  package mutating func uniform() -> Double {
    let high = UInt64(bits() >> 5)
    let low = UInt64(bits() >> 6)
    return (Double((high << 26) | low) + 0.5) * 0x1p-53
  }

  /// The next standard normal number, by Box and Muller.
  package mutating func normal() -> Double {
    let radius = (-2 * ck_portable_log(uniform())).squareRoot()
    var sine = 0.0
    var cosine = 0.0
    ck_portable_sincospi2(uniform(), &sine, &cosine)
    return radius * cosine
  }
}
