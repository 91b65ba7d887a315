import Records

/// A legend, measured: the names of series beside samples of their look.
struct LegendLayout {
  private struct Item {
    var entry: LegendEntry
    var text: ShapedText
  }

  private let items: [Item]
  private let context: DrawingContext
  /// The entries of each row, for legends above a panel.
  private var columns = 1 { didSet { measure() } }
  /// The height of each row: of its tallest name.
  private var rowHeights: [Double] = []
  private(set) var size = (width: 0.0, height: 0.0)

  private var handleWidth: Double { context.fontSize * 2.1 }
  private var handleGap: Double { context.fontSize * 0.55 }
  private var columnGap: Double { context.fontSize * 1.3 }
  private var padding: Double { context.fontSize * 0.4 }
  private var lineGap: Double { context.fontSize * 0.2 }

  init(_ entries: [LegendEntry], _ context: DrawingContext) {
    self.context = context
    items = entries.map { Item(entry: $0, text: context.shape($0.name, context.tickFont)) }
    measure()
  }

  var isEmpty: Bool { items.isEmpty }

  private var columnWidth: Double {
    handleWidth + handleGap + (items.map(\.text.width).max() ?? 0)
  }

  /// The legend in as many columns as fit a width.
  func inRows(width: Double) -> LegendLayout {
    var legend = self
    let most = max(1, min(items.count, Int((width + columnGap) / (columnWidth + columnGap))))
    // As many rows as it takes, and these equally long.
    let rows = max(1, (items.count + most - 1) / most)
    legend.columns = max(1, (items.count + rows - 1) / rows)
    return legend
  }

  /// The legend in as many columns as it takes to stay within a height.
  func inColumns(height: Double) -> LegendLayout {
    var legend = self
    while legend.size.height > height, legend.columns < items.count { legend.columns += 1 }
    return legend
  }

  private mutating func measure() {
    rowHeights = stride(from: 0, to: items.count, by: columns).map { start in
      let tallest = items[start..<min(start + columns, items.count)].map(\.text.height).max() ?? 0
      // Formulas need more room than lines of text to be told from those above and below.
      return tallest > context.fontSize * 1.15 ? tallest + lineGap : tallest
    }
    size = (
      Double(columns) * columnWidth + Double(columns - 1) * columnGap + 2 * padding,
      rowHeights.reduce(0, +) + lineGap * Double(max(0, rowHeights.count - 1)) + 2 * padding
    )
  }

  /// Draws the legend with its upper left corner at a point.
  func draw(at origin: Point, framed: Bool, in scene: inout Scene) {
    let box = Rect(x: origin.x, y: origin.y, width: size.width, height: size.height)
    if framed {
      scene.fill(.rectangle(box, radius: 3), .paper.opacity(0.85))
      scene.stroke(.rectangle(box, radius: 3), .grid, Stroke(width: 1))
    }
    var top = origin.y + padding
    for (index, item) in items.enumerated() {
      let row = index / columns
      if index > 0, index % columns == 0 { top += rowHeights[row - 1] + lineGap }
      let x = origin.x + padding + Double(index % columns) * (columnWidth + columnGap)
      let y = top + rowHeights[row] / 2
      draw(
        item.entry.handle, in: Rect(x: x, y: y - 4, width: handleWidth, height: 8), &scene)
      scene.text(
        item.text, at: Point(x: x + handleWidth + handleGap, y: y), anchor: .left, .ink)
    }
  }

  private func draw(_ handle: LegendEntry.Handle, in box: Rect, _ scene: inout Scene) {
    let left = Point(x: box.x, y: box.midY)
    let right = Point(x: box.maxX, y: box.midY)
    let middle = Point(x: box.midX, y: box.midY)
    switch handle {
    case .line(let look):
      if let stroke = look.stroke { scene.stroke(.segment(left, right), look.paint(), stroke) }
      if let marker = look.marker {
        scene.symbols(Look.symbol(marker, size: look.markerSize), at: [middle], look.paint())
      }
    case .symbol(let look):
      scene.symbols(Look.symbol(look.marker ?? .circle, size: 6), at: [middle], look.paint())
    case .swatch(let paint, let outline):
      let swatch = Rect(x: box.x + 2, y: box.midY - 4, width: box.width - 4, height: 8)
      scene.fill(.rectangle(swatch), paint)
      if let outline { scene.stroke(.rectangle(swatch), outline, Stroke(width: 1)) }
    case .area(let look, let opacity):
      // A hatch needs some height to be told from another.
      let height = look.hatch == nil ? 8.0 : 11
      let swatch = Rect(
        x: box.x + 2, y: box.midY - height / 2, width: box.width - 4, height: height)
      scene.area(.rectangle(swatch), look, opacity: opacity)
      if opacity == nil { scene.stroke(.rectangle(swatch), look.paint(), Stroke(width: 1)) }
    case .errorBar(let look):
      scene.stroke(
        .segment(Point(x: middle.x, y: middle.y - 5), Point(x: middle.x, y: middle.y + 5)),
        look.paint(), Stroke(width: 1.25))
      scene.symbols(Look.symbol(look.marker ?? .circle, size: 5), at: [middle], look.paint())
    case .stem(let look):
      scene.stroke(.segment(left, right), look.paint(), Stroke(width: 1.5))
      scene.symbols(Look.symbol(look.marker ?? .circle, size: 6), at: [right], look.paint())
    }
  }
}
