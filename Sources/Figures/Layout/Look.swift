import Records

/// How one mark looks, after its style has been completed by its place among the series.
struct Look {
  var paint: Paint
  /// nil where no line is drawn.
  var stroke: Stroke?
  var marker: MarkStyle.Marker?
  var markerSize: Double
  var opacity: Double?
  /// The pattern of areas.
  var hatch: Hatch?
  /// The place among the series of the panel.
  var index: Int

  /// - Parameters:
  ///   - index: The place among the series, which gives the colour.
  ///   - dashIndex: The place among the lines, which gives the dash where the style does not.
  init(
    _ style: MarkStyle, index: Int, dashIndex: Int = 0, fallback: Paint? = nil, area: Bool = false
  ) {
    self.index = index
    var paint = fallback ?? Palette.series(index)
    if let name = style.color, let named = Paint.named(name, exact: area) { paint = named }
    self.paint = paint
    opacity = style.opacity
    hatch = Hatch(style.hatch)
    let width = style.width ?? 1.75
    marker = style.marker
    markerSize = style.markerSize ?? 6
    switch style.dash {
    case .none?: stroke = nil
    case nil where style.marker != nil && style.width == nil: stroke = Stroke(width: width)
    case nil: stroke = Stroke(width: width, dashes: Self.scaled(Palette.dash(dashIndex), width))
    case .solid?: stroke = Stroke(width: width)
    case .dashed?: stroke = Stroke(width: width, dashes: Self.scaled(Palette.dash(1), width))
    case .dashDot?: stroke = Stroke(width: width, dashes: Self.scaled(Palette.dash(2), width))
    case .dotted?: stroke = Stroke(width: width, dashes: Self.scaled(Palette.dash(3), width))
    }
  }

  /// The paint with the style's opacity, or with `standard` where it has none.
  ///
  /// Marks that only let through a little by themselves still stand out 3 to 1; shading need not.
  func paint(opacity standard: Double = 1) -> Paint {
    if opacity == nil, standard >= 0.5 { return paint.visible(opacity: standard, ratio: 3) }
    return paint.opacity(opacity ?? standard)
  }

  private static func scaled(_ dashes: [Double], _ width: Double) -> [Double] {
    dashes.map { $0 * width }
  }

  /// The symbol for a marker of a diameter.
  static func symbol(_ marker: MarkStyle.Marker, size: Double) -> Symbol {
    let r = size / 2
    func polygon(_ points: [(Double, Double)]) -> Path {
      Path(points.map { Point(x: $0.0 * r, y: $0.1 * r) }, closed: true)
    }
    switch marker {
    case .circle: return Symbol(kind: .circle, size: size)
    case .point: return Symbol(kind: .circle, size: size * 0.5)
    case .square: return Symbol(kind: .square, size: size * 0.9)
    case .diamond:
      return Symbol(kind: .filled(polygon([(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)])), size: size)
    case .triangle:
      return Symbol(kind: .filled(polygon([(0, -1.2), (1.15, 0.9), (-1.15, 0.9)])), size: size)
    case .triangleDown:
      return Symbol(kind: .filled(polygon([(0, 1.2), (1.15, -0.9), (-1.15, -0.9)])), size: size)
    case .star:
      // Five points on circles whose radii have the ratio of a regular pentagram.
      let star = polygon([
        (0, -1.4), (0.314, -0.433), (1.331, -0.433), (0.509, 0.165), (0.823, 1.133), (0, 0.535),
        (-0.823, 1.133), (-0.509, 0.165), (-1.331, -0.433), (-0.314, -0.433),
      ])
      return Symbol(kind: .filled(star), size: size)
    case .plus:
      var path = Path.segment(Point(x: -r, y: 0), Point(x: r, y: 0))
      path.append(.segment(Point(x: 0, y: -r), Point(x: 0, y: r)))
      return Symbol(kind: .stroked(path), size: size)
    case .cross:
      let d = r * 0.8
      var path = Path.segment(Point(x: -d, y: -d), Point(x: d, y: d))
      path.append(.segment(Point(x: -d, y: d), Point(x: d, y: -d)))
      return Symbol(kind: .stroked(path), size: size)
    }
  }
}
