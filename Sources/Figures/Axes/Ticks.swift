package import Records

/// The ticks of an axis.
package struct Ticks: Equatable, Sendable {
  /// A tick with a label.
  package struct Tick: Equatable, Sendable {
    package var value: Double
    package var label: String

    package init(_ value: Double, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  package var major: [Tick]
  /// The places of small ticks without labels.
  package var minor: [Double] = []
  /// What the labels leave out: a power of ten, an offset or a day.
  package var common: String?

  package init(major: [Tick], minor: [Double] = [], common: String? = nil) {
    self.major = major
    self.minor = minor
    self.common = common
  }

  /// The ticks of a scale that has room for about `count` intervals.
  package static func choose(for scale: AxisScale, axis: AxisRecord, count: Int) -> Ticks {
    if let places = axis.ticks { return given(places, axis.tickLabels, scale) }
    switch scale.kind {
    case .linear:
      return linear(scale, count: count, wholeNumbers: axis.wholeNumbers ?? false)
    case .log: return logarithmic(scale, count: count)
    case .symlog: return symmetric(scale, count: count)
    case .date: return dates(scale, count: count)
    }
  }

  private static func given(_ places: [Double], _ labels: [String]?, _ scale: AxisScale) -> Ticks {
    let slack = 1e-9 * (scale.range.upperBound - scale.range.lowerBound)
    let format = NumberFormat(places, range: scale.range)
    var ticks = Ticks(major: [])
    for (index, place) in places.enumerated()
    where place >= scale.range.lowerBound - slack && place <= scale.range.upperBound + slack {
      let label: String
      if let labels {
        label = index < labels.count ? labels[index] : ""
      } else {
        label = format.text(place)
      }
      ticks.major.append(Tick(place, label))
    }
    if labels == nil { ticks.common = format.common }
    return ticks
  }

  private static func linear(_ scale: AxisScale, count: Int, wholeNumbers: Bool) -> Ticks {
    let range = scale.range
    let places = LinearTicks(
      range.lowerBound, range.upperBound, bins: count, wholeNumbers: wholeNumbers
    ).visible
    let format = NumberFormat(places, range: range)
    return Ticks(major: places.map { Tick($0, format.text($0)) }, common: format.common)
  }
}
