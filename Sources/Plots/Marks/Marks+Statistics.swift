import Glibc
public import Records

extension HistogramMark {
  /// How many of the values lie in each of a number of equally wide bins.
  ///
  /// NaN and infinities are not counted. Without a number of bins it is the larger of Sturges' and
  /// Freedman and Diaconis', as NumPy's `auto`, at most 100. The last bin includes its right edge.
  ///
  /// - Parameters:
  ///   - range: The first and the last edge; nil takes the smallest and the largest value.
  ///   - density: Whether heights are scaled so that the area is one.
  public init(
    _ values: some PlotData, bins: Int? = nil, range: ClosedRange<Double>? = nil,
    density: Bool = false, outline: Bool = false, name: String? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    let all = values.plotValues.filter(\.isFinite).sorted()
    PlotCheck.run("histogram") { () throws(PlotError) in
      try PlotCheck.notEmpty("the sample", all)
      if let bins, bins < 1 { throw .impossible("a histogram of \(bins) bins") }
    }
    var low = range?.lowerBound ?? all[0]
    var high = range?.upperBound ?? all[all.count - 1]
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    let count = bins ?? Self.automaticBins(all, high - low)
    let width = (high - low) / Double(count)
    var heights = Array(repeating: 0.0, count: count)
    for value in all where value >= low && value <= high {
      heights[min(count - 1, Int((value - low) / width))] += 1
    }
    if density {
      let total = heights.reduce(0, +) * width
      if total > 0 { heights = heights.map { $0 / total } }
    }
    self.init(
      name: name, edges: Samples((0...count).map { low + Double($0) * width }),
      counts: Samples(heights), outline: outline ? true : nil, style: style)
  }

  /// Bins that were counted elsewhere.
  ///
  /// - Parameters:
  ///   - edges: The borders of the bins, one more than there are bins.
  ///   - counts: The height of each bin.
  public init(
    edges: some PlotData, counts: some PlotData, outline: Bool = false, name: String? = nil,
    style: MarkStyle = MarkStyle()
  ) {
    let (borders, heights) = (edges.plotValues, counts.plotValues)
    PlotCheck.run("histogram") { () throws(PlotError) in
      try PlotCheck.notEmpty("the list of bins", heights)
      if borders.count != heights.count + 1 {
        throw .lengths("edges (one more than bins) and counts", [borders.count, heights.count])
      }
    }
    self.init(
      name: name, edges: Samples(borders), counts: Samples(heights), outline: outline ? true : nil,
      style: style)
  }

  private static func automaticBins(_ sorted: [Double], _ span: Double) -> Int {
    let count = Double(sorted.count)
    let sturges = log2(count) + 1
    let spread = Quantiles.of(sorted, 0.75) - Quantiles.of(sorted, 0.25)
    let width = 2 * spread / cbrt(count)
    let freedman = width > 0 ? span / width : 0
    return min(100, max(1, Int(max(sturges, freedman).rounded(.up))))
  }
}

extension BoxMark {
  /// A box for each sample: quartiles, median, whiskers to the last value within one and a half box
  /// lengths, and whatever lies beyond, as in Matplotlib. NaN is left out.
  ///
  /// - Parameter positions: Where the boxes stand; nil means at 0, 1, 2, ...
  public init(
    _ samples: [any PlotData], positions: (any PlotData)? = nil, thickness: Double = 0.5,
    style: MarkStyle = MarkStyle()
  ) {
    let places = positions?.plotValues ?? samples.indices.map(Double.init)
    PlotCheck.run("box plot") { () throws(PlotError) in
      if places.count != samples.count {
        throw .lengths("samples and positions", [samples.count, places.count])
      }
    }
    let boxes = samples.map { sample -> Box in
      let sorted = sample.plotValues.filter { !$0.isNaN }.sorted()
      PlotCheck.run("box plot") { () throws(PlotError) in
        try PlotCheck.notEmpty("a sample", sorted)
      }
      let quartiles = [0.25, 0.5, 0.75].map { Quantiles.of(sorted, $0) }
      let reach = 1.5 * (quartiles[2] - quartiles[0])
      let low = sorted.first { $0 >= quartiles[0] - reach } ?? quartiles[0]
      let high = sorted.last { $0 <= quartiles[2] + reach } ?? quartiles[2]
      return Box(
        summary: Samples([min(low, quartiles[0])] + quartiles + [max(high, quartiles[2])]),
        outliers: Samples(sorted.filter { $0 < low || $0 > high }))
    }
    self.init(
      boxes: boxes, positions: Samples(places), thickness: thickness,
      style: style)
  }
}

/// Quantiles of a sample.
enum Quantiles {
  /// The quantile of a sorted sample, by linear interpolation between its order statistics.
  static func of(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 1)
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (sorted[next] - sorted[index]) * (place - Double(index))
  }
}
