public import Records

extension LineMark {
  /// A line through points. NaN, infinities and nil are gaps.
  ///
  /// A line of more than 4,000 points is recorded as the points that can be seen.
  ///
  /// - Parameters:
  ///   - format: Matplotlib's short form, such as `m--`; fills what `style` leaves open.
  ///   - best: Which extreme value to point out.
  ///   - values: Numbers that become colours along the line, one for each point.
  ///   - range: The numbers at the ends of the map; nil takes the smallest and the largest.
  public init(
    _ x: some PlotData, _ y: some PlotData, name: String? = nil, format: String? = nil,
    style: MarkStyle = MarkStyle(), step: Step? = nil, onSecondAxis: Bool = false,
    best: Best? = nil, values: (any PlotData)? = nil, colorMap: ColorMap? = nil,
    range: ClosedRange<Double>? = nil
  ) {
    self.init(
      values: x.plotValues, y.plotValues, name: name, format: format, style: style, step: step,
      onSecondAxis: onSecondAxis, best: best, colors: values?.plotValues)
    self.colorMap = colorMap
    (lower, upper) = (range?.lowerBound, range?.upperBound)
  }

  init(
    values x: [Double], _ y: [Double], name: String? = nil, format: String? = nil,
    style: MarkStyle = MarkStyle(), step: Step? = nil, onSecondAxis: Bool = false,
    best: Best? = nil, colors: [Double]? = nil
  ) {
    let style = PlotCheck.run("plot") { () throws(PlotError) in
      try PlotCheck.sameLengths("x and y", [x, y])
      if let colors { try PlotCheck.sameLengths("x and values", [x, colors]) }
      try PlotCheck.notEmpty("y", y)
      return try style.completed(by: format)
    }
    let kept = Thinning.line(x, y)
    self.init(
      name: name, x: Samples(kept.map { $0.map { x[$0] } } ?? x),
      y: Samples(kept.map { $0.map { y[$0] } } ?? y),
      values: colors.map { colors in Samples(kept.map { $0.map { colors[$0] } } ?? colors) },
      style: style, step: step,
      onSecondAxis: onSecondAxis ? true : nil, pointCount: kept == nil ? nil : x.count,
      marksBest: best)
  }
}

extension ScatterMark {
  /// Points.
  ///
  /// Of more than 4,000 points of one size and colour those are recorded that do not lie on top of
  /// others.
  ///
  /// - Parameters:
  ///   - sizes: The diameters in pixels.
  ///   - values: Numbers that become colours.
  ///   - range: The numbers at the ends of the map; nil takes the smallest and the largest.
  public init(
    _ x: some PlotData, _ y: some PlotData, name: String? = nil, sizes: (any PlotData)? = nil,
    values: (any PlotData)? = nil, colorMap: ColorMap? = nil, range: ClosedRange<Double>? = nil,
    style: MarkStyle = MarkStyle(), onSecondAxis: Bool = false
  ) {
    let (xs, ys) = (x.plotValues, y.plotValues)
    let sizeValues = sizes?.plotValues
    let colorValues = values?.plotValues
    let checked = PlotCheck.run("scatter") { () throws(PlotError) in
      try PlotCheck.sameLengths(
        "x, y, sizes and values", [xs, ys] + [sizeValues, colorValues].compactMap { $0 })
      try PlotCheck.notEmpty("y", ys)
      return try style.completed(by: nil)
    }
    let kept = sizeValues == nil && colorValues == nil ? Thinning.points(xs, ys) : nil
    self.init(
      name: name, x: Samples(kept.map { $0.map { xs[$0] } } ?? xs),
      y: Samples(kept.map { $0.map { ys[$0] } } ?? ys), sizes: sizeValues.map { Samples($0) },
      values: colorValues.map { Samples($0) }, colorMap: colorMap, lower: range?.lowerBound,
      upper: range?.upperBound, style: checked,
      onSecondAxis: onSecondAxis ? true : nil, pointCount: kept == nil ? nil : xs.count)
  }
}

extension StemMark {
  /// Stems from a base to points.
  public init(
    _ x: some PlotData, _ y: some PlotData, name: String? = nil, base: Double = 0,
    style: MarkStyle = MarkStyle()
  ) {
    let (xs, ys) = (x.plotValues, y.plotValues)
    let checked = PlotCheck.run("stem") { () throws(PlotError) in
      try PlotCheck.sameLengths("x and y", [xs, ys])
      try PlotCheck.notEmpty("y", ys)
      return try style.completed(by: nil)
    }
    self.init(name: name, x: Samples(xs), y: Samples(ys), base: base, style: checked)
  }
}

extension BandMark {
  /// The area between two curves.
  public init(
    _ x: some PlotData, lower: some PlotData, upper: some PlotData, name: String? = nil,
    style: MarkStyle = MarkStyle(), onSecondAxis: Bool = false
  ) {
    let columns = [x.plotValues, lower.plotValues, upper.plotValues]
    let checked = PlotCheck.run("band") { () throws(PlotError) in
      try PlotCheck.sameLengths("x, lower and upper", columns)
      try PlotCheck.notEmpty("x", columns[0])
      return try style.completed(by: nil)
    }
    self.init(
      name: name, x: Samples(columns[0]), lower: Samples(columns[1]), upper: Samples(columns[2]),
      style: checked, onSecondAxis: onSecondAxis ? true : nil)
  }
}

extension ErrorBarMark {
  /// Points with bars that reach `error` up and down, and `xError` to the left and right.
  public init(
    _ x: some PlotData, _ y: some PlotData, error: some PlotData, xError: (any PlotData)? = nil,
    name: String? = nil, style: MarkStyle = MarkStyle()
  ) {
    self.init(
      x, y, below: error, above: error, before: xError, after: xError, name: name, style: style)
  }

  /// Points with bars that reach differently far down and up, and to the left and right if there are
  /// bars that lie.
  public init(
    _ x: some PlotData, _ y: some PlotData, below: some PlotData, above: some PlotData,
    before: (any PlotData)? = nil, after: (any PlotData)? = nil, name: String? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    let columns = [x.plotValues, y.plotValues, below.plotValues, above.plotValues]
    let sides = [before?.plotValues, after?.plotValues]
    let checked = PlotCheck.run("error bars") { () throws(PlotError) in
      try PlotCheck.sameLengths("x, y and the errors", columns + sides.compactMap { $0 })
      try PlotCheck.notEmpty("y", columns[1])
      return try style.completed(by: nil)
    }
    self.init(
      name: name, x: Samples(columns[0]), y: Samples(columns[1]), below: Samples(columns[2]),
      above: Samples(columns[3]), before: sides[0].map { Samples($0) },
      after: sides[1].map { Samples($0) }, style: checked)
  }
}

extension MarkStyle {
  /// The style with what a format string says where it says nothing, and its colour checked.
  func completed(by format: String?) throws(PlotError) -> MarkStyle {
    var style = self
    if let format {
      let other = try MarkStyle.format(format)
      style.color = style.color ?? other.color
      style.dash = style.dash ?? other.dash
      style.marker = style.marker ?? other.marker
    }
    if let color = style.color, !MarkStyle.isColor(color) { throw .unknownColor(color) }
    return style
  }

  /// Whether a text names a colour that figures know.
  static func isColor(_ name: String) -> Bool {
    if name.first == "#" {
      return (name.count == 4 || name.count == 7) && name.dropFirst().allSatisfy(\.isHexDigit)
    }
    if name.count == 2, name.first == "C", name.last?.isWholeNumber == true { return true }
    return ColorNames.all.contains(name.lowercased())
  }
}
