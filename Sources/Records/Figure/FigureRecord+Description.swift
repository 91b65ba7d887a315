extension FigureRecord {
  /// A short accessible name: the title, or what the figure shows.
  public var accessibleTitle: String {
    if let title, !title.isEmpty { return Self.spoken(title) }
    if panels.count == 1, let title = panels[0].title, !title.isEmpty { return Self.spoken(title) }
    let kinds = Self.unique(panels.flatMap { $0.marks.map(\.spokenKind) })
    let names = Self.unique(panels.flatMap { $0.marks.compactMap(\.name) }).map(Self.spoken)
    let kind = kinds.isEmpty ? "Empty figure" : "Figure: " + kinds.joined(separator: ", ")
    return names.isEmpty ? kind : "\(kind) of \(Self.list(names))"
  }

  /// What a reader who does not see the figure needs: the author's text, or one made of the kinds of
  /// marks, the axes, the series and their ranges.
  public var accessibleDescription: String {
    if let altText, !altText.isEmpty { return altText }
    if panels.isEmpty { return "An empty figure." }
    // Twenty pictures in a grid are told as one.
    let images = panels.compactMap { panel -> ImageMark? in
      if panel.marks.count == 1, case .image(let image) = panel.marks[0] { image } else { nil }
    }
    if panels.count > 2, images.count == panels.count { return describeImages(images) }
    let texts = panels.enumerated().map { index, panel in
      (panels.count > 1 ? "Panel \(index + 1): " : "") + panel.spokenDescription
    }
    let lead = title.map { Self.spoken($0) + ". " } ?? ""
    return lead + texts.joined(separator: " ")
  }

  private func describeImages(_ images: [ImageMark]) -> String {
    let titles = panels.compactMap { $0.title.map(Self.spoken) }
    let size = "\(images[0].columns) by \(images[0].rows)"
    let what = images[0].values == nil ? "pictures" : "matrices shown as colours"
    let lead = title.map { Self.spoken($0) + ". " } ?? ""
    let named = titles.isEmpty ? "" : ": " + titles.joined(separator: ", ")
    return "\(lead)\(images.count) \(what) of \(size)\(named)."
  }

  /// A text of the mini markup as it is read aloud.
  static func spoken(_ text: String) -> String {
    if LabelText.isMarked(text) { return LabelText(text).plain }
    return String(text.map { $0 == "\n" ? " " : $0 })
  }

  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  static func unique(_ items: [String]) -> [String] {
    var seen: [String] = []
    for item in items where !seen.contains(item) { seen.append(item) }
    return seen
  }

  /// A number with at most four significant digits.
  static func spoken(_ value: Double) -> String {
    Samples.text(Samples.rounded(value, digits: 4))
  }
}

extension PanelRecord {
  fileprivate var spokenDescription: String {
    var sentences: [String] = []
    if let title, !title.isEmpty { sentences.append(FigureRecord.spoken(title) + ".") }
    if let polar { sentences.append("Polar axes, \(polar.spoken).") }
    let names = polar == nil ? ("Horizontal axis", "Vertical axis") : ("Angle", "Radius")
    let axes = [
      (names.0, x), (names.1, y), ("Second vertical axis", secondY ?? AxisRecord()),
      ("Depth axis", z ?? AxisRecord()),
    ]
    .compactMap { name, axis -> String? in
      let scale = axis.scale == .linear ? "" : " (\(axis.scale.rawValue) scale)"
      guard let label = axis.label, !label.isEmpty else {
        return scale.isEmpty ? nil : "\(name)\(scale)."
      }
      return "\(name): \(FigureRecord.spoken(label))\(scale)."
    }
    let shown = marks.prefix(12).map { $0.spokenDescription(in: polar) }
    sentences += shown
    if marks.count > 12 { sentences.append("And \(marks.count - 12) more.") }
    return (sentences + axes).joined(separator: " ")
  }
}

extension Mark {
  /// The name in the legend, if the mark has one.
  public var name: String? {
    switch self {
    case .line(let m): m.name
    case .scatter(let m): m.name
    case .bars(let m): m.name
    case .histogram(let m): m.name
    case .stem(let m): m.name
    case .band(let m): m.name
    case .errorBars(let m): m.name
    case .rule(let m): m.name
    case .span(let m): m.name
    case .quiver(let m): m.name
    case .surface(let m): m.name
    case .line3D(let m): m.name
    case .shape(let m): m.name
    case .image, .contour, .boxes, .text, .arrow, .diagram: nil
    }
  }

  /// The kind of mark, in words.
  var spokenKind: String {
    switch self {
    case .line: "line plot"
    case .scatter: "scatter plot"
    case .bars: "bar chart"
    case .histogram: "histogram"
    case .stem: "stem plot"
    case .band: "band"
    case .errorBars: "error bars"
    case .rule: "reference line"
    case .span: "shaded span"
    case .image(let image): image.values == nil ? "picture" : "heat map"
    case .contour(let m): m.filled == true ? "filled contour plot" : "contour plot"
    case .quiver: "arrow field"
    case .surface(let m): m.wireframe == true ? "wireframe" : "surface"
    case .line3D: "curve in space"
    case .boxes: "box plot"
    case .text: "text"
    case .arrow: "arrow"
    case .shape: "outline"
    case .diagram: "diagram"
    }
  }

  /// What the mark shows, in a sentence; in polar coordinates in terms of angle and radius.
  fileprivate func spokenDescription(in polar: PanelRecord.Polar?) -> String {
    let (horizontal, vertical) = polar == nil ? ("x", "y") : ("angle", "radius")
    let kind = spokenKind.prefix(1).uppercased() + spokenKind.dropFirst()
    let title = name.map { "\(kind) '\(FigureRecord.spoken($0))'" } ?? kind
    func range(_ samples: Samples) -> String {
      guard let range = samples.finiteRange else { return "no finite value" }
      let low = FigureRecord.spoken(range.lowerBound)
      let high = FigureRecord.spoken(range.upperBound)
      return low == high ? low : "\(low) to \(high)"
    }
    func angles(_ samples: Samples) -> String {
      guard let polar, let ends = samples.finiteRange else { return range(samples) }
      let (low, high) = (polar.text(ends.lowerBound), polar.text(ends.upperBound))
      return low == high ? low : "\(low) to \(high)"
    }
    /// A place along one of the axes.
    func place(_ value: Double, vertical: Bool) -> String {
      vertical ? polar?.text(value) ?? FigureRecord.spoken(value) : FigureRecord.spoken(value)
    }
    func colors(_ values: Samples?) -> String {
      values.map { ", colours from \(range($0))" } ?? ""
    }
    func points(
      _ x: Samples, _ y: Samples, _ count: Int? = nil, _ values: Samples? = nil
    ) -> String {
      let gaps = y.count { $0.isNaN }
      let gapText = gaps == 0 ? "" : ", \(gaps) of them missing"
      let (across, up) = ("\(horizontal) from \(angles(x))", "\(vertical) from \(range(y))")
      return
        "\(title): \(count ?? x.count) points\(gapText), \(across), \(up)\(colors(values))."
    }
    switch self {
    case .line(let m): return points(m.x, m.y, m.pointCount, m.values)
    case .scatter(let m): return points(m.x, m.y, m.pointCount, m.values)
    case .stem(let m): return points(m.x, m.y)
    case .errorBars(let m): return points(m.x, m.y)
    case .band(let m):
      return
        "\(title): from \(range(m.lower)) up to \(range(m.upper)), \(horizontal) from \(angles(m.x))."
    case .bars(let m):
      let around = polar == nil ? "" : " at angles from \(angles(m.positions))"
      return "\(title): \(m.lengths.count) bars\(around), from \(range(m.lengths))."
    case .histogram(let m):
      return
        "\(title): \(m.counts.count) bins, \(horizontal) from \(angles(m.edges)), heights from \(range(m.counts))."
    case .rule(let m):
      let axis = m.vertical ? horizontal : vertical
      return "\(title) at \(axis) = \(place(m.position, vertical: m.vertical))."
    case .span(let m):
      let axis = m.vertical ? horizontal : vertical
      let ends = [m.from, m.to].map { place($0, vertical: m.vertical) }
      return "\(title): \(axis) from \(ends[0]) to \(ends[1])."
    case .image(let m):
      let values = m.values.map { ", values from \(range($0))" } ?? ""
      return "\(title): \(m.rows) rows, \(m.columns) columns\(values)."
    case .contour(let m): return "\(title): \(m.levels.count) levels, heights from \(range(m.z))."
    case .quiver(let m):
      return
        "\(title): \(m.x.count) arrows, x from \(range(m.x)), y from \(range(m.y))\(colors(m.values))."
    case .surface(let m):
      return "\(title): x from \(range(m.x)), y from \(range(m.y)), z from \(range(m.z))."
    case .line3D(let m):
      return "\(title): x from \(range(m.x)), y from \(range(m.y)), z from \(range(m.z))."
    case .boxes(let m):
      let medians = m.boxes.map { $0.summary.count == 5 ? FigureRecord.spoken($0.summary[2]) : "?" }
      return "\(title): \(m.boxes.count) boxes with medians \(medians.joined(separator: ", "))."
    case .text(let m): return "Text: \(FigureRecord.spoken(m.text))."
    case .arrow(let m):
      let to = "(\(FigureRecord.spoken(m.toX)), \(FigureRecord.spoken(m.toY)))"
      return m.text.map { "Arrow '\(FigureRecord.spoken($0))' to \(to)." } ?? "Arrow to \(to)."
    case .shape(let m):
      let place = "(\(FigureRecord.spoken(m.x)), \(FigureRecord.spoken(m.y)))"
      let kind = m.shape == .rectangle ? "Rectangle" : "Ellipse"
      let named = m.name.map { " '\(FigureRecord.spoken($0))'" } ?? ""
      return
        "\(kind)\(named) at \(place), \(FigureRecord.spoken(m.width)) by \(FigureRecord.spoken(m.height))."
    case .diagram(let m):
      let nodes = m.nodes.prefix(20).map { FigureRecord.spoken($0.label) }
      return
        "Diagram of \(m.nodes.count) nodes and \(m.edges.count) edges: \(nodes.joined(separator: ", "))."
    }
  }
}
