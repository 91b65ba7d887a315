import Foundation
import Records
import Testing

@Suite("Figures as data")
struct RecordTests {
  @Test("every kind survives JSON unchanged", arguments: Samplers.kinds.indices)
  func roundTrip(_ index: Int) throws {
    let figure = Samplers.kinds[index].figure
    let data = try JSONEncoder().encode(figure)
    #expect(try JSONDecoder().decode(FigureRecord.self, from: data) == figure)
  }

  @Test("columns are short lines of rounded numbers")
  func samples() throws {
    let column = Samples([0, 1, -2.5, 0.1, Double(Float(0.1)), .nan, .infinity, 1.0 / 3, 1e-300])
    let encoder = JSONEncoder()
    let text = String(decoding: try encoder.encode(column), as: UTF8.self)
    #expect(text == #"["0 1 -2.5 0.1 0.1 nan inf 0.333333333","1e-300"]"#)
    for _ in 0..<3 {
      let again = try JSONDecoder().decode(Samples.self, from: try encoder.encode(column))
      #expect(again == column)
    }
    #expect(Samples(column.values) == column)
  }

  @Test("a figure equals itself, and each change is named")
  func comparison() {
    let comparison = FigureComparison(relative: 1e-3, absolute: 0)
    for (name, figure) in Samplers.kinds {
      #expect(comparison.differences(committed: figure, fresh: figure).isEmpty, "\(name)")
    }
    let old = Samplers.lines
    func places(_ change: (inout FigureRecord) -> Void) -> [String] {
      var new = old
      change(&new)
      return comparison.differences(committed: old, fresh: new).map(\.place)
    }
    #expect(places { $0.title = "Other" } == ["title"])
    #expect(places { $0.panels[0].x.label = "t" } == ["horizontal axis"])
    #expect(places { $0.panels[0].y.scale = .log } == ["vertical axis, scale"])
    #expect(places { $0.panels[0].marks.removeLast() } == ["marks"])
    #expect(places { $0.panels[0].legend = nil } == ["look"])
    #expect(places { $0.panels[0].legend = .below } == ["look"])
    #expect(places { $0.panels[0].titlePlace = .left } == ["look"])
    #expect(places { $0.panels[0].x.labelPlace = .end } == ["horizontal axis, look"])
    #expect(places { $0.panels[0].y.linearThreshold = 3 } == ["vertical axis, look"])
    func changed(by factor: Double) -> [String] {
      places { figure in
        guard case .line(var line) = figure.panels[0].marks[0] else { return }
        line.y = Samples(line.y.map { $0 * factor })
        figure.panels[0].marks[0] = .line(line)
      }
    }
    #expect(changed(by: 1.0005) == [])
    #expect(changed(by: 1.01) == ["line 'f', y"])
  }

  @Test("the made description names axes, series, counts and ranges")
  func description() {
    let text = Samplers.lines.accessibleDescription
    #expect(text.contains("Two lines."))
    #expect(text.contains("Line plot 'f': 31 points, x from 0 to 3, y from 0 to 9."))
    #expect(text.contains("Horizontal axis: x."))
    let gaps = Samplers.gaps.accessibleDescription
    #expect(gaps.contains("1 of them missing"))
    var own = Samplers.lines
    own.altText = "My words"
    #expect(own.accessibleDescription == "My words")
    #expect(Samplers.images.accessibleDescription == "3 pictures of 2 by 2: one, two lines, three.")
  }

  @Test("polar figures say so in words, tables and comparisons")
  func polar() {
    let text = Samplers.polar.accessibleDescription
    #expect(
      text.contains("Polar axes, angles in multiples of π, counter-clockwise from the right."))
    #expect(text.contains("Line plot 'line': 61 points, angle from 0 to 1.91π, radius from"))
    #expect(text.contains("Reference line at radius = 1.5. Reference line at angle = 0.3183π."))
    #expect(text.contains("Angle: direction. Radius: speed."))
    let rose = Samplers.rose.accessibleDescription
    #expect(rose.contains("angles in degrees, clockwise from the top"))
    #expect(rose.contains("Bar chart 'calm': 3 bars at angles from 0° to 229.2°, from 1 to 3."))
    #expect(
      Samplers.polar.dataTables().first?.columns.map(\.name) == [
        "direction (radians)", "line", "lower", "upper",
      ])
    var other = Samplers.polar
    other.panels[0].polar = nil
    let found = FigureComparison().differences(committed: Samplers.polar, fresh: other)
    #expect(found.map(\.place) == ["coordinates"])
    #expect(found.first?.fresh == "straight axes")
    other.panels[0].polar = PanelRecord.Polar(angles: .multiplesOfPi)
    other.panels[0].y.label = "force"
    #expect(
      FigureComparison().differences(committed: Samplers.polar, fresh: other).map(\.place)
        == ["radial axis"])
  }

  @Test("angles are written in degrees or as multiples of π")
  func angles() {
    let degrees = PanelRecord.Polar()
    #expect(
      [0, 0.785398163, 6.28318531, -1.57079633].map(degrees.text) == ["0°", "45°", "360°", "−90°"])
    let multiples = PanelRecord.Polar(angles: .multiplesOfPi)
    let written = [0, 0.785398163, 2.35619449, 3.14159265, -1.57079633, 6.28318531, 1]
      .map(multiples.text)
    #expect(written == ["0", "π/4", "3π/4", "π", "−π/2", "2π", "0.3183π"])
  }

  @Test("series over the same coordinates share a table")
  func tables() {
    let tables = Samplers.lines.dataTables()
    #expect(tables.count == 1)
    #expect(tables.first?.columns.map(\.name) == ["x", "f", "g"])
    #expect(tables.first?.rows.count == 31)
    #expect(tables.first?.rows[10] == ["1", "1", "-1"])
    let cut = Samplers.lines.dataTables(limit: 10)
    #expect(cut.first?.rows.count == 10)
    #expect(cut.first?.totalRows == 31)
    #expect(cut.first?.gapAfter == 5)
  }
}
