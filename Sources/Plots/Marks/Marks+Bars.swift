public import Records

extension BarMark {
  /// Bars at places.
  ///
  /// - Parameters:
  ///   - positions: The middle of each bar; on polar axes an angle in radians.
  ///   - lengths: How long each bar is.
  ///   - thickness: The width of the bars; nil leaves a fifth of the smallest distance between two
  ///     free.
  ///   - bases: Where the bars start; nil means zero.
  public init(
    _ positions: some PlotData, _ lengths: some PlotData, name: String? = nil,
    thickness: Double? = nil, bases: (any PlotData)? = nil, horizontal: Bool = false,
    style: MarkStyle = MarkStyle()
  ) {
    let (places, values) = (positions.plotValues, lengths.plotValues)
    let starts = bases?.plotValues
    let checked = PlotCheck.run("bar") { () throws(PlotError) in
      try PlotCheck.sameLengths(
        "positions, lengths and bases", [places, values] + [starts].compactMap { $0 })
      try PlotCheck.notEmpty("lengths", values)
      if let thickness, !(thickness > 0) { throw .impossible("bars of a width of \(thickness)") }
      return try style.completed(by: nil)
    }
    let sorted = places.filter(\.isFinite).sorted()
    let distance = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1
    self.init(
      name: name, positions: Samples(places), bases: starts.map { Samples($0) },
      lengths: Samples(values), thickness: Samples.rounded(thickness ?? distance * 0.8),
      horizontal: horizontal ? true : nil, style: checked)
  }
}
