/// Several sums that grow together, such as loss, right answers and examples over an epoch.
///
/// ```swift
/// var metric = Accumulator(2)
/// metric.add(3, 10)
/// metric.add(5, 10)
/// metric[0] / metric[1]  // 0.4
/// ```
public struct Accumulator {
  private var sums: [Double]

  /// Makes `count` sums, all 0.
  public init(_ count: Int) { sums = [Double](repeating: 0, count: count) }

  /// Adds one number to each sum, in order.
  public mutating func add(_ values: Double...) {
    precondition(
      values.count == sums.count, "Accumulator holds \(sums.count) sums, got \(values.count)")
    for (place, value) in values.enumerated() { sums[place] += value }
  }

  /// Sets all sums to 0.
  public mutating func reset() { self = Accumulator(sums.count) }

  /// The sum at `index`.
  public subscript(index: Int) -> Double { sums[index] }
}
