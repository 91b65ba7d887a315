extension PanelRecord {
  /// How a panel in polar coordinates is turned and labelled.
  ///
  /// The angle goes once around and the radius starts at zero, or at the smallest value if that is
  /// negative. Limits of `x` have no meaning.
  public struct Polar: Codable, Equatable, Sendable {
    /// How angles are written.
    public enum Angles: String, Codable, Sendable, CaseIterable {
      /// `45°`, or `π/4`.
      case degrees, multiplesOfPi
    }

    /// Where an angle of zero points.
    public enum Direction: String, Codable, Sendable, CaseIterable {
      /// To the right as in mathematics, to the top as on a compass, or to another side.
      case right, top, left, bottom
    }

    /// How angles are written; nil means in degrees.
    public var angles: Angles?
    /// Where an angle of zero points; nil means to the right.
    public var zero: Direction?
    /// Whether angles grow with the clock.
    public var clockwise: Bool?

    /// Creates polar coordinates.
    public init(angles: Angles? = nil, zero: Direction? = nil, clockwise: Bool? = nil) {
      self.angles = angles
      self.zero = zero
      self.clockwise = clockwise
    }

    /// An angle in radians as it is written beside the circle.
    public func text(_ radians: Double) -> String {
      func short(_ value: Double) -> String {
        Samples.text(Samples.rounded(value, digits: 4)).replacing("-", with: "\u{2212}")
      }
      guard angles == .multiplesOfPi else { return short(radians / .pi * 180) + "°" }
      let share = radians / .pi
      for denominator in 1...12 {
        let numerator = (share * Double(denominator)).rounded()
        guard (share * Double(denominator) - numerator).magnitude < 1e-6 else { continue }
        if numerator == 0 { return "0" }
        let factor = numerator.magnitude == 1 ? "" : Samples.text(numerator.magnitude)
        let sign = numerator < 0 ? "\u{2212}" : ""
        return "\(sign)\(factor)π" + (denominator == 1 ? "" : "/\(denominator)")
      }
      return short(share) + "π"
    }

    /// The coordinates in words.
    public var spoken: String {
      let unit = angles == .multiplesOfPi ? "multiples of π" : "degrees"
      let turn = clockwise == true ? "clockwise" : "counter-clockwise"
      return "angles in \(unit), \(turn) from the \(zero?.rawValue ?? "right")"
    }
  }
}

extension Mark {
  /// Whether the mark can be drawn in polar coordinates.
  public var isPolar: Bool {
    switch self {
    case .line, .scatter, .bars, .histogram, .stem, .band, .errorBars, .rule, .span, .text, .arrow,
      .shape:
      true
    case .image, .contour, .quiver, .surface, .line3D, .boxes, .diagram: false
    }
  }
}
