/// Where a title stands along the edge that it belongs to.
public enum TitlePlace: String, Codable, Sendable, CaseIterable {
  /// At the left end, over the middle, or at the right end.
  case left, center, right
}

/// Where a legend stands.
///
/// In a record it is the name of the case, and `at` with two numbers for ``at(x:y:)``.
public enum LegendPosition: Equatable, Sendable {
  /// Inside, where it hides least; above the panel if it would hide data everywhere.
  case best
  /// Inside, in the corner named.
  case upperRight, upperLeft, lowerLeft, lowerRight
  /// Inside, at the middle of an edge, or in the centre.
  case right, left, lower, upper, center
  /// Outside: in rows above or below the panel, or in a column at its right.
  case above, below, outsideRight
  /// Inside, at a place of its own: 0 and 1 are the left and right or the lower and upper edges that
  /// the legend touches, 0.5 puts its middle over the panel's. Numbers beyond are moved to the edge.
  case at(x: Double, y: Double)
}

extension LegendPosition: CaseIterable {
  /// The places that have a name.
  public static let allCases: [LegendPosition] = [
    .best, .upperRight, .upperLeft, .lowerLeft, .lowerRight, .right, .left, .lower, .upper, .center,
    .above, .below, .outsideRight,
  ]

  /// The name of the place in records.
  private var name: String {
    switch self {
    case .at: "at"
    default: String(describing: self)
    }
  }
}

extension LegendPosition: Codable {
  /// Reads a place.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    if let named = Self.allCases.first(where: { $0.name == text }) {
      self = named
      return
    }
    let words = text.split(separator: " ")
    guard words.count == 3, words[0] == "at", let x = Double(words[1]), let y = Double(words[2])
    else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no place of a legend")
    }
    self = .at(x: x, y: y)
  }

  /// Writes the name of a place, as `at 0.5 1` for one of its own.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if case .at(let x, let y) = self {
      try container.encode("at \(Samples.text(x)) \(Samples.text(y))")
    } else {
      try container.encode(name)
    }
  }
}
