/// A stop watch that keeps all its times.
///
/// ```swift
/// let timer = Timer()
/// work()
/// timer.stop()      // seconds since the last start
/// ```
public final class Timer {
  /// All times so far, in seconds.
  public private(set) var times: [Double] = []
  private var began = ContinuousClock.now

  /// A running watch.
  public init() {}

  /// Starts anew.
  public func start() { began = .now }

  /// Stops, keeps the time since the last start, and returns it in seconds.
  @discardableResult
  public func stop() -> Double {
    let (seconds, attoseconds) = (ContinuousClock.now - began).components
    let time = Double(seconds) + Double(attoseconds) * 1e-18
    times.append(time)
    return time
  }

  /// The mean of the times; 0 where there are none.
  public func average() -> Double { times.isEmpty ? 0 : sum() / Double(times.count) }

  /// The sum of the times.
  public func sum() -> Double { times.reduce(0, +) }

  /// The running sums of the times.
  public func cumulativeSums() -> [Double] {
    var total = 0.0
    return times.map { time in
      total += time
      return total
    }
  }
}
