package import Records

extension MarkStyle {
  /// A style from Matplotlib's short form: a colour, a marker and a line in any order, as in `m--`,
  /// `ro`, `g-.` or `C1:`.
  ///
  /// A marker without a line draws points only.
  package static func format(_ text: String) throws(PlotError) -> MarkStyle {
    var style = MarkStyle()
    var rest = Substring(text)
    func unknown() -> PlotError { .unknownFormat(text) }
    while let first = rest.first {
      if rest.hasPrefix("--") || rest.hasPrefix("-.") {
        guard style.dash == nil else { throw unknown() }
        style.dash = rest.hasPrefix("--") ? .dashed : .dashDot
        rest.removeFirst(2)
        continue
      }
      if first == "C", let digit = rest.dropFirst().first, digit.isWholeNumber {
        guard style.color == nil else { throw unknown() }
        style.color = "C\(digit)"
        rest.removeFirst(2)
        continue
      }
      if first == "-" || first == ":" {
        guard style.dash == nil else { throw unknown() }
        style.dash = first == "-" ? .solid : .dotted
      } else if let marker = markers[first] {
        guard style.marker == nil else { throw unknown() }
        style.marker = marker
      } else if "bgrcmyk".contains(first) {
        guard style.color == nil else { throw unknown() }
        style.color = String(first)
      } else {
        throw unknown()
      }
      rest.removeFirst()
    }
    if style.marker != nil, style.dash == nil { style.dash = MarkStyle.Dash.none }
    return style
  }

  private static let markers: [Character: Marker] = [
    "o": .circle, "s": .square, "D": .diamond, "d": .diamond, "^": .triangle, "v": .triangleDown,
    "*": .star, "+": .plus, "x": .cross, ".": .point,
  ]
}
