import Plots
import Records
import Tensors
import Testing

@Suite("Kinds of plots")
struct KindTests {
  @Test("groups stand side by side, stacks on each other")
  func bars() {
    func marks(stacked: Bool) -> [Records.BarMark] {
      bar(["a", "b"], [[1.0, 2], [3.0, 4]], legend: ["s", "t"], stacked: stacked)
        .record.panels[0].marks.compactMap { if case .bars(let bars) = $0 { bars } else { nil } }
    }
    let grouped = marks(stacked: false)
    #expect(grouped.map(\.positions) == [[-0.2, 0.8], [0.2, 1.2]])
    #expect(grouped.allSatisfy { $0.thickness == 0.4 && $0.bases == nil })
    let stacked = marks(stacked: true)
    #expect(stacked.map(\.bases) == [[0, 0], [1, 2]])
    #expect(stacked.map(\.positions) == [[0, 1], [0, 1]])
  }

  @Test("histograms count every finite value once")
  func histograms() {
    let values = [0.0, 0.1, 0.5, 0.9, 1, .nan, .infinity]
    guard case .histogram(let mark) = histogram(values, bins: 2).record.panels[0].marks[0] else {
      Issue.record("no histogram")
      return
    }
    #expect(mark.edges == [0, 0.5, 1])
    #expect(mark.counts == [2, 3])
    let density = Records.HistogramMark(values, bins: 4, density: true)
    #expect(abs(density.counts.reduce(0, +) * 0.25 - 1) < 1e-8)
    #expect(Records.HistogramMark([3.0, 3.0]).counts.reduce(0, +) == 2)
  }

  @Test("boxes are Matplotlib's quartiles and whiskers")
  func boxes() {
    let mark = Records.BoxMark([[1.0, 2, 3, 4, 5, 6, 7, 8, 100]])
    #expect(mark.boxes[0].summary == [1, 3, 5, 7, 8])
    #expect(mark.boxes[0].outliers == [100])
  }

  @Test("levels of contours are round and within the heights")
  func levels() {
    let x = [0.0, 1, 2]
    let z = Grid(x: x, y: x) { $0 + $1 }
    let lines = Records.ContourMark(x, x, z)
    #expect(lines.levels == [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4])
    #expect(lines.z == [0, 1, 2, 1, 2, 3, 2, 3, 4])
    let areas = Records.ContourMark(x, x, z, levels: [5, 1], filled: true)
    #expect(areas.levels == [1, 5])
  }

  @Test("pictures become bytes: shares, bytes, and channels first or last")
  func pictures() {
    #expect(Picture(rows: 1, columns: 3, values: [0, 0.5, 1]).bytes == [0, 128, 255])
    #expect(Picture(rows: 1, columns: 3, values: [0, 128, 255]).bytes == [0, 128, 255])
    #expect(Picture(rows: 1, columns: 3, values: [-1, 0, 1]).bytes == [0, 128, 255])
    let first = Tensor.zeros([3, 2, 4]).plotPicture
    #expect((first.rows, first.columns, first.channels) == (2, 4, 3))
    let last = Tensor.zeros([2, 4, 3]).plotPicture
    #expect((last.rows, last.columns, last.channels) == (2, 4, 3))
    let channels = Tensor([[[1.0, 0.0]], [[0.0, 1.0]], [[0.0, 0.0]]]).plotPicture
    #expect(channels.bytes == [255, 0, 0, 0, 255, 0])
    let figure = showImages(Tensor.ones([5, 4, 4]), columns: 3, titles: ["a", "b", "c", "d", "e"])
    #expect(figure.record.panels.count == 5)
    #expect(figure.record.grid == PanelGrid(rows: 2, columns: 3))
  }

  @Test("heat maps side by side share one range")
  func heatmaps() {
    let figure = showHeatmaps([Tensor([[0.0, 1.0]]), Tensor([[5.0, 2.0]])])
    for panel in figure.record.panels {
      guard case .image(let image) = panel.marks[0] else { continue }
      #expect(image.lower == 0 && image.upper == 5)
    }
    #expect(figure.record.colorBar != nil)
  }

  @Test("figures are built from marks, panels and loops")
  func builder() {
    let one = Figure(xLabel: "x") {
      LineMark([0.0, 1], [1.0, 2], name: "line")
      if true { RuleMark(at: 0) }
      for place in [0.5, 0.7] { RuleMark(atX: place) }
    }
    #expect(one.record.panels.count == 1)
    #expect(one.record.panels[0].marks.map(\.kindName) == ["line", "rule", "rule", "rule"])
    let two = Figure(columns: 2, sharesY: true) {
      Panel(title: "a") { LineMark([0.0, 1], [1.0, 2]) }
      Panel(title: "b", secondYLabel: "right") {
        LineMark([0.0, 1], [1.0, 2], onSecondAxis: true)
      }
      Panel { LineMark([0.0, 1], [1.0, 2]) }.inset(x: 0.5, y: 0.5, width: 0.4, height: 0.4)
    }
    #expect(two.record.panels.map(\.title) == ["a", "b", nil])
    #expect(two.record.panels[1].secondY?.label == "right")
    #expect(two.record.panels[2].inset?.parent == 0)
    #expect(two.record.grid?.sharesY == true)
  }

  @Test("a figure of marks takes whole axes, a second one, and places for everything")
  func axes() {
    let x = [0.0, 1, 2]
    let figure = Figure(
      title: "t", titleAt: .left, yLabel: "left", secondYLabel: "right", secondYLim: 1...100,
      secondYScale: .log, x: Axis("day", labelAt: .end, scale: .date, from: 0, to: 1e6),
      y: Axis(scale: .symlog, linearUpTo: 10), legend: .at(x: 0.5, y: 1), grid: false,
      equalAspect: true, colorBar: "depth", colorBarAt: .bottom
    ) {
      LineMark(x, [-100.0, 0, 100], name: "a")
      LineMark(x, [1.0, 10, 100], onSecondAxis: true)
      ScatterMark(x, x, values: x, range: 0...10)
    }
    let panel = figure.record.panels[0]
    #expect(figure.record.title == "t" && figure.record.titlePlace == .left)
    #expect(
      panel.x
        == AxisRecord(label: "day", labelPlace: .end, scale: .date, lower: 0, upper: 1e6))
    #expect(panel.y == AxisRecord(label: "left", scale: .symlog, linearThreshold: 10))
    #expect(panel.secondY == AxisRecord(label: "right", scale: .log, lower: 1, upper: 100))
    #expect(panel.legend == .at(x: 0.5, y: 1) && panel.showsGrid == false)
    #expect(panel.equalAspect == true)
    #expect(panel.colorBar == ColorBarRecord(label: "depth", position: .bottom))
    guard case .scatter(let points) = panel.marks[2] else { return }
    #expect(points.lower == 0 && points.upper == 10)
    // A second axis that was described is there, also before a mark uses it.
    #expect(Figure(secondY: Axis("r")) { LineMark(x, x) }.record.panels[0].secondY?.label == "r")
    #expect(Figure { LineMark(x, x) }.record.panels[0].secondY == nil)
    let names = Axis(names: ["a", "b"])
    #expect(names.record.ticks == [0, 1] && names.record.tickLabels == ["a", "b"])
    #expect(Axis(from: 5, to: -5).record.lower == 5)
    // Panels share a colour bar.
    let shared = Figure(colorBar: "", colorBarAt: .bottom, columns: 2) {
      Panel { ScatterMark(x, x, values: x) }
      Panel { ScatterMark(x, x, values: x) }
    }
    #expect(shared.record.colorBar == ColorBarRecord(position: .bottom))
    #expect(shared.record.panels.allSatisfy { $0.colorBar == nil })
  }

  @Test("parts of any figure are put elsewhere")
  func placed() {
    let figure = plot([0.0, 1], [[1.0, 2]], legend: ["a"])
      .placed(title: .right, legend: .below, colorBar: .bottom, xLabel: .start, yLabel: .end)
    let panel = figure.record.panels[0]
    #expect(panel.titlePlace == .right && panel.legend == .below && panel.colorBar == nil)
    #expect(panel.x.labelPlace == .start && panel.y.labelPlace == .end)
    // What is not named stays, and no legend appears where there was none.
    #expect(figure.placed() == figure)
    #expect(plot([0.0, 1]).placed(legend: .below).record.panels[0].legend == nil)
    let map = heatmap([[1.0, 2]]).placed(colorBar: .bottom)
    #expect(map.record.panels[0].colorBar?.position == .bottom)
    let two = showHeatmaps([[[1.0]], [[2.0]]] as [[[Double]]]).placed(colorBar: .bottom)
    #expect(two.record.colorBar?.position == .bottom)
    let panelAlone = Panel(title: "p") { LineMark([0.0, 1], [0.0, 1], name: "l") }
      .placed(title: .left, legend: .outsideRight)
    #expect(panelAlone.record.titlePlace == .left && panelAlone.record.legend == .outsideRight)
  }

  @Test("marks take all that their records hold")
  func marks() {
    let x = [0.0, 1, 2]
    let bars = ErrorBarMark(x, x, error: x, xError: [0.1, 0.2, 0.3])
    #expect(bars.before == [0.1, 0.2, 0.3] && bars.after == bars.before)
    let picture = ImageMark(matrix: [[1.0, 2], [3, 4]], x: 0...10, y: 0...5, smooth: true)
    #expect(picture.extent == [0, 10, 0, 5] && picture.smooth == true)
    #expect(BoxMark([x, x], positions: [2.0, 4]).positions == [2, 4])
    #expect(HistogramMark(edges: [0.0, 1, 3], counts: [2.0, 5]).counts == [2, 5])
    #expect(ShapeMark(x: 0...2, y: 0...1, shape: .ellipse, name: "e").shape == .ellipse)
    #expect(TextMark("t", at: (0, 0), size: 20).size == 20)
    let arrows = QuiverMark(x, x, x, x, values: [3.0, 4, 5], colorMap: .magma, range: 0...9)
    #expect(arrows.values == [3, 4, 5] && arrows.colorMap == .magma && arrows.upper == 9)
    let line = LineMark(x, x, values: [7.0, 8, 9], colorMap: .plasma)
    #expect(line.values == [7, 8, 9] && line.colorMap == .plasma)
    // A long line keeps the colours of the points that it keeps.
    let many = (0..<10_000).map(Double.init)
    let long = LineMark(many, many, values: many)
    #expect(long.x.count < 9000 && long.values == long.x)
  }

  @Test("a formula that cannot be set stops the cell that shows it")
  func formulas() {
    let figure = plot([0.0, 1], title: #"$\frac{1}{2$"#)
    do {
      try PlotCheck.formulas(figure.record)
      Issue.record("no error")
    } catch {
      #expect(
        error.description == #"the formula $\frac{1}{2$ lacks the end of { at character 12"#)
      #expect(error.rule.contains("dollar"))
    }
    #expect(throws: Never.self) {
      try PlotCheck.formulas(plot([0.0, 1], title: #"$\frac{1}{2}$"#).record)
    }
  }
}

@Suite("Coordinates and hatches")
struct CoordinateTests {
  @Test("polar plots close and fill their lines, and name their angles")
  func polar() {
    let figure = polarPlot(
      Panel.evenAngles(3), [[1.0, 2, 3], [3.0, 2, 1]], legend: ["a", "b"], closed: true,
      filled: true, angles: .multiplesOfPi, zero: .top, clockwise: true, names: ["x", "y", "z"])
    let panel = figure.record.panels[0]
    #expect(panel.marks.map(\.kindName) == ["band", "band", "line", "line"])
    #expect(
      panel.polar == PanelRecord.Polar(angles: .multiplesOfPi, zero: .top, clockwise: true))
    #expect(panel.x.tickLabels == ["x", "y", "z"] && panel.x.ticks?.count == 3)
    if case .line(let line) = panel.marks[2] {
      #expect(line.y == [1, 2, 3, 1] && line.x.first == line.x.last)
    }
    let one = Figure { LineMark([0.0, 1], [1.0, 2]) }.polar()
    #expect(one.record.panels[0].polar == PanelRecord.Polar())
  }

  @Test("a view knows its projection, and says nothing of the usual one")
  func views() {
    let grid = [[0.0, 1], [1.0, 2]]
    let near = surface([0.0, 1], [0.0, 1], grid)
    #expect(near.record.panels[0].view == PanelRecord.View())
    let flat = surface([0.0, 1], [0.0, 1], grid, azimuth: 20, projection: .orthographic)
    #expect(
      flat.record.panels[0].view
        == PanelRecord.View(elevation: 30, azimuth: 20, projection: .orthographic))
    #expect(near.seen(azimuth: 20, projection: .orthographic) == flat)
  }

  @Test("bars take places, and a width from how far these are apart")
  func bars() {
    let mark = Records.BarMark([0.0, 2, 6], [1.0, 2, 3], bases: [1.0, 1, 1])
    #expect(mark.thickness == 1.6 && mark.bases == [1, 1, 1])
    #expect(Records.BarMark([3], [1.0]).thickness == 0.8)
  }

  @Test("hatches go to their series, and unknown ones are named")
  func hatches() {
    let figure = bar(["a", "b"], [[1.0, 2], [3.0, 4]], hatches: ["/", "xx"])
    #expect(figure.record.panels[0].marks.map(\.style.hatch) == ["/", "xx"])
    let samples = histogram([[1.0, 2], [3.0, 4]], hatches: ["o"])
    #expect(samples.record.panels[0].marks.map(\.style.hatch) == ["o", nil])
    for known in ["/", "\\\\", "|-+x.oO*"] {
      #expect(throws: Never.self) { try PlotCheck.hatch(known) }
    }
    for unknown in ["", "a", "/?"] {
      #expect(throws: PlotError.unknownHatch(unknown)) { try PlotCheck.hatch(unknown) }
    }
  }
}
