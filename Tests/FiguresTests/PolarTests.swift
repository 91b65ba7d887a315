import Figures
import Foundation
import Records
import Testing

@Suite("Polar axes")
struct PolarTests {
  /// The middles of the labels of a figure of one panel, by text.
  func labels(_ panel: PanelRecord) throws -> [String: Point] {
    let (boxes, _) = try FigureRenderer.textBoxes(FigureRecord(panels: [panel]))
    return Dictionary(
      boxes.map { ($0.text, Point(x: $0.rect.midX, y: $0.rect.midY)) },
      uniquingKeysWith: { a, _ in a })
  }

  let line = Mark.line(LineMark(x: [0, 1, 2], y: [0, 1, 2]))

  @Test("angles stand around the circle, from the side and in the sense asked for")
  func directions() throws {
    for zero in PanelRecord.Polar.Direction.allCases {
      for clockwise in [false, true] {
        let found = try labels(
          PanelRecord(
            marks: [line], polar: PanelRecord.Polar(zero: zero, clockwise: clockwise)))
        let places = try (0..<8).map { try #require(found["\($0 * 45)°"]) }
        let center = Point(
          x: places.map(\.x).reduce(0, +) / 8, y: places.map(\.y).reduce(0, +) / 8)
        let start: Double =
          switch zero {
          case .right: 0
          case .top: 90
          case .left: 180
          case .bottom: 270
          }
        for (index, place) in places.enumerated() {
          let seen = atan2(center.y - place.y, place.x - center.x) * 180 / .pi
          let expected = start + (clockwise ? -45.0 : 45) * Double(index)
          let off = (seen - expected).truncatingRemainder(dividingBy: 360)
          #expect(min(abs(off), 360 - abs(off)) < 6, "\(zero) \(clockwise) \(index)")
        }
      }
    }
  }

  @Test("radii begin in the middle and grow outwards along one ray")
  func radii() throws {
    let found = try labels(PanelRecord(marks: [line], polar: PanelRecord.Polar()))
    let (right, left) = (try #require(found["0°"]), try #require(found["180°"]))
    let center = Point(x: (right.x + left.x) / 2, y: right.y)
    let (one, two) = (try #require(found["1.0"]), try #require(found["2.0"]))
    #expect(found["0.0"] == nil)
    #expect(abs((two - center).length / (one - center).length - 2) < 0.1)
  }

  @Test("names and multiples of π stand in the place of degrees")
  func names() throws {
    let names = ["north", "east", "south", "west"]
    var panel = PanelRecord(
      x: AxisRecord(ticks: (0..<4).map { Double($0) * .pi / 2 }, tickLabels: names),
      marks: [line], polar: PanelRecord.Polar(zero: .top, clockwise: true))
    let found = try labels(panel)
    #expect(try #require(found["east"]).x > #require(found["west"]).x)
    #expect(try #require(found["north"]).y < #require(found["south"]).y)
    panel.x = AxisRecord()
    panel.polar = PanelRecord.Polar(angles: .multiplesOfPi)
    #expect(try labels(panel).keys.contains("3π/4"))
  }

  @Test("a bar all the way around is a ring, and every other a part of one")
  func bars() throws {
    func curves(_ thickness: Double, base: Samples?) throws -> Int {
      let bar = Mark.bars(
        BarMark(positions: [0], bases: base, lengths: [1], thickness: thickness))
      let svg = try FigureRenderer.svg(
        FigureRecord(panels: [
          PanelRecord(marks: [bar], showsAxes: false, polar: PanelRecord.Polar())
        ]))
      let path = try #require(svg.split(separator: "<path").last)
      return path.count { $0 == "C" }
    }
    // Eighths of circles: two circles, two arcs of a quarter, one arc around the middle.
    #expect(try curves(2 * .pi, base: [1]) == 16)
    #expect(try curves(.pi / 2, base: [1]) == 4)
    #expect(try curves(.pi / 2, base: nil) == 2)
  }
}
