import Records

#if canImport(Glibc)
import Glibc
#endif

/// One figure of every kind.
enum Samplers {
  static let line = Array(stride(from: 0.0, through: 3, by: 0.1))

  private static func panel(_ marks: Mark..., legend: LegendPosition? = nil) -> FigureRecord {
    FigureRecord(panels: [PanelRecord(marks: marks, legend: legend)])
  }

  static let kinds: [(name: String, figure: FigureRecord)] = [
    ("line", lines), ("gaps", gaps), ("scatter", scatter), ("bars", bars),
    (
      "histogram",
      panel(.histogram(HistogramMark(name: "h", edges: [0, 1, 2, 3], counts: [2, 5, 1])))
    ),
    ("stem", panel(.stem(StemMark(name: "s", x: [0, 1, 2], y: [1, -1, 2])))),
    (
      "band",
      panel(
        .band(BandMark(name: "b", x: [0, 1, 2], lower: [0, 1, 0], upper: [2, 3, 4])), legend: .best)
    ),
    (
      "errors",
      panel(
        .errorBars(
          ErrorBarMark(
            x: [0, 1], y: [1, 2], below: [0.1, 0.2], above: [0.3, 0.1], before: [0.1, 0.1],
            after: [0.1, 0.1])))
    ),
    ("step", panel(.line(LineMark(x: [0, 1, 2], y: [0, 2, 1], step: .middle)))),
    (
      "guides",
      panel(
        .rule(RuleMark(name: "zero", position: 0)), .rule(RuleMark(position: 1, vertical: true)),
        .span(SpanMark(name: "span", from: 0, to: 1)), .line(LineMark(x: [0, 2], y: [-1, 2])),
        legend: .best)
    ),
    ("image", image), ("images", images), ("heat map", heat), ("contour", contour(filled: false)),
    ("filled contour", contour(filled: true)),
    (
      "quiver",
      panel(
        .quiver(
          QuiverMark(x: [0, 1, 0, 1], y: [0, 0, 1, 1], u: [1, 0, -1, 0], v: [0, 1, 0, -1])))
    ),
    ("surface", surface(wireframe: false)), ("wireframe", surface(wireframe: true)),
    (
      "box",
      panel(
        .boxes(BoxMark(boxes: [.init(summary: [0, 1, 2, 3, 4], outliers: [6])], positions: [0])))
    ),
    (
      "annotations",
      panel(
        .text(TextMark(text: "here", x: 1, y: 1, boxed: true)),
        .arrow(ArrowMark(text: "look", fromX: 0, fromY: 0, toX: 1, toY: 1)),
        .shape(ShapeMark(name: "box", x: 0, y: 0, width: 1, height: 1)),
        .shape(ShapeMark(shape: .ellipse, x: 0, y: 0, width: 1, height: 1, filled: true)))
    ),
    ("diagram", diagram), ("panels", panels), ("inset", inset), ("twin", twin),
    ("crossing", crossing), ("polar", polar), ("rose", rose), ("hatches", hatches),
  ]

  static let lines = FigureRecord(
    title: "Two lines",
    panels: [
      PanelRecord(
        x: AxisRecord(label: "x"), y: AxisRecord(label: "f(x)"),
        marks: [
          .line(LineMark(name: "f", x: Samples(line), y: Samples(line.map { $0 * $0 }))),
          .line(
            LineMark(
              name: "g", x: Samples(line), y: Samples(line.map { 2 * $0 - 3 }),
              style: MarkStyle(color: "red", marker: .square), marksBest: .lowest)),
        ], legend: .best)
    ])

  static let gaps = panel(.line(LineMark(x: [0, 1, 2, 3, 4], y: [0, .nan, 1, .infinity, 2])))

  static let scatter = FigureRecord(panels: [
    PanelRecord(
      marks: [
        .scatter(ScatterMark(x: [0, 1, 2], y: [2, 1, 3], sizes: [4, 8, 12], values: [1, 2, 3]))
      ],
      colorBar: ColorBarRecord(label: "value"))
  ])

  static let bars = FigureRecord(panels: [
    PanelRecord(
      x: AxisRecord(ticks: [0, 1], tickLabels: ["one", "two"]),
      marks: [
        .bars(BarMark(name: "a", positions: [0, 1], lengths: [1, -2], showsValues: true)),
        .bars(BarMark(name: "b", positions: [0, 1], bases: [1, 0], lengths: [1, 2])),
      ], legend: .best)
  ])

  /// Four grey pixels.
  static let picture = Mark.image(ImageMark(rows: 2, columns: 2, pixels: "AECA/w=="))
  static let image = panel(picture)
  static let images = FigureRecord(
    grid: PanelGrid(rows: 1, columns: 3),
    panels: ["one", "two\nlines", "three"].map {
      PanelRecord(title: $0, marks: [picture], showsAxes: false)
    })
  static let heat = FigureRecord(panels: [
    PanelRecord(
      marks: [.image(ImageMark(rows: 2, columns: 2, values: [1, 2, .nan, 4], showsValues: true))],
      colorBar: ColorBarRecord())
  ])

  static let grid = Samples((0..<21).map { Double($0) / 10 - 1 })
  static let hills = Samples(grid.flatMap { y in grid.map { x in sin(3 * x) * cos(2 * y) } })

  static func contour(filled: Bool) -> FigureRecord {
    FigureRecord(panels: [
      PanelRecord(
        marks: [
          .contour(
            ContourMark(
              x: grid, y: grid, z: hills, levels: [-1, -0.5, 0, 0.5, 1], filled: filled,
              showsLevels: !filled, colorMap: .coolwarm))
        ], colorBar: filled ? ColorBarRecord(label: "height") : nil)
    ])
  }

  static func surface(wireframe: Bool) -> FigureRecord {
    FigureRecord(panels: [
      PanelRecord(
        x: AxisRecord(label: "x"), y: AxisRecord(label: "y"), z: AxisRecord(label: "z"),
        marks: [
          .surface(
            SurfaceMark(x: grid, y: grid, z: hills, wireframe: wireframe, colorMap: .viridis)),
          .line3D(Line3DMark(name: "path", x: [-1, 0, 1], y: [0, 0, 0], z: [0, 1, 0])),
        ], legend: .best)
    ])
  }

  static let diagram = panel(
    .diagram(
      DiagramMark(
        nodes: [
          .init(id: "x", label: "x", role: .input), .init(id: "w", label: "W", role: .parameter),
          .init(id: "m", label: "matmul", group: "layer"),
          .init(id: "y", label: "y", role: .output),
        ],
        edges: [
          .init(from: "x", to: "m", label: "2×3"), .init(from: "w", to: "m"),
          .init(from: "m", to: "y"), .init(from: "x", to: "y"),
        ])))

  static let panels = FigureRecord(
    title: "Shared",
    grid: PanelGrid(rows: 2, columns: 2, sharesX: true, sharesY: true),
    panels: (1...4).map { index in
      PanelRecord(
        title: "panel \(index)", x: AxisRecord(label: "t"), y: AxisRecord(label: "v"),
        marks: [.line(LineMark(x: Samples(line), y: Samples(line.map { $0 * Double(index) })))])
    })

  static let inset = FigureRecord(panels: [
    PanelRecord(marks: [.line(LineMark(x: [0, 1, 2], y: [3, 1, 0]))]),
    PanelRecord(
      marks: [.line(LineMark(x: [1, 2], y: [1, 0]))],
      inset: .init(parent: 0, x: 0.5, y: 0.5, width: 0.45, height: 0.45)),
  ])

  static let twin = FigureRecord(panels: [
    PanelRecord(
      x: AxisRecord(scale: .date), y: AxisRecord(label: "left", scale: .log),
      secondY: AxisRecord(label: "right", scale: .symlog),
      marks: [
        .line(LineMark(x: [0, 86_400, 172_800], y: [1, 10, 1000])),
        .line(LineMark(x: [0, 86_400, 172_800], y: [-100, 0, 100], onSecondAxis: true)),
      ])
  ])

  /// Two surfaces that cross, and a curve through both, without perspective.
  static let crossing = FigureRecord(panels: [
    PanelRecord(
      z: AxisRecord(label: "z"),
      marks: [
        .surface(SurfaceMark(name: "hills", x: grid, y: grid, z: hills)),
        .surface(
          SurfaceMark(
            name: "plane", x: [-1, 1], y: [-1, 1], z: [-0.5, 0.5, -0.5, 0.5],
            style: MarkStyle(color: "C1"))),
        .line3D(
          Line3DMark(x: [0, 0], y: [0, 0], z: [-1, 1], style: MarkStyle(dash: .dashed))),
      ], legend: .best,
      view: PanelRecord.View(elevation: 20, azimuth: 40, projection: .orthographic))
  ])

  static let around = Samples((0...60).map { Double($0) * 0.1 })

  /// Every mark that has a polar form.
  static let polar = FigureRecord(panels: [
    PanelRecord(
      x: AxisRecord(label: "direction"), y: AxisRecord(label: "speed"),
      marks: [
        .line(LineMark(name: "line", x: around, y: Samples(around.map { 1 + cos($0) }))),
        .line(LineMark(x: [0, 1, 2], y: [1, 2, 1], step: .before)),
        .scatter(ScatterMark(x: [1, 2, .nan], y: [1, 2, 3], values: [1, 2, 3])),
        .band(BandMark(x: around, lower: Samples(around.map { _ in 0.2 }), upper: around)),
        .stem(StemMark(x: [3, 4], y: [2, 1], base: 0.5)),
        .errorBars(ErrorBarMark(x: [5], y: [1], below: [0.5], above: [0.5])),
        .rule(RuleMark(position: 1.5)), .rule(RuleMark(position: 1, vertical: true)),
        .span(SpanMark(from: 1, to: 2)), .span(SpanMark(from: 1, to: 2, vertical: true)),
        .text(TextMark(text: "here", x: 4, y: 2)),
        .arrow(ArrowMark(text: "look", fromX: 1, fromY: 2, toX: 2, toY: 1)),
        .shape(ShapeMark(x: 1, y: 1, width: 1, height: 1)),
        .shape(ShapeMark(shape: .ellipse, x: 2, y: 1, width: 1, height: 1, filled: true)),
      ], legend: .best, polar: PanelRecord.Polar(angles: .multiplesOfPi))
  ])

  /// Bars and bins around a compass.
  static let rose = FigureRecord(panels: [
    PanelRecord(
      x: AxisRecord(ticks: [0, 2, 4], tickLabels: ["north", "east", "west"]),
      marks: [
        .bars(BarMark(name: "calm", positions: [0, 2, 4], lengths: [3, 1, 2], thickness: 1)),
        .histogram(HistogramMark(name: "storm", edges: [0, 1, 2, 6.2831853], counts: [1, 2, 3])),
        .histogram(HistogramMark(edges: [0, 1, 2], counts: [1, 2], outline: true)),
      ], legend: .best, polar: PanelRecord.Polar(zero: .top, clockwise: true))
  ])

  /// Every hatch on every mark that takes one.
  static let hatches = FigureRecord(panels: [
    PanelRecord(
      marks: MarkStyle.hatchCharacters.enumerated().map { index, character in
        let style = MarkStyle(hatch: String(repeating: character, count: 1 + index % 3))
        let place = Double(index)
        return switch index % 5 {
        case 0: Mark.bars(BarMark(name: "bars", positions: [place], lengths: [2], style: style))
        case 1:
          .band(
            BandMark(
              name: "band", x: [place, place + 1], lower: [0, 1], upper: [2, 2], style: style))
        case 2:
          .histogram(
            HistogramMark(
              name: "bins", edges: [place, place + 1], counts: [2], outline: index > 5 ? true : nil,
              style: style))
        case 3:
          .span(SpanMark(name: "span", from: place, to: place + 1, vertical: true, style: style))
        default:
          .shape(
            ShapeMark(
              shape: .ellipse, x: place, y: 0, width: 1, height: 1, filled: index > 5 ? true : nil,
              style: style))
        }
      }, legend: .best)
  ])
}
