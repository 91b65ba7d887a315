package import Records

/// The colours of a map for lines and points on a page.
///
/// A map runs from nearly black to nearly white, and one of its ends vanishes on every page. For thin
/// marks its lightness is therefore moved, on each page, into the range that stands out 3 to 1: in
/// equal steps for equal steps of the map, so that lighter still means what it meant, with the hue
/// kept. The colour bar of such marks shows the same colours. Areas keep the map as it is, and so do
/// marks that lie on a picture.
package struct MarkColors {
  /// How many colours are told apart; between neighbours no eye sees a difference.
  static let count = 64

  private let paints: [Paint]

  /// - Parameter onPage: Whether the marks lie on the page and not on a picture.
  init(_ map: ColorMap, onPage: Bool) {
    let table = ColorTable(map)
    let colors = (0..<Self.count).map { table.color(at: Double($0) / Double(Self.count - 1)) }
    if onPage {
      let light = Self.moved(colors, for: .light)
      let dark = Self.moved(colors, for: .dark)
      paints = zip(light, dark).map { Paint(light: $0, dark: $1) }
    } else {
      paints = colors.map { .fixed($0) }
    }
  }

  /// The paint at a place between 0 and 1; places outside are moved to the nearest end.
  func paint(at place: Double) -> Paint {
    guard place.isFinite else { return paints[place > 0 ? Self.count - 1 : 0] }
    return paints[Int((min(max(place, 0), 1) * Double(Self.count - 1)).rounded())]
  }

  /// The colours on a page, from the lower end to the upper, for tests of contrast.
  package static func colors(_ map: Records.ColorMap, on theme: FigureTheme) -> [RGB] {
    MarkColors(map, onPage: true).paints.map { $0.color(in: theme) }
  }

  /// A little more than 3, so that the colours also stand out on pages that are not quite ours.
  private static let ratio = 3.15

  private static func moved(_ colors: [RGB], for theme: FigureTheme) -> [RGB] {
    let places = colors.map(Lab.init)
    let lowest = places.map(\.lightness).min() ?? 0
    let highest = places.map(\.lightness).max() ?? 100
    let paper = theme.paper.luminance + 0.05
    let goal: (low: Double, high: Double)
    if theme == .light {
      let limit = Lab.lightness(of: paper / ratio - 0.05)
      goal = (min(lowest, limit), min(highest, limit))
    } else {
      let limit = Lab.lightness(of: paper * ratio - 0.05)
      goal = (max(lowest, limit), max(highest, limit))
    }
    guard highest > lowest, goal != (lowest, highest) else { return colors }
    return places.map { place in
      var place = place
      let share = (place.lightness - lowest) / (highest - lowest)
      place.lightness = goal.low + share * (goal.high - goal.low)
      return place.rgb
    }
  }
}
