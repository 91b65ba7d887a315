import Records

extension LineMark {
  var colorScale: ColorScale? {
    guard let values, let range = values.finiteRange else { return nil }
    return ColorScale(
      map: colorMap ?? .viridis, lower: lower ?? range.lowerBound, upper: upper ?? range.upperBound,
      isForMarks: true)
  }

  /// Draws the line in the colours of its values: every piece between two points in that of their
  /// mean, every marker in its own.
  func drawColored(
    _ values: Samples, _ scale: ColorScale, on frame: PanelFrame, in scene: inout Scene,
    _ look: Look
  ) {
    let colors = MarkColors(scale.map, onPage: !frame.isOverPicture)
    func paint(_ value: Double) -> Paint {
      colors.paint(at: scale.place(value)).opacity(look.opacity ?? 1)
    }
    if var stroke = look.stroke {
      // Colours tell series apart here, and dashes would begin anew with every colour.
      if style.dash == nil { stroke.dashes = [] }
      stroke.roundCaps = stroke.dashes.isEmpty
      scene.clipped(to: frame.rect.inset(by: -stroke.width / 2)) { scene in
        var path = Path()
        var current: Paint?
        var last: Point?
        var lastValue = Double.nan
        func flush() {
          if let current { scene.stroke(path, current, stroke) }
          path = Path()
        }
        for index in x.indices {
          let point = frame.point(x[index], y[index])
          guard point.isFinite, values[index].isFinite else {
            last = nil
            continue
          }
          defer { (last, lastValue) = (point, values[index]) }
          guard let from = last else { continue }
          let next = paint((lastValue + values[index]) / 2)
          if next != current {
            flush()
            current = next
            path.move(from)
          } else if path.endPoint != from {
            path.move(from)
          }
          let corners = stepped([from, point], from: index - 1..<index, on: frame)
          for corner in corners.dropFirst() { path.line(corner) }
        }
        flush()
      }
    }
    guard let marker = look.marker else { return }
    let symbol = Look.symbol(marker, size: look.markerSize)
    for index in x.indices where values[index].isFinite {
      let point = frame.point(x[index], y[index])
      guard point.isFinite, frame.shows(point) else { continue }
      scene.symbols(symbol, at: [point], paint(values[index]))
    }
  }
}
