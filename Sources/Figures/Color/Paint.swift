/// A colour that has a form for light and one for dark pages.
struct Paint: Hashable, Sendable {
  var light: RGB
  var dark: RGB
  /// The name of the CSS variable by which a page can replace it, without its dashes.
  var variable: String?
  var opacity = 1.0

  /// A paint that is the same on every page, such as a colour of a map.
  static func fixed(_ color: RGB, opacity: Double = 1) -> Paint {
    Paint(light: color, dark: color, opacity: opacity)
  }

  func opacity(_ opacity: Double) -> Paint {
    var paint = self
    paint.opacity = opacity
    return paint
  }

  func color(in theme: FigureTheme) -> RGB { theme == .light ? light : dark }
}

/// The page a figure stands on.
public enum FigureTheme: String, Sendable, CaseIterable {
  /// Dark ink on white.
  case light
  /// Light ink on near black.
  case dark

  /// The colour of the page.
  package var paper: RGB { self == .light ? RGB(0xFFFFFF) : RGB(0x14161A) }
}

extension Paint {
  /// Text, ticks and frames.
  static let ink = Paint(light: RGB(0x1F2328), dark: RGB(0xE6E8EB), variable: "figure-ink")
  /// Text of lesser weight.
  static let quiet = Paint(light: RGB(0x57606A), dark: RGB(0xA7B0BA), variable: "figure-quiet")
  /// Frames of axes.
  static let frame = Paint(light: RGB(0x6E7781), dark: RGB(0x8B949E), variable: "figure-frame")
  /// Grid lines, which only guide the eye.
  static let grid = Paint(light: RGB(0xE1E4E8), dark: RGB(0x2E333A), variable: "figure-grid")
  /// The page itself, behind legends.
  static let paper = Paint(light: RGB(0xFFFFFF), dark: RGB(0x14161A), variable: "figure-paper")
}

/// The colours of series.
package enum Palette {
  /// Okabe and Ito's eight colours, each moved just so far that it stands out 3 to 1 from white and
  /// from a dark page, ordered so that neighbours differ in hue for every kind of colour vision.
  /// Series also differ by dash or marker, because no eight colours differ in grey.
  private static let pairs: [(light: UInt32, dark: UInt32)] = [
    (0x0072B2, 0x56A9E8), (0xD55E00, 0xF5854A), (0x008F68, 0x2CC295), (0xB8508F, 0xE08FBF),
    (0xA86F00, 0xE9A820), (0x2587BD, 0x7CCBF2), (0x7A7100, 0xE5DA45), (0x4D535A, 0xC4CAD1),
  ]

  static let count = 8

  /// The paint of series `index`, starting again after eight.
  static func series(_ index: Int) -> Paint {
    let place = ((index % count) + count) % count
    return Paint(
      light: RGB(pairs[place].light), dark: RGB(pairs[place].dark), variable: "figure-c\(place)")
  }

  /// The colours of all series on a page, for tests of contrast.
  package static func colors(on theme: FigureTheme) -> [RGB] {
    (0..<count).map { series($0).color(in: theme) }
  }

  /// The colours of text and frames on a page, for tests of contrast.
  package static func inks(on theme: FigureTheme) -> (text: [RGB], lines: [RGB]) {
    (
      [Paint.ink, .quiet].map { $0.color(in: theme) }, [Paint.frame].map { $0.color(in: theme) }
    )
  }

  /// The dash of series `index`: the second, third and fourth round of hues differ further.
  static func dash(_ index: Int) -> [Double] {
    switch index % 4 {
    case 0: []
    case 1: [4.5, 1.8]
    case 2: [6.4, 1.8, 1.2, 1.8]
    default: [1.3, 1.7]
    }
  }
}
