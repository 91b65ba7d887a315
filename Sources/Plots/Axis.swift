public import Records

/// An axis with everything that can be said of it, where a label, limits and a scale are not enough.
///
/// ```swift
/// Figure(
///   x: Axis("day", scale: .date), y: Axis("balance", scale: .symlog, linearUpTo: 10),
///   secondY: Axis("rate", scale: .log, from: 1e-4)
/// ) {
///   LineMark(days, balance)
///   LineMark(days, rate, onSecondAxis: true)
/// }
/// ```
public struct Axis: Equatable, Sendable {
  /// The axis as data.
  public var record: AxisRecord

  /// Describes an axis.
  ///
  /// - Parameters:
  ///   - label: The text beside the axis.
  ///   - labelAt: Where along the axis the text stands; nil means at its middle.
  ///   - scale: How values become lengths: `.linear`, `.log`, `.symlog`, or `.date` for seconds since
  ///     1970-01-01 00:00 UTC.
  ///   - start: The value at the left or lower end; nil fits the data.
  ///   - end: The value at the right or upper end, smaller than `start` for an axis that runs the
  ///     other way; nil fits the data.
  ///   - ticks: The places of the ticks; nil chooses round ones.
  ///   - names: What stands at the ticks instead of their numbers; without `ticks` they stand at
  ///     0, 1, 2, ...
  ///   - linearUpTo: Up to which magnitude a `.symlog` axis is linear; nil means 1.
  ///   - wholeNumbers: Whether ticks stand at whole numbers only.
  public init(
    _ label: String? = nil, labelAt: AxisRecord.LabelPlace? = nil,
    scale: AxisRecord.Scale = .linear, from start: Double? = nil, to end: Double? = nil,
    ticks: (any PlotData)? = nil, names: [String]? = nil, linearUpTo: Double? = nil,
    wholeNumbers: Bool = false
  ) {
    let places = ticks?.plotValues ?? names?.indices.map(Double.init)
    PlotCheck.run("axis") { () throws(PlotError) in
      if let names, let places, names.count != places.count {
        throw .lengths("ticks and names", [places.count, names.count])
      }
      if let linearUpTo, !(linearUpTo > 0) {
        throw .impossible("an axis that is linear up to \(linearUpTo)")
      }
      if let start, let end, start == end { throw .impossible("an axis from \(start) to \(end)") }
    }
    record = AxisRecord(
      label: label, labelPlace: labelAt, scale: scale, lower: start, upper: end, ticks: places,
      tickLabels: names, linearThreshold: linearUpTo, wholeNumbers: wholeNumbers ? true : nil)
  }

  /// An axis completed by what was said of it in short.
  static func record(
    _ axis: Axis?, label: String?, limits: ClosedRange<Double>?, scale: AxisRecord.Scale
  ) -> AxisRecord {
    var record = axis?.record ?? AxisRecord()
    record.label = record.label ?? label
    if scale != .linear { record.scale = scale }
    if let limits {
      record.lower = record.lower ?? limits.lowerBound
      record.upper = record.upper ?? limits.upperBound
    }
    return record
  }
}
