import Figures
import Records
import Testing

@Suite("Rendering")
struct RenderingTests {
  @Test("the same figure gives the same bytes", arguments: Samplers.kinds.indices)
  func determinism(_ index: Int) throws {
    let (name, figure) = Samplers.kinds[index]
    let first = try FigureRenderer.svg(figure, options: FigureOptions(idPrefix: "a"))
    // Another figure in between must leave no trace.
    _ = try FigureRenderer.svg(Samplers.kinds[0].figure, options: FigureOptions(idPrefix: "b"))
    let second = try FigureRenderer.svg(figure, options: FigureOptions(idPrefix: "a"))
    #expect(first == second, "\(name)")
    #expect(first.utf8.count < 300_000, "\(name): \(first.utf8.count) bytes")
    #expect(!first.contains("nan") && !first.contains("inf\""), "\(name)")
  }

  @Test("every kind is described and can be drawn as PNG", arguments: Samplers.kinds.indices)
  func accessible(_ index: Int) throws {
    let (name, figure) = Samplers.kinds[index]
    let svg = try FigureRenderer.svg(figure, options: FigureOptions(idPrefix: "fig"))
    #expect(svg.contains("<title id=\"fig-t\">"))
    #expect(svg.contains("<desc id=\"fig-d\">"))
    #expect(figure.accessibleDescription.count > 20, "\(name)")
    let png = try FigureRenderer.png(figure, scale: 1)
    #expect(png.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
  }

  @Test("ids and classes of two figures on one page do not meet")
  func prefixes() throws {
    let figure = Samplers.kinds[0].figure
    let first = try FigureRenderer.svg(figure, options: FigureOptions(idPrefix: "one"))
    let second = try FigureRenderer.svg(figure, options: FigureOptions(idPrefix: "two"))
    func ids(_ svg: String) -> Set<Substring> {
      Set(svg.split(separator: "id=\"").dropFirst().compactMap { $0.split(separator: "\"").first })
    }
    #expect(!ids(first).isEmpty)
    #expect(ids(first).isDisjoint(with: ids(second)))
    // Every rule of the style sheet is bound to its figure.
    for line in first.split(separator: "\n") where line.hasPrefix("#") {
      #expect(line.hasPrefix("#one"))
    }
  }

  @Test("texts of authors cannot leave their places")
  func escaping() throws {
    let figure = FigureRecord(
      title: "</title><script>alert(1)</script> & \"x\" <b>",
      panels: [PanelRecord(title: "a < b & c > d", marks: [])], altText: "<img onerror=x>")
    let svg = try FigureRenderer.svg(
      figure, options: FigureOptions(idPrefix: "x\" onload=\"alert(1)"))
    #expect(!svg.contains("<script"))
    #expect(!svg.contains("<img"))
    #expect(!svg.contains("onload=\"alert"))
  }

  @Test("records that cannot be drawn are refused")
  func broken() {
    func draw(_ mark: Mark) throws {
      _ = try FigureRenderer.svg(FigureRecord(panels: [PanelRecord(marks: [mark])]))
    }
    #expect(throws: FigureError.raggedColumns(mark: "line", lengths: [2, 1])) {
      try draw(.line(LineMark(x: [1, 2], y: [1])))
    }
    #expect(throws: FigureError.self) {
      try draw(.image(ImageMark(rows: 2, columns: 2, pixels: "AAAA")))
    }
    #expect(throws: FigureError.notPolar(mark: "boxes")) {
      let marks = [Mark.boxes(BoxMark(boxes: [], positions: []))]
      _ = try FigureRenderer.svg(
        FigureRecord(panels: [PanelRecord(marks: marks, polar: PanelRecord.Polar())]))
    }
    #expect(throws: FigureError.unknownNode("b")) {
      try draw(
        .diagram(
          DiagramMark(nodes: [.init(id: "a", label: "a")], edges: [.init(from: "a", to: "b")])))
    }
  }

  @Test("infinities, gaps, constants and single points are drawn")
  func oddData() throws {
    let inf = Double.infinity
    let columns: [Samples] = [
      [.nan, .nan, .nan], [inf, -inf, .nan], [5, 5, 5], [0, 0, 0], [1e300, -1e300, 0],
      [1e-300, 2e-300, 3e-300],
    ]
    for y in columns {
      for scale in AxisRecord.Scale.allCases {
        let figure = FigureRecord(panels: [
          PanelRecord(y: AxisRecord(scale: scale), marks: [.line(LineMark(x: [1, 2, 3], y: y))])
        ])
        let svg = try FigureRenderer.svg(figure)
        #expect(svg.hasSuffix("</svg>\n"))
      }
    }
  }

  @Test("a line of a million points stays small and keeps its extremes")
  func longLine() throws {
    let count = 1_000_000
    var state: UInt64 = 7
    var level = 0.0
    let y = (0..<count).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      level += Double(state >> 40) / Double(1 << 24) - 0.5
      return level
    }
    let figure = FigureRecord(panels: [
      PanelRecord(marks: [.line(LineMark(x: Samples((0..<count).map(Double.init)), y: Samples(y)))])
    ])
    let svg = try FigureRenderer.svg(figure)
    #expect(svg.utf8.count < 300_000)
  }

  @Test("formulas and scripts of many languages are shaped")
  func markup() throws {
    let texts = [
      "x^2", "e^{-x}", "w_1", "\\alpha\\beta", "损失函数", "train_loss", "$x_i + y^2$", "50 $", "a\\^b",
    ]
    for text in texts {
      let figure = FigureRecord(panels: [PanelRecord(title: text, marks: [])])
      let (boxes, _) = try FigureRenderer.textBoxes(figure)
      #expect(boxes.contains { $0.text == text && $0.rect.width > 4 }, "\(text)")
    }
  }
}
