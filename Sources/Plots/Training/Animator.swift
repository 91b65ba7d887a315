public import Records
internal import Synchronization

/// Curves that grow while a model learns.
///
/// Points are added in a loop; the report shows what there is in the end. `weft preview` shows the
/// curves while they grow, below what the cell has printed: some frames a second, always the newest,
/// made on another thread, so that the loop never waits for them. Frames are no part of the cell's
/// record, and without a preview none is made.
///
/// ```swift
/// let animator = Animator(xLabel: "epoch", legend: ["train loss", "test accuracy"], xLim: 1...10)
/// for epoch in 1...10 {
///   animator.add(epoch, [loss, epoch % 2 == 0 ? accuracy : nil])
/// }
/// animator
/// ```
///
/// Points may be added from several threads.
public final class Animator: Displayable, Sendable {
  /// The names of the curves.
  public let legend: [String]

  /// What changes while points are added. A frame is made from a copy, which costs the loop one copy
  /// of the points a frame and nothing a point.
  private struct Curves: Sendable {
    var smoothing: Double
    var best: [String: LineMark.Best]
    var xs: [[Double]] = []
    var ys: [[Double]] = []
  }

  private let curves: Mutex<Curves>
  private let frame: Panel
  private let formats: [String]
  private let size: (width: Double, height: Double)?
  private let slot = Spectators.newSlot()

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
    // Here, where the mistake is, and not wherever the first frame is made.
    PlotCheck.run("Animator") { () throws(PlotError) in
      for format in formats { _ = try MarkStyle().completed(by: format) }
    }
    self.legend = legend
    self.formats = formats
    curves = Mutex(Curves(smoothing: smoothing, best: best))
    size = figureSize
    // The scales are set later: an empty logarithmic axis has no positive value yet.
    var frame = Panel(
      marks: [], title: title, xLabel: xLabel, yLabel: yLabel, xLim: xLim, yLim: yLim)
    frame.record.x.scale = xScale
    frame.record.y.scale = yScale
    self.frame = frame
  }

  /// How much of the past a smoothed curve keeps, from 0 (none) to just below 1: the curve is an
  /// exponential moving average, corrected for its start, above the pale original.
  public var smoothing: Double {
    get { curves.withLock { $0.smoothing } }
    set { curves.withLock { $0.smoothing = newValue } }
  }

  /// Which extreme value to point out, for the curves that have one, by name.
  public var best: [String: LineMark.Best] {
    get { curves.withLock { $0.best } }
    set { curves.withLock { $0.best = newValue } }
  }

  /// Adds a point to each curve; nil adds none.
  public func add(_ x: some PlotScalar, _ values: [Double?]) {
    let x = x.plotValue
    curves.withLock { curves in
      while curves.ys.count < values.count {
        curves.xs.append([])
        curves.ys.append([])
      }
      for (index, value) in values.enumerated() {
        guard let value else { continue }
        curves.xs[index].append(x)
        curves.ys[index].append(value)
      }
    }
    // A thread that was stopped may hold the lock for ever: whoever watches must not wait for it.
    Spectators.present?.changed(slot) { [self] in
      curves.withLockIfAvailable { $0 }.map { .figure(figure(of: $0).record) }
    }
  }

  /// Adds a point to the only curve.
  public func add(_ x: some PlotScalar, _ value: Double) { add(x, [value]) }

  /// The curves so far.
  public var figure: Figure { figure(of: curves.withLock { $0 }) }

  /// Shows the curves so far.
  public func displayed() -> Output {
    Spectators.present?.emptied(slot)
    return figure.displayed()
  }

  private func figure(of curves: Curves) -> Figure {
    var panel = frame.record
    for index in curves.ys.indices where !curves.ys[index].isEmpty {
      let name = index < legend.count ? legend[index] : nil
      let format = index < formats.count ? formats[index] : nil
      let mark = LineMark(
        values: curves.xs[index], curves.ys[index], name: name, format: format,
        best: name.flatMap { curves.best[$0] })
      if curves.smoothing > 0, curves.ys[index].count > 2 {
        var pale = mark
        pale.name = nil
        pale.style.opacity = 0.3
        pale.style.color = mark.style.color ?? "C\(index % 8)"
        pale.style.dash = .solid
        var smooth = LineMark(
          values: curves.xs[index], Self.smoothed(curves.ys[index], curves.smoothing), name: name,
          format: format)
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
