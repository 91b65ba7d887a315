public import Records

/// Curves that grow while a model learns.
///
/// Points are added in a loop; the report shows what there is in the end. A preview can watch through
/// ``onChange``.
///
/// ```swift
/// let animator = Animator(xLabel: "epoch", xLim: 1...10, legend: ["train loss", "test accuracy"])
/// for epoch in 1...10 {
///   animator.add(epoch, [loss, epoch % 2 == 0 ? accuracy : nil])
/// }
/// animator
/// ```
public final class Animator: Displayable {
  /// The names of the curves.
  public let legend: [String]
  /// How much of the past a smoothed curve keeps, from 0 (none) to just below 1: the curve is an
  /// exponential moving average, corrected for its start, above the pale original.
  public var smoothing: Double
  /// Which extreme value to point out, for the curves that have one, by name.
  public var best: [String: LineMark.Best]
  /// Called with the figure whenever points were added, at most once for each call of `add`.
  public var onChange: ((Figure) -> Void)?

  private let frame: Panel
  private let formats: [String]
  private let size: (width: Double, height: Double)?
  private var xs: [[Double]] = []
  private var ys: [[Double]] = []

  /// Creates empty curves.
  ///
  /// - Parameters:
  ///   - legend: The names of the curves, in the order in which values are added.
  ///   - formats: The look of each curve; those without one differ by colour and dash.
  ///   - smoothing: See ``smoothing``.
  ///   - best: See ``best``.
  ///   - figureSize: Width and height in inches.
  public init(
    xLabel: String? = nil, yLabel: String? = nil, legend: [String] = [],
    xLim: ClosedRange<Double>? = nil, yLim: ClosedRange<Double>? = nil,
    xScale: AxisRecord.Scale = .linear, yScale: AxisRecord.Scale = .linear,
    formats: [String] = [], title: String? = nil, smoothing: Double = 0,
    best: [String: LineMark.Best] = [:], figureSize: (width: Double, height: Double)? = nil
  ) {
    self.legend = legend
    self.formats = formats
    self.smoothing = smoothing
    self.best = best
    size = figureSize
    // The scales are set later: an empty logarithmic axis has no positive value yet.
    var frame = Panel(
      marks: [], title: title, xLabel: xLabel, yLabel: yLabel, xLim: xLim, yLim: yLim)
    frame.record.x.scale = xScale
    frame.record.y.scale = yScale
    self.frame = frame
  }

  /// Adds a point to each curve; nil adds none.
  public func add(_ x: some PlotScalar, _ values: [Double?]) {
    while ys.count < values.count {
      xs.append([])
      ys.append([])
    }
    for (index, value) in values.enumerated() {
      guard let value else { continue }
      xs[index].append(x.plotValue)
      ys[index].append(value)
    }
    onChange?(figure)
  }

  /// Adds a point to the only curve.
  public func add(_ x: some PlotScalar, _ value: Double) { add(x, [value]) }

  /// The curves so far.
  public var figure: Figure {
    var panel = frame.record
    for index in ys.indices where !ys[index].isEmpty {
      let name = index < legend.count ? legend[index] : nil
      let format = index < formats.count ? formats[index] : nil
      let mark = LineMark(
        values: xs[index], ys[index], name: name, format: format,
        best: name.flatMap { best[$0] })
      if smoothing > 0, ys[index].count > 2 {
        var pale = mark
        pale.name = nil
        pale.style.opacity = 0.3
        pale.style.color = mark.style.color ?? "C\(index % 8)"
        pale.style.dash = .solid
        var smooth = LineMark(
          values: xs[index], Self.smoothed(ys[index], smoothing), name: name, format: format)
        smooth.style.color = pale.style.color
        smooth.style.dash = smooth.style.dash ?? .solid
        panel.marks.append(.line(pale))
        panel.marks.append(.line(smooth))
      } else {
        panel.marks.append(.line(mark))
      }
    }
    if panel.marks.contains(where: { $0.name != nil }) { panel.legend = .best }
    return Figure(panel, size: size)
  }

  /// Shows the curves so far.
  public func displayed() -> Output { figure.displayed() }

  /// An exponential moving average whose weights sum to one from the first value on.
  package static func smoothed(_ values: [Double], _ keep: Double) -> [Double] {
    var sum = 0.0
    var weight = 0.0
    return values.map { value in
      guard value.isFinite else { return value }
      sum = keep * sum + (1 - keep) * value
      weight = keep * weight + (1 - keep)
      return sum / weight
    }
  }
}
