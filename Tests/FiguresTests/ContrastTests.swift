import Figures
import Records
import Testing

@Suite("Contrast")
struct ContrastTests {
  /// The papers of the book's own theme besides the renderer's.
  static let papers: [(FigureTheme, [RGB])] = [
    (.light, [FigureTheme.light.paper, RGB(0xFDFCF8)]),
    (.dark, [FigureTheme.dark.paper, RGB(0x17191D)]),
  ]

  @Test("series stand out 3 to 1, text 4.5 to 1, on light and dark pages")
  func standard() {
    for (theme, papers) in Self.papers {
      for paper in papers {
        for color in Palette.colors(on: theme) {
          #expect(color.contrast(with: paper) >= 3, "\(theme) \(color.hex)")
        }
        for color in Palette.inks(on: theme).text {
          #expect(color.contrast(with: paper) >= 4.5, "\(theme) \(color.hex)")
        }
        for color in Palette.inks(on: theme).lines {
          #expect(color.contrast(with: paper) >= 3, "\(theme) \(color.hex)")
        }
      }
    }
  }

  @Test("colours of authors are moved until they stand out, and no further")
  func authors() {
    for value in ColorNames.values.values {
      for (theme, _) in Self.papers {
        let color = RGB(value)
        let moved = color.standingOut(from: theme.paper, ratio: 3)
        #expect(moved.contrast(with: theme.paper) >= 3)
        if color.contrast(with: theme.paper) >= 3 { #expect(moved == color) }
      }
    }
    #expect(RGB(0xFFFFFF).contrast(with: RGB(0x000000)) == 21)
  }

  @Test("strokes of a hatch stand out 3 to 1 from their area, on both pages")
  func hatches() {
    let series = zip(Palette.colors(on: .light), Palette.colors(on: .dark)).map {
      (light: $0, dark: $1)
    }
    let named = ColorNames.values.values.map { (light: RGB($0), dark: RGB($0)) }
    for color in series + named {
      for opacity in [0, 0.18, 0.25, 0.3, 0.5, 0.59, 0.6, 0.75, 0.9, 1] {
        let strokes = Hatch.colors(over: color, opacity: opacity)
        for (theme, area, stroke) in [
          (FigureTheme.light, color.light, strokes.light), (.dark, color.dark, strokes.dark),
        ] {
          let seen = theme.paper.mixed(with: area, opacity)
          #expect(stroke.contrast(with: seen) >= 3, "\(theme) \(area.hex) at \(opacity)")
        }
      }
    }
  }

  @Test("the colours in the SVG are those that were checked")
  func used() throws {
    let marks = (0..<8).map { index in
      Mark.line(LineMark(name: "s\(index)", x: [0, 1], y: [0, Double(index)]))
    }
    let svg = try FigureRenderer.svg(
      FigureRecord(panels: [PanelRecord(marks: marks, legend: .best)]))
    for theme in FigureTheme.allCases {
      for color in Palette.colors(on: theme) { #expect(svg.contains(color.hex), "\(color.hex)") }
    }
  }

  @Test("texts of annotations stand out 4.5 to 1 and their lines 3 to 1, however opaque they are")
  func annotations() throws {
    let colors = [nil, "C1", "C4", "C6", "yellow", "lightgray", "navy", "#777777", "w", "k"]
    for color in colors {
      for opacity in [nil, 0, 0.1, 0.3, 0.6, 0.9, 1] as [Double?] {
        let style = MarkStyle(color: color, opacity: opacity)
        let marks: [Mark] = [
          .text(TextMark(text: "text", x: 0, y: 3, style: style)),
          .text(TextMark(text: "boxed", x: 1, y: 3, boxed: true, style: style)),
          .arrow(ArrowMark(text: "arrow", fromX: 0, fromY: 0, toX: 1, toY: 1, style: style)),
          .shape(ShapeMark(name: "shape", x: 2, y: 0, width: 1, height: 1, style: style)),
          .shape(
            ShapeMark(
              shape: .ellipse, name: "filled", x: 3, y: 2, width: 1, height: 1, filled: true,
              style: style)),
          .rule(RuleMark(name: "rule", position: 2, style: style)),
        ]
        let figure = FigureRecord(panels: [PanelRecord(marks: marks, legend: .above)])
        for theme in FigureTheme.allCases { try check(figure, theme, "\(style)") }
      }
    }
  }

  @Test("what is drawn in figures of every kind stands out", arguments: Samplers.kinds.indices)
  func kinds(_ index: Int) throws {
    let (name, figure) = Samplers.kinds[index]
    // Faces of surfaces are shaded areas.
    guard !["surface", "wireframe", "crossing"].contains(name) else { return }
    for theme in FigureTheme.allCases { try check(figure, theme, name) }
  }

  @Test("many points, bars and histograms stand out though they let a little through")
  func transparent() throws {
    let x = Samples((0..<1000).map(Double.init))
    for color in 0..<8 {
      let style = MarkStyle(color: "C\(color)")
      let figure = FigureRecord(panels: [
        PanelRecord(
          marks: [.scatter(ScatterMark(name: "s", x: x, y: x, style: style))], legend: .best)
      ])
      for theme in FigureTheme.allCases { try check(figure, theme, "C\(color)") }
    }
  }

  private func check(_ figure: FigureRecord, _ theme: FigureTheme, _ comment: String) throws {
    for seen in try FigureRenderer.contrasts(figure, on: theme) where !seen.isGrid {
      let needed = if case .text = seen.kind { 4.5 } else { 3.0 }
      #expect(seen.ratio >= needed - 0.005, "\(comment): \(seen.kind) on \(theme)")
    }
  }
}
