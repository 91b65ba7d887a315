import Figures
import Foundation
import Records
import Testing

@Suite("Labels of contours")
struct ContourLabelTests {
  static let grid = (0..<61).map { Double($0) / 10 - 3 }

  static func figure(
    _ levels: [Double], extra: [Mark] = [], legend: LegendPosition? = nil, dense: Int = 61,
    _ height: (Double, Double) -> Double
  ) -> FigureRecord {
    let places = (0..<dense).map { Double($0) / Double(dense - 1) * 6 - 3 }
    let z = places.flatMap { y in places.map { x in height(x, y) } }
    return FigureRecord(panels: [
      PanelRecord(
        x: AxisRecord(ticks: []), y: AxisRecord(ticks: []),
        marks: [
          .contour(
            ContourMark(
              x: Samples(places), y: Samples(places), z: Samples(z), levels: Samples(levels),
              showsLevels: true))
        ] + extra, legend: legend)
    ])
  }

  func labels(
    _ figure: FigureRecord, _ text: String, width: Double = 432
  ) throws -> [Rect] {
    try FigureRenderer.textBoxes(figure, options: FigureOptions(width: width, height: width * 0.75))
      .boxes.filter { $0.text == text }.map(\.rect)
  }

  @Test("a long line has more labels than a short one, and a tiny one none")
  func count() throws {
    // Rings of radius 0.05, 0.8 and 2.8.
    let radii = [0.05, 0.8, 2.8]
    let figure = Self.figure(radii, dense: 301) { ($0 * $0 + $1 * $1).squareRoot() }
    let counts = try radii.map {
      try labels(figure, $0 == 0.05 ? "0.05" : "\($0)0", width: 600).count
    }
    #expect(counts[0] == 0 && counts[1] == 1 && counts[2] >= 2, "\(counts)")
    // On a smaller picture the line is shorter.
    #expect(try labels(figure, "2.80", width: 250).count < counts[2])
  }

  @Test("labels lie where their lines are flat")
  func flat() throws {
    // A line that is level but for one steep wave in its middle.
    let figure = Self.figure([100]) { x, y in 100 + y - 1.5 * exp(-8 * x * x) }
    let found = try labels(figure, "100")
    #expect(!found.isEmpty)
    for label in found {
      #expect(label.width > label.height && (label.midX - 232).magnitude > 40, "\(label)")
    }
  }

  @Test("lines are interrupted under their labels")
  func interrupted() throws {
    let levels: [Double] = [0, 1]
    var plain = Self.figure(levels) { x, y in y - 0.2 * x }
    let svg = try FigureRenderer.svg(plain)
    guard case .contour(var mark) = plain.panels[0].marks[0] else { return }
    mark.showsLevels = nil
    plain.panels[0].marks[0] = .contour(mark)
    func moves(_ svg: String) -> Int {
      // The lines are the only strokes of this width.
      svg.split(separator: "\n").filter { $0.contains("stroke-width=\"1.4\"") }
        .map { line in
          line.components(separatedBy: " d=\"").last?.filter { $0 == "M" }.count ?? 0
        }.reduce(0, +)
    }
    // Both lines have one.
    let labels = try FigureRenderer.textBoxes(Self.figure(levels) { x, y in y - 0.2 * x }).boxes
      .filter { $0.text == "0.0" || $0.text == "0" || $0.text == "1" }
    #expect(try moves(FigureRenderer.svg(plain)) == 2)
    #expect(moves(svg) > 2 && labels.count >= 2)
  }

  @Test("labels keep clear of the legend, of texts and of insets")
  func reserved() throws {
    let texts = [
      Mark.text(TextMark(text: "a long text over the hills", x: 0, y: 0)),
      .arrow(ArrowMark(text: "summit of them all", fromX: -1.5, fromY: 1.5, toX: 0, toY: 1)),
      .line(LineMark(name: "the way down", x: [-2, 0, 2], y: [-2, -1, -2], marksBest: .highest)),
    ]
    for legend in LegendPosition.allCases {
      for inset in [false, true] {
        var figure = Self.figure(
          (-8...8).map { Double($0) / 4 }, extra: texts, legend: legend
        ) { x, y in sin(2 * x) + cos(2 * y) }
        if inset {
          figure.panels.append(
            PanelRecord(
              marks: [.line(LineMark(x: [0, 1], y: [0, 1]))],
              inset: .init(parent: 0, x: 0.05, y: 0.05, width: 0.4, height: 0.3)))
        }
        let boxes = try FigureRenderer.textBoxes(figure).boxes
        let isLabel = { (box: TextBox) in
          box.text.contains(".") && box.text.count >= 4 && box.text.count < 7
        }
        for label in boxes.filter(isLabel) {
          for other in boxes where other.text != label.text {
            #expect(!label.overlaps(other), "\(legend) \(label.text) on \(other.text)")
          }
        }
      }
    }
  }

  @Test("no landscape makes labels overlap or leave the axes")
  func landscapes() throws {
    var random = Generator(state: 99)
    for _ in 0..<60 {
      let waves = (0..<4).map { _ in
        (random.unit() * 4, random.unit() * 4, random.unit() * 6)
      }
      let figure = Self.figure(stride(from: -3.0, through: 3, by: 0.2 + random.unit()).map { $0 }) {
        x, y in waves.reduce(0) { $0 + sin($1.0 * x + $1.1 * y + $1.2) }
      }
      var narrow = figure
      // The axes show less than the grid covers.
      narrow.panels[0].x = AxisRecord(lower: -1, upper: 2, ticks: [])
      narrow.panels[0].y = AxisRecord(lower: -2, upper: 0.5, ticks: [])
      let (boxes, page) = try FigureRenderer.textBoxes(narrow)
      for (index, box) in boxes.enumerated() {
        #expect(box.rect.x > 0 && box.rect.maxX < page.maxX && box.rect.y > 0)
        for other in boxes[(index + 1)...] { #expect(!box.overlaps(other)) }
      }
    }
  }
}
