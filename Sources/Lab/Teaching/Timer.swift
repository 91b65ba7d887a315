/// A stopwatch that remembers every round.
///
/// It starts when it is made. All times are in seconds, by a clock that never goes back.
///
/// ```swift
/// let timer = Timer()
/// for _ in 0..<3 {
///   timer.start()
///   _ = randn(1000, 1000).exp()
///   timer.stop()
/// }
/// timer.average
/// ```
public final class Timer {
  /// The length of each finished round.
  public private(set) var times: [Double] = []
  private let clock = ContinuousClock()
  private var beginning: ContinuousClock.Instant

  /// Makes a timer and starts it.
  public init() { beginning = clock.now }

  /// Begins a round.
  public func start() { beginning = clock.now }

  /// Ends a round, and returns its length.
  @discardableResult
  public func stop() -> Double {
    let length = (clock.now - beginning) / .seconds(1)
    times.append(length)
    return length
  }

  /// The sum of all rounds.
  public var sum: Double { times.reduce(0, +) }

  /// The mean of all rounds; 0 before the first.
  public var average: Double { times.isEmpty ? 0 : sum / Double(times.count) }

  /// The sum of the rounds up to each of them.
  public var cumulative: [Double] {
    var total = 0.0
    return times.map { length in
      total += length
      return total
    }
  }
}
