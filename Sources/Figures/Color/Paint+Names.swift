extension Paint {
  /// The paint for a colour that an author named, or nil where the name is not known.
  ///
  /// Known are `C0` to `C7`, `ink`, the CSS names in the table below, Matplotlib's letters and
  /// `#rgb` or `#rrggbb`. Colours other than those of the series are moved on each page just as far
  /// as they need to stand out 3 to 1; set `exact` for areas, which keep their colour.
  static func named(_ name: String, exact: Bool = false) -> Paint? {
    if name.count == 2, name.first == "C", let index = Int(name.dropFirst()) {
      return Palette.series(index)
    }
    if name == "ink" { return .ink }
    if name == "quiet" { return .quiet }
    guard let color = RGB(named: name) else { return nil }
    if exact { return .fixed(color) }
    return Paint(
      light: color.standingOut(from: FigureTheme.light.paper, ratio: 3),
      dark: color.standingOut(from: FigureTheme.dark.paper, ratio: 3))
  }
}

extension RGB {
  /// A colour by its CSS name, its Matplotlib letter or its digits.
  init?(named name: String) {
    if name.first == "#" {
      let digits = name.dropFirst()
      guard let value = UInt32(digits, radix: 16) else { return nil }
      if digits.count == 6 {
        self.init(value)
      } else if digits.count == 3 {
        self.init(
          UInt8(value >> 8 & 15) * 17, UInt8(value >> 4 & 15) * 17, UInt8(value & 15) * 17)
      } else {
        return nil
      }
      return
    }
    guard let value = Self.names[name.lowercased()] else { return nil }
    self.init(value)
  }

  private static let names: [String: UInt32] = [
    "b": 0x1F5FD0, "g": 0x0A8A3A, "r": 0xD62728, "c": 0x0097A7, "m": 0xB8329E, "y": 0xB8A000,
    "k": 0x000000, "w": 0xFFFFFF, "black": 0x000000, "white": 0xFFFFFF, "red": 0xD62728,
    "green": 0x0A8A3A, "blue": 0x1F5FD0, "cyan": 0x0097A7, "magenta": 0xB8329E,
    "yellow": 0xE6D200, "orange": 0xFF7F0E, "purple": 0x8E5BC0, "brown": 0x8C564B,
    "pink": 0xE377C2, "gray": 0x808080, "grey": 0x808080, "olive": 0x8C8C1E, "teal": 0x008080,
    "navy": 0x1B2F7A, "gold": 0xE0A800, "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3,
    "darkgray": 0x595959, "darkgrey": 0x595959, "lightblue": 0xADD8E6, "skyblue": 0x87CEEB,
    "steelblue": 0x4682B4, "tomato": 0xFF6347, "crimson": 0xDC143C, "lime": 0x32CD32,
    "indigo": 0x4B0082, "violet": 0xC774D6, "turquoise": 0x40C4B8, "salmon": 0xFA8072,
  ]
}
