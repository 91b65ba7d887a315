import Records

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
    guard let value = ColorNames.values[name.lowercased()] else { return nil }
    self.init(value)
  }
}
