import Records

/// The ticks and texts of one axis, measured.
struct AxisLayout {
  enum Side { case bottom, left, right }

  let side: Side
  let ticks: Ticks
  let labels: [ShapedText]
  /// How far tick labels are turned, in degrees.
  let angle: Double
  let title: ShapedText
  private(set) var labelPlace = AxisRecord.LabelPlace.center
  /// The power of ten or the day that tick labels share, when there is no title to carry it.
  let common: ShapedText
  /// Whether the author named the ticks.
  let isCategorical: Bool
  let context: DrawingContext

  /// Chooses ticks that fit a length without touching each other.
  ///
  /// - Parameter showsLabels: Whether ticks carry labels; inner panels of shared axes have none.
  init(
    _ axis: AxisRecord, _ scale: AxisScale, side: Side, length: Double, showsLabels: Bool,
    _ context: DrawingContext
  ) {
    self.side = side
    self.context = context
    isCategorical = axis.tickLabels != nil
    labelPlace = axis.labelPlace ?? .center
    let perTick = context.tickFont.size * (side == .bottom ? 3 : 2)
    var count = max(1, min(9, Int(length / perTick)))
    var ticks = Ticks.choose(for: scale, axis: axis, count: count)
    func shape(_ ticks: Ticks) -> [ShapedText] {
      ticks.major.map { context.shape($0.label, context.tickFont) }
    }
    var labels = showsLabels ? shape(ticks) : []
    var angle = 0.0
    if side == .bottom {
      while showsLabels, count > 1, axis.ticks == nil,
        Self.collides(ticks, labels, scale, length, gap: context.tickFont.size * 0.45)
      {
        count -= 1
        ticks = Ticks.choose(for: scale, axis: axis, count: count)
        labels = shape(ticks)
      }
      if showsLabels, axis.ticks != nil,
        Self.collides(ticks, labels, scale, length, gap: context.tickFont.size * 0.35)
      {
        (ticks, labels, angle) = Self.squeezed(ticks, labels, scale, length, axis, context)
      }
    } else if showsLabels {
      let height = labels.map(\.height).max() ?? 0
      while count > 1, axis.ticks == nil, Self.spacing(ticks, scale, length) < height * 0.95 {
        count -= 1
        ticks = Ticks.choose(for: scale, axis: axis, count: count)
        labels = shape(ticks)
      }
    }
    if showsLabels, angle == 0 {
      // What is still too close stays a tick and loses its label.
      (ticks, labels) = Self.thinned(ticks, labels, scale, length) { a, b in
        side == .bottom
          ? (a.width + b.width) / 2 + context.tickFont.size * 0.3 : (a.height + b.height) / 2 * 0.85
      }
    }
    var titleText = showsLabels ? axis.label ?? "" : ""
    if !titleText.isEmpty, let shared = ticks.common { titleText += " (\(shared))" }
    self.ticks = ticks
    self.labels = labels
    self.angle = angle
    title = context.wrapped(titleText, context.labelFont, width: length)
    common =
      titleText.isEmpty && showsLabels
      ? context.shape(ticks.common ?? "", context.tickFont) : .empty
  }

  /// How far below their top upright labels have their first baseline, which they share: a fraction
  /// stands in line with whole numbers.
  var labelBaseline: Double { labels.map(\.baseline).max() ?? 0 }

  /// How far tick labels reach away from the axis.
  private var labelReach: Double {
    let reach =
      labels.map { label in
        switch side {
        case .bottom:
          angle == 0
            ? labelBaseline - label.baseline + label.height
            : angle == -90 ? label.width : (label.width + label.height) * 0.7071
        case .left, .right: label.width
        }
      }.max() ?? 0
    return reach == 0 ? 0 : reach + context.tickPad
  }

  /// How much room the axis takes beside the panel.
  var thickness: Double {
    var total = context.tickLength + labelReach
    if !title.isEmpty { total += context.labelPad + title.height }
    if side == .bottom, !common.isEmpty { total += common.height }
    return total
  }

  /// How much room above the panel a vertical axis takes for what its labels share.
  var roomAbove: Double {
    side != .bottom && !common.isEmpty ? common.height + 2 : 0
  }

  /// How far the first and the last tick label reach beyond the ends of the axis.
  func overhang(_ scale: AxisScale, _ length: Double) -> (start: Double, end: Double) {
    var start = 0.0
    var end = 0.0
    for (tick, label) in zip(ticks.major, labels) {
      let place = scale.place(tick.value) * length
      var half = side == .bottom ? label.width / 2 : label.height / 2
      if angle == -45 {
        start = max(start, label.width * 0.7071 + label.height * 0.36 - place)
        end = max(end, place + label.height * 0.5 - length)
        continue
      }
      if angle == -90 { half = label.height / 2 }
      start = max(start, half - place)
      end = max(end, place + half - length)
    }
    if side == .bottom { end = max(end, common.width - length) }
    return (start, end)
  }

  private static func places(_ ticks: Ticks, _ scale: AxisScale, _ length: Double) -> [Double] {
    ticks.major.map { scale.place($0.value) * length }
  }

  private static func collides(
    _ ticks: Ticks, _ labels: [ShapedText], _ scale: AxisScale, _ length: Double, gap: Double
  ) -> Bool {
    let items = zip(places(ticks, scale, length), labels.map(\.width)).sorted { $0.0 < $1.0 }
    for (a, b) in zip(items, items.dropFirst()) where a.0 + a.1 / 2 + gap > b.0 - b.1 / 2 {
      return true
    }
    return false
  }

  /// The smallest distance between two ticks.
  private static func spacing(_ ticks: Ticks, _ scale: AxisScale, _ length: Double) -> Double {
    let sorted = places(ticks, scale, length).sorted()
    return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.min() ?? .infinity
  }

  /// Makes given labels fit: on several lines, turned, upright, or fewer.
  private static func squeezed(
    _ ticks: Ticks, _ labels: [ShapedText], _ scale: AxisScale, _ length: Double,
    _ axis: AxisRecord, _ context: DrawingContext
  ) -> (Ticks, [ShapedText], Double) {
    let spacing = spacing(ticks, scale, length)
    let height = labels.map(\.height).max() ?? 0
    if axis.tickLabels == nil {
      return (ticks, labels, 0)
    }
    let narrow = ticks.major.map {
      context.wrapped($0.label, context.tickFont, width: spacing - 5)
    }
    if narrow.allSatisfy({ $0.width <= spacing - 4 && $0.height <= height * 2.2 }) {
      return (ticks, narrow, 0)
    }
    if spacing >= height * 1.45 { return (ticks, labels, -45) }
    // Lines of text have some room above and below their letters; formulas fill their boxes.
    let needed = height > context.tickFont.size * 1.5 ? height + 2 : height * 0.95
    if spacing >= needed { return (ticks, labels, -90) }
    let (fewer, texts) = thinned(ticks, labels, scale, length) { _, _ in max(needed, height) }
    return (fewer, texts, -90)
  }

  /// The ticks without those whose labels would come too near to the one before.
  ///
  /// - Parameter needed: How far apart the middles of two labels must be.
  private static func thinned(
    _ ticks: Ticks, _ labels: [ShapedText], _ scale: AxisScale, _ length: Double,
    needed: (ShapedText, ShapedText) -> Double
  ) -> (Ticks, [ShapedText]) {
    let places = places(ticks, scale, length)
    var kept: [Int] = []
    var minor = ticks.minor
    for index in ticks.major.indices.sorted(by: { places[$0] < places[$1] }) {
      if let last = kept.last, places[index] - places[last] < needed(labels[last], labels[index]) {
        minor.append(ticks.major[index].value)
      } else {
        kept.append(index)
      }
    }
    if kept.count == ticks.major.count { return (ticks, labels) }
    return (
      Ticks(major: kept.map { ticks.major[$0] }, minor: minor, common: ticks.common),
      kept.map { labels[$0] }
    )
  }
}

extension AxisLayout {
  /// Names beside bars need no grid lines.
  var showsGrid: Bool { !isCategorical }
}
