import Records

/// Places the panels of a figure so that nothing is cut off and nothing overlaps.
///
/// Everything around a panel is measured first: ticks depend on the length of an axis, and that on
/// the room that labels take, so the measuring is repeated until it settles. Panels of a column
/// share their left and right edges, those of a row their upper and lower ones.
struct FigureLayout {
  private let figure: FigureRecord
  private let context: DrawingContext
  private let width: Double
  private let height: Double
  /// How much larger the figure is laid out than it will be shown.
  private let enlargement: Double
  private var plans: [PanelPlan]
  private let rows: Int
  private let columns: Int
  private let title: ShapedText
  /// The panels that stand in the grid, in reading order.
  private let places: [Int]

  init(
    _ figure: FigureRecord, _ options: FigureOptions, _ context: DrawingContext,
    enlargement: Double = 1
  ) {
    self.enlargement = enlargement
    self.figure = figure
    self.context = context
    plans = figure.panels.map { PanelPlan($0, context) }
    for inset in figure.panels.compactMap(\.inset) where plans.indices.contains(inset.parent) {
      plans[inset.parent].insets.append(inset)
    }
    places = figure.panels.indices.filter { figure.panels[$0].inset == nil }
    let count = max(1, places.count)
    columns = max(1, figure.grid?.columns ?? 1)
    rows = max(figure.grid?.rows ?? 0, (count + columns - 1) / columns)
    let natural = Self.naturalSize(figure, plans, rows: rows, columns: columns, context)
    width = max(options.width ?? figure.size?.width ?? natural.width, 40) * enlargement
    // Whoever gives one side keeps the proportions.
    let ratio = (figure.size.map { $0.height / $0.width } ?? natural.height / natural.width)
    height =
      max(
        options.height
          ?? (options.width.map { $0 * ratio } ?? figure.size?.height ?? natural.height),
        30) * enlargement
    title = context.wrapped(figure.title, context.figureTitleFont, width: width - 16)
    shareAxes()
  }

  /// The size of a figure for which nobody asked for one.
  private static func naturalSize(
    _ figure: FigureRecord, _ plans: [PanelPlan], rows: Int, columns: Int, _ context: DrawingContext
  ) -> (width: Double, height: Double) {
    if plans.count == 1, let diagram = plans[0].diagram {
      let size = DiagramLayout(diagram, context).size
      let above = figure.title == nil && plans[0].record.title == nil ? 0 : context.fontSize * 2.2
      return (size.width + 2 * context.edge, size.height + 2 * context.edge + above)
    }
    if columns == 1, rows == 1 { return (432, 288) }
    let panelWidth = columns == 1 ? 420.0 : columns == 2 ? 290 : 210
    return (
      min(720, Double(columns) * panelWidth), Double(rows) * (columns == 1 ? 190 : panelWidth * 0.8)
    )
  }

  /// Gives panels of a column one horizontal range and panels of a row one vertical range.
  private mutating func shareAxes() {
    guard let grid = figure.grid else { return }
    for (place, index) in places.enumerated() {
      let (row, column) = (place / columns, place % columns)
      if grid.sharesX == true {
        let group = places.indices.filter { $0 % columns == column }.map { places[$0] }
          .filter { plans[$0].isPolar == plans[index].isPolar }
        plans[index].x = shared(group) { (PanelPlan.extents($0).x, $0.x) } ?? plans[index].x
        // The lowest panel of the column has the labels.
        plans[index].labelsX = place + columns >= places.count
      }
      if grid.sharesY == true {
        let group = places.indices.filter { $0 / columns == row }.map { places[$0] }
          .filter { plans[$0].isPolar == plans[index].isPolar }
        if !plans[index].isPicture {
          plans[index].y = shared(group) { (PanelPlan.extents($0).y, $0.y) } ?? plans[index].y
        }
        plans[index].labelsY = column == 0
      }
    }
  }

  private func shared(
    _ group: [Int], _ axis: (PanelRecord) -> (AxisExtent, AxisRecord)
  ) -> AxisScale? {
    var extent = AxisExtent()
    var record: AxisRecord?
    for index in group {
      let (panelExtent, panelRecord) = axis(figure.panels[index])
      extent.formUnion(panelExtent)
      if record == nil { record = panelRecord }
    }
    return record.map { AxisScale($0, fitting: extent) }
  }

  // MARK: - Drawing

  /// Whether a panel had less room than its axes need; known after drawing.
  private(set) var isCramped = false

  /// The display list of a figure.
  ///
  /// Where titles and labels leave too little room for a panel, the figure is laid out larger and
  /// shown smaller, so that nothing ever lies on anything else.
  static func scene(
    _ figure: FigureRecord, _ options: FigureOptions, _ context: DrawingContext
  ) -> Scene {
    var enlargement = 1.0
    while true {
      var layout = FigureLayout(figure, options, context, enlargement: enlargement)
      let scene = layout.draw()
      if !layout.isCramped || enlargement > 4 { return scene }
      enlargement *= 1.2
    }
  }

  /// The display list of the whole figure.
  mutating func draw() -> Scene {
    var scene = Scene(width: width, height: height)
    scene.shrinkage = 1 / enlargement
    let edge = context.edge
    var area = Rect(x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge)
    if !title.isEmpty {
      let share = figure.titlePlace == .left ? 0 : figure.titlePlace == .right ? 1 : 0.5
      scene.text(
        title, at: Point(x: area.x + area.width * share, y: edge), anchor: Anchor(x: share, y: 0),
        .ink)
      let used = title.height + context.labelPad
      area.y += used
      area.height -= used
    }
    let sharedBar = zip2(figure.colorBar, plans.lazy.compactMap(\.colorScale).first).map {
      ColorBarLayout($0, $1, context)
    }
    if let sharedBar {
      let length = (sharedBar.position == .right ? area.height : area.width) * 0.8
      let bar = sharedBar.margins(length: length)
      area.x += bar.left
      area.y += bar.top
      area.width -= bar.left + bar.right
      area.height -= bar.top + bar.bottom
    }
    let cells = cells(in: area)
    isCramped = zip(places, cells).contains { plans[$0].isCramped(in: $1) }
    let lifts = lifts(cells)
    for (place, index) in places.enumerated() {
      plans[index].draw(in: cells[place], &scene, lift: lifts[place])
    }
    drawInsets(cells, &scene)
    let used = zip(places, cells).map { plans[$0].fitted($1) }
    if let sharedBar, let first = used.first {
      let all = used.dropFirst().reduce(first) { $0.union($1) }
      let isUpright = sharedBar.position == .right
      if sharedBar.isCramped(length: isUpright ? all.height : all.width) { isCramped = true }
      sharedBar.draw(
        beside: all, after: isUpright ? area.maxX - all.maxX : area.maxY - all.maxY, in: &scene)
    }
    return scene
  }

  /// How far above its panel each title stands, so that those of panels side by side are level.
  private func lifts(_ cells: [Rect]) -> [Double] {
    let titled = cells.indices.filter { figure.panels[places[$0]].title != nil }
    guard columns > 1, titled.count > 1 else { return cells.map { _ in 0 } }
    let rects = zip(places, cells).map { plans[$0].fitted($1) }
    let tops = cells.indices.map { place in
      titled.contains(place)
        ? rects[place].y - plans[places[place]].margins(cells[place]).top : .infinity
    }
    return cells.indices.map { place in
      let row = place / columns * columns
      // Panels of other proportions that begin much lower keep their titles near.
      let level = (row..<min(row + columns, cells.count)).filter {
        (rects[$0].y - rects[place].y).magnitude < 1.5 * context.fontSize
      }
      return max(0, rects[place].y - (level.map { tops[$0] }.min() ?? rects[place].y))
    }
  }

  /// The rectangle of each panel in the grid.
  private func cells(in area: Rect) -> [Rect] {
    var cells = Array(
      repeating: Rect(
        x: 0, y: 0, width: area.width / Double(columns), height: area.height / Double(rows)),
      count: places.count)
    let gapX = columns > 1 ? 10.0 : 0
    let gapY = rows > 1 ? 10.0 : 0
    // Three times settle nearly always. Labels that turn when they get less room may go to and fro:
    // from then on margins only grow, until all of them are as large as what is drawn.
    var byColumn = Array(repeating: Margins(), count: columns)
    var byRow = Array(repeating: Margins(), count: rows)
    for round in 0..<16 {
      let before = cells
      if round < 3 {
        byColumn = Array(repeating: Margins(), count: columns)
        byRow = Array(repeating: Margins(), count: rows)
      }
      for (place, index) in places.enumerated() {
        let margins = plans[index].margins(cells[place])
        byColumn[place % columns].formMaximum(margins)
        byRow[place / columns].formMaximum(margins)
      }
      let sides = byColumn.reduce(0) { $0 + $1.left + $1.right } + gapX * Double(columns - 1)
      let ends = byRow.reduce(0) { $0 + $1.title + $1.top + $1.bottom } + gapY * Double(rows - 1)
      let cellWidth = max(8, (area.width - sides) / Double(columns))
      let cellHeight = max(8, (area.height - ends) / Double(rows))
      var y = area.y
      for row in 0..<rows {
        var x = area.x
        y += byRow[row].title + byRow[row].top
        for column in 0..<columns {
          x += byColumn[column].left
          let place = row * columns + column
          if place < cells.count {
            cells[place] = Rect(x: x, y: y, width: cellWidth, height: cellHeight)
          }
          x += cellWidth + byColumn[column].right + gapX
        }
        y += cellHeight + byRow[row].bottom + gapY
      }
      if cells == before { break }
    }
    return cells
  }

  private func drawInsets(_ cells: [Rect], _ scene: inout Scene) {
    for (index, panel) in figure.panels.enumerated() {
      guard let inset = panel.inset, let place = places.firstIndex(of: inset.parent) else {
        continue
      }
      let parent = plans[inset.parent].fitted(cells[place])
      let outer = parent.part(inset)
      scene.fill(.rectangle(outer), .paper.opacity(0.9))
      var rect = outer
      for _ in 0..<2 {
        let margins = plans[index].margins(rect)
        rect = Rect(
          x: outer.x + margins.left, y: outer.y + margins.title + margins.top,
          width: max(8, outer.width - margins.left - margins.right),
          height: max(8, outer.height - margins.title - margins.top - margins.bottom))
      }
      plans[index].draw(in: rect, &scene)
    }
  }
}
