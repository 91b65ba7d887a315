/// Several running sums.
///
/// ```swift
/// let metric = Accumulator(2)          // correct predictions, predictions
/// metric.add(accuracy(net(X), y), Double(y.numel))
/// metric[0] / metric[1]
/// ```
public final class Accumulator {
  private var sums: [Double]

  /// A number of sums, all 0.
  public init(_ count: Int) { sums = Array(repeating: 0, count: count) }

  /// Adds a number to each sum, in order; sums without a number stay.
  public func add(_ values: Double...) {
    for (place, value) in zip(sums.indices, values) { sums[place] += value }
  }

  /// Sets all sums to 0.
  public func reset() { sums = sums.map { _ in 0 } }

  /// One of the sums.
  public subscript(place: Int) -> Double { sums[place] }
}
