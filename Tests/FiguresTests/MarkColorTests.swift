import Figures
import Foundation
import Records
import Testing

@Suite("Colours of maps")
struct MarkColorTests {
  @Test(
    "lines and points in a map's colours stand out 3 to 1 on both pages",
    arguments: ColorMap.allCases)
  func contrast(_ map: ColorMap) {
    for (theme, papers) in ContrastTests.papers {
      for color in MarkColors.colors(map, on: theme) {
        for paper in papers {
          #expect(color.contrast(with: paper) >= 3, "\(map) \(theme) \(color.hex)")
        }
      }
    }
  }

  @Test("lighter still means what it meant", arguments: ColorMap.allCases)
  func order(_ map: ColorMap) {
    let lights = FigureTheme.allCases.map { theme in
      MarkColors.colors(map, on: theme).map(\.luminance)
    }
    for (first, second) in zip(lights[0].indices, lights[0].indices.dropFirst()) {
      for theme in lights {
        // Where one page's colours grow lighter, so do the other's.
        let steps = lights.map { $0[second] - $0[first] }
        if steps.allSatisfy({ $0.magnitude > 0.004 }) {
          #expect(steps[0] * steps[1] > 0, "\(map) at \(first)")
        }
        _ = theme
      }
    }
    // Both ends differ as clearly as two series do.
    for theme in FigureTheme.allCases {
      let colors = MarkColors.colors(map, on: theme)
      #expect(Set(colors.map(\.hex)).count > 40, "\(map) \(theme)")
    }
  }

  static let marks: [(String, Mark)] = [
    ("scatter", .scatter(ScatterMark(x: [0, 1, 2], y: [0, 1, 2], values: [0, 1, 2]))),
    ("line", .line(LineMark(x: [0, 1, 2], y: [0, 1, 2], values: [0, 1, 2]))),
    (
      "quiver",
      .quiver(
        QuiverMark(x: [0, 1, 2], y: [0, 1, 2], u: [1, 1, 1], v: [1, 0, 1], values: [0, 1, 2]))
    ),
    (
      "contour",
      .contour(
        ContourMark(
          x: [0, 1, 2], y: [0, 1, 2], z: [0, 1, 2, 1, 2, 3, 2, 3, 4], levels: [1, 2, 3],
          colorMap: .viridis))
    ),
  ]

  @Test("marks and their colour bar show the same colours", arguments: marks.indices)
  func bar(_ index: Int) throws {
    let (name, mark) = Self.marks[index]
    let figure = FigureRecord(panels: [PanelRecord(marks: [mark], colorBar: ColorBarRecord())])
    let svg = try FigureRenderer.svg(figure)
    for theme in FigureTheme.allCases {
      let colors = MarkColors.colors(.viridis, on: theme)
      // The pieces of a line have the colours of the middles between its points.
      let ends = name == "line" ? [colors[16], colors[47]] : [colors[0], colors[63]]
      for end in ends { #expect(svg.contains(end.hex), "\(name) \(theme)") }
    }
    // One picture of the bar for each page.
    #expect(svg.components(separatedBy: "<image").count == 3, "\(name)")
    #expect(svg.contains(".nd{display:none}") && svg.contains(".nl{display:inline}"))
    for theme in FigureTheme.allCases {
      for seen in try FigureRenderer.contrasts(figure, on: theme) where !seen.isGrid {
        #expect(seen.ratio >= 3, "\(name) \(theme) \(seen.kind)")
      }
    }
  }

  @Test("areas, and marks on pictures, keep the map")
  func areas() throws {
    let image = Mark.image(ImageMark(rows: 2, columns: 2, values: [0, 1, 2, 3]))
    let dots = Mark.scatter(ScatterMark(x: [0, 1], y: [0, 1], values: [0, 1]))
    let figure = FigureRecord(panels: [
      PanelRecord(marks: [image, dots], colorBar: ColorBarRecord())
    ])
    let svg = try FigureRenderer.svg(figure)
    // The picture and its bar, alike on both pages; the points have viridis' own ends.
    #expect(svg.components(separatedBy: "<image").count == 3)
    #expect(!svg.contains(".nd{"))
    #expect(svg.contains("#440154") && svg.contains("#fde725"))
  }

  @Test("a line's colours change along it")
  func line() throws {
    let count = 400
    let x = (0..<count).map { Double($0) }
    let figure = FigureRecord(panels: [
      PanelRecord(marks: [
        .line(
          LineMark(
            x: Samples(x), y: Samples(x.map { sin($0 / 20) }),
            values: Samples(x.map { $0 == 200 ? .nan : $0 })))
      ])
    ])
    let svg = try FigureRenderer.svg(figure)
    let strokes = svg.split(separator: "\n").filter { $0.contains("stroke-linecap=\"round\"") }
    // One path for each colour, the gap in between.
    #expect(strokes.count == 64)
    #expect(svg.utf8.count < 60_000)
  }
}
