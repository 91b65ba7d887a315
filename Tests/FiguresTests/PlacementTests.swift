import Figures
import Foundation
import Records
import Testing

@Suite("Placement")
struct PlacementTests {
  static let x = Samples((0..<20).map(Double.init))
  static let y = Samples((0..<20).map { Double(($0 * 7) % 11) })

  static func panel(
    _ change: (inout PanelRecord) -> Void = { _ in }
  ) -> PanelRecord {
    var panel = PanelRecord(
      title: "title", x: AxisRecord(label: "across"), y: AxisRecord(label: "up"),
      marks: [
        .line(LineMark(name: "first", x: x, y: y)), .line(LineMark(name: "second", x: x, y: x)),
      ], legend: .best)
    change(&panel)
    return panel
  }

  func boxes(_ panels: [PanelRecord], columns: Int = 1, sharesY: Bool? = nil) throws -> [TextBox] {
    try FigureRenderer.textBoxes(
      FigureRecord(
        grid: PanelGrid(rows: 1, columns: columns, sharesY: sharesY), panels: panels),
      options: FigureOptions(width: 600, height: 300)
    ).boxes
  }

  func rect(_ text: String, in boxes: [TextBox]) throws -> Rect {
    try #require(boxes.first { $0.text == text }?.rect, "\(text)")
  }

  @Test("titles stand at the left, over the middle, at the right")
  func titles() throws {
    var places: [Double] = []
    for place in TitlePlace.allCases {
      let boxes = try boxes([Self.panel { $0.titlePlace = place }])
      places.append(try rect("title", in: boxes).midX)
      let figure = FigureRecord(title: "whole", titlePlace: place, panels: [Self.panel()])
      let whole = try rect("whole", in: try FigureRenderer.textBoxes(figure).boxes)
      if place == .left { #expect(whole.x < 10) }
      if place == .right { #expect(whole.maxX > 420) }
    }
    #expect(places[0] < places[1] && places[1] < places[2])
    // A title at the left begins where the axis does.
    let left = try boxes([Self.panel { $0.titlePlace = .left }])
    let tick = try rect("0.0", in: left)
    #expect(try rect("title", in: left).x < tick.maxX + 10)
  }

  @Test("labels of axes stand at the start, the middle and the end")
  func labels() throws {
    var across: [Double] = []
    var up: [Double] = []
    for place in AxisRecord.LabelPlace.allCases {
      let boxes = try boxes([
        Self.panel {
          $0.x.labelPlace = place
          $0.y.labelPlace = place
        }
      ])
      across.append(try rect("across", in: boxes).midX)
      up.append(try rect("up", in: boxes).midY)
    }
    #expect(across[0] < across[1] && across[1] < across[2])
    #expect(up[0] > up[1] && up[1] > up[2])
  }

  @Test("a legend stands where it is put")
  func legends() throws {
    func place(_ legend: LegendPosition) throws -> (legend: Rect, label: Rect, page: Rect) {
      let figure = FigureRecord(panels: [Self.panel { $0.legend = legend }])
      let (boxes, page) = try FigureRenderer.textBoxes(
        figure, options: FigureOptions(width: 600, height: 300))
      return (
        try rect("first", in: boxes), try rect("across", in: boxes), page
      )
    }
    let below = try place(.below)
    #expect(below.legend.y > below.label.maxY)
    let right = try place(.outsideRight)
    #expect(right.legend.x > 500 && right.legend.maxX <= right.page.maxX)
    #expect(right.legend.midY < 100)
    let above = try place(.above)
    #expect(above.legend.maxY < 50)
    // Shares of the room: the same corner as by name, and in between.
    #expect(try place(.at(x: 0, y: 1)).legend == place(.upperLeft).legend)
    #expect(try place(.at(x: 1, y: 0)).legend == place(.lowerRight).legend)
    #expect(try place(.at(x: 0.5, y: 0.5)).legend == place(.center).legend)
    #expect(try place(.at(x: 7, y: -3)).legend == place(.lowerRight).legend)
    let quarter = try place(.at(x: 0.25, y: 0.5)).legend
    #expect(try quarter.x > place(.left).legend.x && quarter.x < place(.center).legend.x)
  }

  @Test("a colour bar stands at the right or lies below", arguments: [true, false])
  func colorBars(_ isShared: Bool) throws {
    func labels(_ position: ColorBarRecord.Position?) throws -> (bar: Rect, axis: Rect) {
      let bar = ColorBarRecord(label: "depth", position: position)
      let panel = PanelRecord(
        x: AxisRecord(label: "across"),
        marks: [.scatter(ScatterMark(x: Self.x, y: Self.y, values: Self.x))],
        colorBar: isShared ? nil : bar)
      let boxes = try FigureRenderer.textBoxes(
        FigureRecord(panels: [panel], colorBar: isShared ? bar : nil)
      ).boxes
      return (try rect("depth", in: boxes), try rect("across", in: boxes))
    }
    for position in [nil, ColorBarRecord.Position.right] {
      let right = try labels(position)
      #expect(right.bar.x > right.axis.maxX && right.bar.height > right.bar.width)
    }
    let below = try labels(.bottom)
    #expect(below.bar.y > below.axis.maxY && below.bar.width > below.bar.height)
  }

  @Test("titles of a row are level", arguments: [true, false])
  func level(_ sharesY: Bool) throws {
    let large = Samples(Self.y.map { $0 * 1e7 })
    var second = Self.panel { $0.title = "another" }
    second.y = AxisRecord()
    let third = PanelRecord(
      title: "third", secondY: AxisRecord(label: "right"),
      marks: [
        .line(LineMark(x: Self.x, y: Self.y)),
        .line(LineMark(x: Self.x, y: large, onSecondAxis: true)),
      ])
    var first = Self.panel()
    first.y = AxisRecord()
    first.marks = [.line(LineMark(x: Self.x, y: sharesY ? Self.y : large))]
    let boxes = try boxes([first, second, third], columns: 3, sharesY: sharesY ? true : nil)
    // Titles without descenders have their ink on one line.
    let lines = try ["title", "another", "third"].map { try rect($0, in: boxes).maxY }
    #expect(abs(lines[0] - lines[1]) < 0.01 && abs(lines[0] - lines[2]) < 0.01)
  }

  @Test("places survive JSON")
  func coding() throws {
    for legend in LegendPosition.allCases + [.at(x: 0.25, y: 1), .at(x: -2, y: 1e-9)] {
      let panel = Self.panel {
        $0.legend = legend
        $0.titlePlace = .left
        $0.x.labelPlace = .end
        $0.colorBar = ColorBarRecord(label: "c", position: .bottom)
      }
      let figure = FigureRecord(title: "t", titlePlace: .right, panels: [panel])
      let data = try JSONEncoder().encode(figure)
      #expect(try JSONDecoder().decode(FigureRecord.self, from: data) == figure)
    }
    let names = try JSONEncoder().encode([LegendPosition.upperLeft, .at(x: 0.5, y: 1)])
    #expect(String(decoding: names, as: UTF8.self) == #"["upperLeft","at 0.5 1"]"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([LegendPosition].self, from: Data(#"["nowhere"]"#.utf8))
    }
  }

  @Test("no text lies on another in 500 random figures with formulas, wherever things are placed")
  func collisions() throws {
    var random = Generator(state: 7)
    for round in 0..<500 {
      let figure = random.placed()
      let width = [340.0, 432, 560, 700][random.below(4)]
      let height = width * [0.6, 0.75, 1][random.below(3)] * (figure.panels.count > 2 ? 1.3 : 1)
      let (boxes, page) = try FigureRenderer.textBoxes(
        figure, options: FigureOptions(width: width, height: height))
      for (index, box) in boxes.enumerated() {
        let isInside =
          box.rect.x >= -0.5 && box.rect.y >= -0.5 && box.rect.maxX <= page.maxX + 0.5
          && box.rect.maxY <= page.maxY + 0.5
        if !isInside { Issue.record("round \(round): '\(box.text)' is cut off at \(box.rect)") }
        for other in boxes[(index + 1)...] where box.overlaps(other) {
          Issue.record(
            "round \(round): '\(box.text)' \(box.rect) lies on '\(other.text)' \(other.rect)")
        }
      }
    }
  }
}

extension Generator {
  static let formulas = [
    #"$\frac{\partial L}{\partial w}$"#, #"$\sum_{i=1}^{n} x_i$"#, #"$\sqrt{x^2 + y^2}$"#,
    #"$\hat{y} = \mathbf{w}^\top \mathbf{x}$"#, #"$$\int_0^1 f(x)\,dx$$"#, #"\frac{1}{2}"#,
    #"$\begin{bmatrix} a & b \\ c & d \end{bmatrix}$"#, #"$\left(\frac{a}{b}\right)^2$"#,
    #"$e^{-\frac{x^2}{2}}$"#, "$x_i$",
  ]

  mutating func text(_ plain: String?) -> String? {
    guard let plain else { return nil }
    switch below(5) {
    case 0: return Self.formulas[below(Self.formulas.count)]
    case 1: return plain + " " + Self.formulas[below(Self.formulas.count)]
    default: return plain
    }
  }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// A figure whose texts have formulas and whose parts stand anywhere.
  mutating func placed() -> FigureRecord {
    var figure = figure()
    figure.title = text(figure.title)
    figure.titlePlace = pick([nil] + TitlePlace.allCases)
    for index in figure.panels.indices { place(&figure.panels[index]) }
    if below(5) == 0,
      figure.panels.contains(where: { $0.marks.contains { $0.kindName == "contour" } })
    {
      figure.colorBar = ColorBarRecord(
        label: text("shared"), position: pick([nil] + ColorBarRecord.Position.allCases))
    }
    return figure
  }

  private mutating func place(_ panel: inout PanelRecord) {
    panel.title = text(panel.title)
    panel.titlePlace = pick([nil] + TitlePlace.allCases)
    panel.x.label = text(panel.x.label)
    panel.y.label = text(panel.y.label)
    panel.x.labelPlace = pick([nil] + AxisRecord.LabelPlace.allCases)
    panel.y.labelPlace = pick([nil] + AxisRecord.LabelPlace.allCases)
    panel.secondY?.labelPlace = pick([nil] + AxisRecord.LabelPlace.allCases)
    if let labels = panel.x.tickLabels {
      panel.x.tickLabels = labels.map { text($0) ?? "" }
    }
    if panel.legend != nil {
      panel.legend = pick(LegendPosition.allCases + [.at(x: unit(), y: unit())])
    }
    for index in panel.marks.indices {
      if case .line(var line) = panel.marks[index] {
        line.name = text(line.name)
        panel.marks[index] = .line(line)
      }
    }
    // Circles and boxes have no contours, and a bar beside them is tested where they are.
    guard below(4) == 0, panel.polar == nil, panel.view == nil else { return }
    switch below(2) {
    case 0: panel.marks.append(.contour(hills()))
    default:
      for index in panel.marks.indices {
        if case .scatter(var points) = panel.marks[index] {
          points.values = points.y
          panel.marks[index] = .scatter(points)
        }
      }
    }
    panel.colorBar =
      below(4) == 0
      ? nil
      : ColorBarRecord(
        label: below(2) == 0 ? text(words(2)) : nil,
        position: pick([nil] + ColorBarRecord.Position.allCases))
  }

  /// Labelled contours over a random landscape.
  private mutating func hills() -> ContourMark {
    let count = 12 + below(30)
    let places = (0..<count).map { Double($0) / Double(count - 1) * 20 }
    let waves = (0..<4).map { _ in (unit() * 0.8, unit() * 0.8, unit() * 6, unit()) }
    let z = places.flatMap { y in
      places.map { x in
        waves.reduce(0) { $0 + $1.3 * sin($1.0 * x + $1.1 * y + $1.2) }
      }
    }
    let levels = (0..<(3 + below(12))).map { -1.5 + 0.25 * Double($0) }
    return ContourMark(
      x: Samples(places), y: Samples(places), z: Samples(z), levels: Samples(levels),
      showsLevels: true, colorMap: below(2) == 0 ? .viridis : nil)
  }
}
