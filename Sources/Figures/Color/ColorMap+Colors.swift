import Records

/// The colours of a map, ready to be looked up.
struct ColorTable {
  private let colors: [RGB]

  init(_ map: ColorMap) {
    switch map {
    case .gray: colors = [RGB(0x000000), RGB(0xFFFFFF)]
    case .reversedGray: colors = [RGB(0xFFFFFF), RGB(0x000000)]
    default:
      let bytes = Base64.decode(map.table) ?? []
      colors = stride(from: 0, to: bytes.count - 2, by: 3).map {
        RGB(bytes[$0], bytes[$0 + 1], bytes[$0 + 2])
      }
    }
  }

  /// The colour at a place between 0 and 1; places outside are moved to the nearest end.
  func color(at place: Double) -> RGB {
    let position = min(max(place, 0), 1) * Double(colors.count - 1)
    let index = min(Int(position), colors.count - 2)
    return colors[index].mixed(with: colors[index + 1], position - Double(index))
  }
}
