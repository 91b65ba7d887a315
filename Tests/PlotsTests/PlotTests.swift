import Plots
import Records
import Tensors
import Testing

@Suite("plot")
struct PlotTests {
  let x = [0.0, 1, 2, 3]

  func lines(_ figure: Figure) -> [Records.LineMark] {
    figure.record.panels.flatMap(\.marks).compactMap { mark in
      if case .line(let line) = mark { line } else { nil }
    }
  }

  @Test("the common case in one line")
  func common() {
    let y = x.map { $0 * $0 }
    let dy = x.map { 2 * $0 }
    let figure = plot(
      x, [y, dy], xLabel: "x", yLabel: "f(x)", legend: ["f(x)", "f'(x)"], xLim: 0...3,
      yScale: .symlog, formats: ["-", "m--"], figureSize: (4, 3))
    let found = lines(figure)
    #expect(found.map(\.name) == ["f(x)", "f'(x)"])
    #expect(found.map(\.y.values) == [y, dy])
    #expect(found[1].style.color == "m" && found[1].style.dash == .dashed)
    #expect(figure.record.panels[0].x.label == "x")
    #expect(figure.record.panels[0].x.upper == 3)
    #expect(figure.record.panels[0].y.scale == .symlog)
    #expect(figure.record.panels[0].legend == .best)
    #expect(figure.record.size == FigureRecord.Size(width: 384, height: 288))
    #expect(figure.displayed() == .figure(figure.record))
  }

  @Test("tensors, integers, ranges and gaps are data")
  func data() {
    let t = Tensor([0.1, 0.2, 0.3])
    #expect(lines(plot(0..<3, t))[0].y == [0.1, 0.2, 0.3])
    #expect(lines(plot([3, 1, 2]))[0].x == [0, 1, 2])
    let gap: [Double?] = [1, nil, 3]
    #expect(lines(plot(gap))[0].y[1].isNaN)
    #expect(lines(plot(stride(from: 0, to: 1, by: 0.5), [Float(0.1), 2])).count == 1)
    let columns = Tensor([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    #expect(lines(plot(0..<3, columns)).map(\.y) == [[1, 2, 3], [10, 20, 30]])
    let mixed: [any PlotData] = [t, [1, 2, 3]]
    #expect(lines(plot(0..<3, mixed)).count == 2)
  }

  @Test("formats are Matplotlib's")
  func formats() throws {
    #expect(try Records.MarkStyle.format("m--") == .init(color: "m", dash: .dashed))
    #expect(
      try Records.MarkStyle.format("ro")
        == .init(color: "r", dash: Records.MarkStyle.Dash.none, marker: .circle))
    #expect(try Records.MarkStyle.format("g-.") == .init(color: "g", dash: .dashDot))
    #expect(
      try Records.MarkStyle.format("C2:s") == .init(color: "C2", dash: .dotted, marker: .square))
    for wrong in ["q", "rr", "----", "ro-x", "C"] {
      #expect(throws: PlotError.unknownFormat(wrong)) { try Records.MarkStyle.format(wrong) }
    }
  }

  @Test("mistakes are named")
  func mistakes() {
    #expect(throws: PlotError.lengths("x and y", [2, 3])) {
      try PlotCheck.sameLengths("x and y", [[1, 2], [1, 2, 3]])
    }
    #expect(throws: PlotError.empty("y")) { try PlotCheck.notEmpty("y", []) }
    #expect(throws: PlotError.notPositive(axis: "y")) {
      try PlotCheck.positive("y", [-1, 0, .nan])
    }
    #expect(throws: Never.self) { try PlotCheck.positive("y", [-1, 2]) }
    for error in [PlotError.empty("y"), .names(expected: 2, found: 1), .unknownColor("rde")] {
      #expect(!error.description.isEmpty && !error.rule.isEmpty)
    }
  }

  @Test("long lines keep every extreme and say how long they were")
  func thinning() {
    let count = 100_000
    var y = (0..<count).map { Double($0 % 7) }
    y[54_321] = 99
    y[77_777] = -99
    y[12_345] = .nan
    let line = lines(plot(y))[0]
    #expect(line.pointCount == count)
    #expect(line.y.count <= 5 * 1001 && line.y.count == line.x.count)
    #expect(line.y.finiteRange == -99...99)
    #expect(line.y.contains { $0.isNaN })
    #expect(line.x.first == 0 && line.x.last == Double(count - 1))
    #expect(line.x.values == line.x.values.sorted())
    // What lies inside narrow limits keeps its detail.
    let near = plot(0..<count, y, xLim: 100...200)
    #expect(lines(near)[0].x.count == 103)
  }

  @Test("scatter plots drop points on top of others")
  func scatterThinning() {
    let many = (0..<20_000).map { Double($0 % 50) }
    guard case .scatter(let mark) = scatter(many, many).record.panels[0].marks[0] else { return }
    #expect(mark.x.count == 50)
    #expect(mark.pointCount == 20_000)
  }
}
