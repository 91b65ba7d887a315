import Records

/// Makes random figures: the same ones every time.
struct Generator {
  var state: UInt64

  mutating func unit() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 53)
  }

  mutating func below(_ bound: Int) -> Int { Int(unit() * Double(bound)) }

  mutating func words(_ most: Int) -> String {
    let words = [
      "loss", "accuracy", "epoch", "w_1", "x^2", "学习率", "\\sigma(x)", "validation", "time in ms",
    ]
    return (0...below(most)).map { _ in words[below(words.count)] }.joined(separator: " ")
  }

  mutating func figure() -> FigureRecord {
    let columns = 1 + below(3)
    let rows = 1 + below(2)
    let panels = (0..<(columns * rows)).map { _ in
      switch below(8) {
      case 0, 1: space(small: columns > 1)
      case 2, 3: polar(small: columns > 1)
      default: panel(small: columns > 1)
      }
    }
    return FigureRecord(
      title: below(2) == 0 ? words(4) : nil,
      grid: columns * rows > 1
        ? PanelGrid(
          rows: rows, columns: columns, sharesX: below(3) == 0 ? true : nil,
          sharesY: below(3) == 0 ? true : nil) : nil, panels: panels)
  }

  mutating func panel(small: Bool) -> PanelRecord {
    let kind = AxisRecord.Scale.allCases[below(8) < 5 ? 0 : below(3)]
    let scale = 1.0 + unit() * 9
    let power = [1e-7, 1e-3, 1, 1, 1, 1e3, 1e6, 1e9][below(8)]
    let offset = below(5) == 0 ? power * 1e4 : 0
    let count = 2 + below(40)
    let marks = (0...below(4)).map { index -> Mark in
      let x = Samples((0..<count).map { Double($0 + 1) * scale })
      let y = Samples((0..<count).map { _ in offset + unit() * power * scale })
      let name = below(3) == 0 ? nil : words(small ? 1 : 2)
      switch below(4) {
      case 0: return .scatter(ScatterMark(name: name, x: x, y: y))
      case 1: return .histogram(HistogramMark(name: name, edges: x, counts: Samples(y.dropLast())))
      default:
        return .line(
          LineMark(name: name, x: x, y: y, onSecondAxis: index > 0 && below(4) == 0 ? true : nil))
      }
    }
    let twin = marks.contains {
      if case .line(let line) = $0 { line.onSecondAxis == true } else { false }
    }
    var x = AxisRecord(label: below(2) == 0 ? words(3) : nil, scale: kind == .log ? .log : .linear)
    if below(6) == 0 {
      x.scale = .linear
      x.ticks = (0..<6).map { (Double($0) + 0.5) * scale * Double(count) / 6 }
      x.tickLabels = (0..<6).map { _ in words(2) }
    }
    return PanelRecord(
      title: below(2) == 0 ? words(3) : nil, x: x,
      y: AxisRecord(label: below(2) == 0 ? words(3) : nil, scale: kind),
      secondY: twin ? AxisRecord(label: words(2)) : nil, marks: marks,
      legend: below(5) == 0 ? nil : .best)
  }

  /// Surfaces and curves seen from anywhere.
  mutating func space(small: Bool) -> PanelRecord {
    let power = [1e-7, 1e-3, 1, 1, 1e3, 1e9][below(6)]
    let offset = below(5) == 0 ? power * 1e4 : 0
    let places = Samples((0..<6).map { offset + Double($0) * power })
    let marks = (0...below(2)).map { _ -> Mark in
      let name = below(2) == 0 ? nil : words(small ? 1 : 2)
      let heights = Samples((0..<36).map { _ in (unit() - 0.3) * power })
      switch below(3) {
      case 0:
        return .line3D(Line3DMark(name: name, x: places, y: places, z: Samples(heights.prefix(6))))
      case let kind:
        return .surface(
          SurfaceMark(name: name, x: places, y: places, z: heights, wireframe: kind == 1))
      }
    }
    func axis(_ random: inout Generator) -> AxisRecord {
      AxisRecord(label: random.below(3) == 0 ? nil : random.words(small ? 1 : 3))
    }
    return PanelRecord(
      title: below(2) == 0 ? words(3) : nil, x: axis(&self), y: axis(&self), z: axis(&self),
      marks: marks, legend: below(3) == 0 ? nil : .best,
      colorBar: below(3) == 0 ? ColorBarRecord(label: words(1)) : nil,
      view: PanelRecord.View(
        elevation: unit() * 180 - 90, azimuth: unit() * 360,
        projection: below(3) == 0 ? .orthographic : nil))
  }

  /// Marks around a circle.
  mutating func polar(small: Bool) -> PanelRecord {
    let power = [1e-7, 1e-3, 1, 1, 1e3, 1e9][below(6)]
    let count = 2 + below(20)
    let angles = Samples((0..<count).map { Double($0) * 6.2831853 / Double(count) })
    let isLogarithmic = below(5) == 0
    let marks = (0...below(3)).map { _ -> Mark in
      let name = below(2) == 0 ? nil : words(small ? 1 : 2)
      let lowest = isLogarithmic || below(3) > 0 ? 0.01 : -0.5
      let radii = Samples((0..<count).map { _ in (lowest + unit()) * power })
      let style = MarkStyle(hatch: below(3) == 0 ? ["/", "x", "..", "o+"][below(4)] : nil)
      switch below(6) {
      case 0: return .scatter(ScatterMark(name: name, x: angles, y: radii))
      case 1:
        return .bars(
          BarMark(name: name, positions: angles, lengths: radii, thickness: 0.3, style: style))
      case 2:
        let top = Samples(radii.map { $0 + power * 0.3 })
        return .band(BandMark(name: name, x: angles, lower: radii, upper: top, style: style))
      case 3:
        return .histogram(
          HistogramMark(name: name, edges: angles, counts: Samples(radii.dropLast()), style: style))
      case 4: return .stem(StemMark(name: name, x: angles, y: radii))
      default: return .line(LineMark(name: name, x: angles, y: radii))
      }
    }
    var x = AxisRecord(label: below(3) == 0 ? words(3) : nil)
    if below(3) == 0 {
      let names = 3 + below(8)
      x.ticks = (0..<names).map { Double($0) * 6.2831853 / Double(names) }
      x.tickLabels = (0..<names).map { _ in words(2) }
    }
    return PanelRecord(
      title: below(2) == 0 ? words(3) : nil, x: x,
      y: AxisRecord(
        label: below(3) == 0 ? words(3) : nil, scale: isLogarithmic ? .log : .linear),
      marks: marks, legend: below(4) == 0 ? nil : .best,
      polar: PanelRecord.Polar(
        angles: below(2) == 0 ? .multiplesOfPi : nil,
        zero: PanelRecord.Polar.Direction.allCases[below(4)],
        clockwise: below(2) == 0 ? true : nil))
  }
}
