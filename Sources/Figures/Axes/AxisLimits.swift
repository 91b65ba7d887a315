import Glibc
import Records

/// What the marks of a panel cover along one axis.
struct AxisExtent {
  private(set) var lower = Double.infinity
  private(set) var upper = -Double.infinity
  /// The smallest value above zero, for logarithmic axes.
  private(set) var smallestPositive = Double.infinity
  /// Values beyond which no margin is added: the base of bars, the edges of pictures.
  private(set) var edges: [Double] = []

  var isEmpty: Bool { lower > upper }

  mutating func include(_ value: Double) {
    guard value.isFinite else { return }
    if value < lower { lower = value }
    if value > upper { upper = value }
    if value > 0, value < smallestPositive { smallestPositive = value }
  }

  mutating func include(_ values: some Sequence<Double>) {
    for value in values { include(value) }
  }

  mutating func includeEdge(_ value: Double) {
    include(value)
    edges.append(value)
  }

  mutating func formUnion(_ other: AxisExtent) {
    lower = min(lower, other.lower)
    upper = max(upper, other.upper)
    smallestPositive = min(smallestPositive, other.smallestPositive)
    edges += other.edges
  }
}

extension AxisScale {
  /// The scale of an axis: the author's limits, and the data's with a margin where there are none.
  ///
  /// The margin is 5% of the length on each side, as in Matplotlib, except at edges such as the base
  /// of bars. An empty axis runs from 0 to 1, one with a single value around it.
  init(_ axis: AxisRecord, fitting extent: AxisExtent, margin: Double = 0.05) {
    let threshold = axis.linearThreshold ?? 1
    func transform(_ value: Double) -> Double { Self.transform(value, axis.scale, threshold) }

    var lower = extent.isEmpty ? 0 : extent.lower
    var upper = extent.isEmpty ? 1 : extent.upper
    if axis.scale == .log {
      lower = extent.smallestPositive.isFinite ? extent.smallestPositive : 0.1
      upper = max(upper, lower)
      if extent.smallestPositive.isInfinite { upper = 10 }
    }
    if lower == upper {
      switch axis.scale {
      case .log: (lower, upper) = (lower / 3, upper * 3)
      case .date: (lower, upper) = (lower - 86_400, upper + 86_400)
      case .linear, .symlog:
        let reach = lower == 0 ? 1 : lower.magnitude * 0.05
        (lower, upper) = (lower - reach, upper + reach)
      }
    } else {
      let scale = AxisScale(
        kind: axis.scale, lower: lower, upper: upper, linearThreshold: threshold)
      let keepsLower = extent.edges.contains(lower)
      let keepsUpper = extent.edges.contains(upper)
      if !keepsLower { lower = scale.value(at: -margin) }
      if !keepsUpper { upper = scale.value(at: 1 + margin) }
    }
    if axis.scale == .log, let given = axis.lower, given <= 0 {
      // A limit that a logarithmic axis does not have is as good as none.
      self.init(
        kind: .log, lower: lower, upper: axis.upper ?? upper, linearThreshold: threshold)
      return
    }
    self.init(
      kind: axis.scale, lower: axis.lower ?? lower, upper: axis.upper ?? upper,
      linearThreshold: threshold)
  }
}
