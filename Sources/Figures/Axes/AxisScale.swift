import Glibc
package import Records

/// Turns the values of an axis into places along it: 0 at its start, 1 at its end.
package struct AxisScale: Equatable, Sendable {
  package let kind: AxisRecord.Scale
  package let lower: Double
  package let upper: Double
  let linearThreshold: Double
  private let start: Double
  private let length: Double

  package init(
    kind: AxisRecord.Scale = .linear, lower: Double, upper: Double, linearThreshold: Double = 1
  ) {
    let lower = Self.limited(lower, kind)
    let upper = Self.limited(upper, kind)
    self.kind = kind
    self.lower = lower
    self.upper = upper
    self.linearThreshold = linearThreshold
    start = Self.transform(lower, kind, linearThreshold)
    let length = Self.transform(upper, kind, linearThreshold) - start
    self.length = length == 0 ? 1 : length
  }

  /// An end that can be computed with: differences of ends stay finite, and dates stay within a few
  /// million years.
  private static func limited(_ end: Double, _ kind: AxisRecord.Scale) -> Double {
    let limit = kind == .date ? 1e14 : 1e300
    if end.isNaN { return 0 }
    let limited = min(max(end, -limit), limit)
    return kind == .log ? max(limited, 1e-300) : limited
  }

  /// The place of a value; NaN for a value that the axis cannot show.
  package func place(_ value: Double) -> Double {
    (Self.transform(value, kind, linearThreshold) - start) / length
  }

  /// The value at a place.
  func value(at place: Double) -> Double {
    let transformed = start + place * length
    switch kind {
    case .linear, .date: return transformed
    case .log: return pow(10, transformed)
    case .symlog:
      let magnitude = transformed.magnitude
      if magnitude <= 1 { return transformed * linearThreshold }
      return (transformed < 0 ? -1 : 1) * linearThreshold * pow(10, magnitude - 1)
    }
  }

  /// The smaller and the larger end.
  var range: ClosedRange<Double> { min(lower, upper)...max(lower, upper) }

  static func transform(
    _ value: Double, _ kind: AxisRecord.Scale, _ linearThreshold: Double
  ) -> Double {
    switch kind {
    case .linear, .date: return value
    case .log: return value > 0 ? log10(value) : .nan
    case .symlog:
      // Continuous and with a continuous order: the linear part is as long as one decade.
      let magnitude = value.magnitude / linearThreshold
      if magnitude <= 1 { return value / linearThreshold }
      return (value < 0 ? -1 : 1) * (1 + log10(magnitude))
    }
  }
}
