import Glibc

/// Round places for ticks, chosen as Matplotlib's `MaxNLocator` with its automatic settings does.
///
/// The step is 1, 2, 2.5, 5 or 10 times a power of ten: the smallest that makes at most `bins`
/// intervals, or a smaller one until at least two ticks can be seen.
package struct LinearTicks {
  private let lower: Double
  private let upper: Double
  private var places: [Double] = []

  /// The step between ticks.
  package private(set) var step = 1.0

  package init(_ lower: Double, _ upper: Double, bins: Int, wholeNumbers: Bool = false) {
    self.lower = lower
    self.upper = upper
    let bins = Double(max(1, min(bins, 9)))
    let range = upper - lower
    guard range > 0, range.isFinite else {
      places = [lower]
      return
    }
    // Far from zero, steps are counted from a round number near the data.
    let middle = (lower + upper) / 2
    let offset =
      middle.magnitude / range < 100
      ? 0 : (middle < 0 ? -1 : 1) * pow(10, log10(middle.magnitude).rounded(.down))
    let low = lower - offset
    let high = upper - offset
    let power = pow(10, log10(range / bins).rounded(.down))
    var steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20].map { $0 * power }
    if wholeNumbers {
      steps = steps.filter { $0 < 1 || ($0 - $0.rounded()).magnitude < 0.001 }
    }
    let raw = (high - low) / bins
    let first = steps.firstIndex { $0 >= raw } ?? steps.count - 1
    for index in stride(from: first, through: 0, by: -1) {
      step = steps[index]
      if wholeNumbers, high.rounded(.down) - low.rounded(.up) >= 1 { step = max(1, step) }
      let base = (low / step).rounded(.down) * step
      let from = Self.below((low - base) / step, step, offset)
      let to = Self.above((high - base) / step, step, offset)
      places = stride(from: from, through: to, by: 1).map { $0 * step + base }
      if places.count(where: { $0 >= low && $0 <= high }) >= 2 { break }
    }
    places = places.map { $0 + offset }
  }

  /// The ticks within the limits, with room for an error of rounding.
  package var visible: [Double] {
    let slack = (upper - lower) * 1e-10
    return places.filter { $0 >= lower - slack && $0 <= upper + slack }
      // Zero is zero, not the remainder of a sum.
      .map { $0.magnitude < step * 1e-10 ? 0 : $0 }
  }

  private static func below(_ quotient: Double, _ step: Double, _ offset: Double) -> Double {
    let nearest = quotient.rounded()
    return isNear(quotient, nearest, step, offset) ? nearest : quotient.rounded(.down)
  }

  private static func above(_ quotient: Double, _ step: Double, _ offset: Double) -> Double {
    let nearest = quotient.rounded()
    return isNear(quotient, nearest, step, offset) ? nearest : quotient.rounded(.up)
  }

  private static func isNear(
    _ quotient: Double, _ whole: Double, _ step: Double, _ offset: Double
  ) -> Bool {
    var tolerance = 1e-10
    if offset != 0 {
      let digits = log10(offset.magnitude / step)
      tolerance = min(0.4999, max(1e-10, pow(10, digits - 12)))
    }
    return (quotient - whole).magnitude < tolerance
  }
}
