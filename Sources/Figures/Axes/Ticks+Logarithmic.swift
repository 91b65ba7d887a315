import Glibc

extension Ticks {
  /// Decades, every n-th of them where there are many; small ticks at 2 to 9 between decades.
  ///
  /// An axis on which fewer than two decades can be seen gets round numbers instead.
  static func logarithmic(_ scale: AxisScale, count: Int) -> Ticks {
    let range = scale.range
    guard range.lowerBound > 0 else { return Ticks(major: []) }
    let slack = 1e-9
    let first = Int((log10(range.lowerBound) - slack).rounded(.up))
    let last = Int((log10(range.upperBound) + slack).rounded(.down))
    guard last - first >= 1 else { return belowTwoDecades(range, count: count) }
    let step = max(1, (last - first) / max(1, min(count, 9)) + (last - first > count ? 1 : 0))
    var ticks = Ticks(major: [])
    for exponent in first...last where exponent % step == 0 || step == 1 {
      ticks.major.append(Tick(pow(10, Double(exponent)), "10^{\(exponent)}"))
    }
    if step == 1 {
      for exponent in (first - 1)...last {
        for factor in 2...9 {
          let value = Double(factor) * pow(10, Double(exponent))
          if range.contains(value) { ticks.minor.append(value) }
        }
      }
    } else {
      for exponent in first...last where exponent % step != 0 {
        ticks.minor.append(pow(10, Double(exponent)))
      }
    }
    return ticks
  }

  private static func belowTwoDecades(_ range: ClosedRange<Double>, count: Int) -> Ticks {
    var candidates: [Double] = []
    let low = Int(log10(range.lowerBound).rounded(.down))
    let high = Int(log10(range.upperBound).rounded(.up))
    if range.upperBound / range.lowerBound < 3 {
      candidates = LinearTicks(range.lowerBound, range.upperBound, bins: min(count, 4)).visible
    } else {
      // Fewer factors where there is little room; a decade alone tells the least.
      for factors in [[1.0, 2, 3, 5], [1, 2, 5], [1, 3], [1]] {
        candidates = (low...high).flatMap { exponent in
          factors.map { $0 * pow(10, Double(exponent)) }
        }.filter { range.contains($0) }
        if candidates.count <= max(2, count) { break }
      }
    }
    var ticks = Ticks(major: candidates.map { Tick($0, NumberFormat.short($0)) })
    for exponent in low...high {
      for factor in 1...9 {
        let value = Double(factor) * pow(10, Double(exponent))
        if range.contains(value), !candidates.contains(value) { ticks.minor.append(value) }
      }
    }
    return ticks
  }

  /// Zero, the threshold and decades on both sides.
  static func symmetric(_ scale: AxisScale, count: Int) -> Ticks {
    let range = scale.range
    let threshold = scale.linearThreshold
    if max(range.lowerBound.magnitude, range.upperBound.magnitude) <= threshold {
      let places = LinearTicks(range.lowerBound, range.upperBound, bins: count).visible
      let format = NumberFormat(places, range: range)
      return Ticks(major: places.map { Tick($0, format.text($0)) }, common: format.common)
    }
    // An axis that lies beyond the linear part starts with its own first decade.
    let nearest = range.lowerBound > 0 ? range.lowerBound : max(-range.upperBound, 0)
    let first = Int((log10(max(threshold, nearest)) - 1e-9).rounded(.up))
    let reach = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    let last = max(first, Int((log10(reach) + 1e-9).rounded(.down)))
    let sides = range.lowerBound < -threshold && range.upperBound > threshold ? 2 : 1
    let step = max(1, ((last - first + 1) * sides + count - 1) / max(1, count))
    var ticks = Ticks(major: [])
    for exponent in stride(from: first, through: last, by: step) {
      let value = pow(10, Double(exponent))
      if range.contains(value) { ticks.major.append(Tick(value, "10^{\(exponent)}")) }
      if range.contains(-value) {
        ticks.major.append(Tick(-value, "\u{2212}10^{\(exponent)}"))
      }
    }
    if range.contains(0) { ticks.major.append(Tick(0, "0")) }
    ticks.major.sort { $0.value < $1.value }
    for exponent in first...last where step == 1 {
      for factor in 2...9 {
        let value = Double(factor) * pow(10, Double(exponent))
        if range.contains(value) { ticks.minor.append(value) }
        if range.contains(-value) { ticks.minor.append(-value) }
      }
    }
    return ticks
  }
}
