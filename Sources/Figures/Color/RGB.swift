import Glibc

/// A colour of the sRGB space, 8 bits a channel.
package struct RGB: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour from its number, `0xrrggbb`.
  package init(_ hex: UInt32) {
    self.init(UInt8(hex >> 16 & 255), UInt8(hex >> 8 & 255), UInt8(hex & 255))
  }

  /// The colour as `#rrggbb`.
  package var hex: String {
    var text = "#"
    for channel in [red, green, blue] {
      let digits = String(channel, radix: 16)
      text += digits.count == 1 ? "0" + digits : digits
    }
    return text
  }

  /// The relative luminance of WCAG 2, from 0 for black to 1 for white.
  package var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  /// The contrast ratio of WCAG 2 between two colours, from 1 to 21.
  package func contrast(with other: RGB) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The colour moved towards white or black until it stands out from `paper` by `ratio`.
  ///
  /// The hue is kept; the smallest of 100 equal steps that suffices is taken. A colour that stands
  /// out already is returned as it is.
  package func standingOut(from paper: RGB, ratio: Double) -> RGB {
    if contrast(with: paper) >= ratio { return self }
    let goal = paper.luminance > 0.18 ? RGB(0x000000) : RGB(0xFFFFFF)
    for step in 1...100 {
      let candidate = mixed(with: goal, Double(step) / 100)
      if candidate.contrast(with: paper) >= ratio { return candidate }
    }
    return goal
  }

  /// The colour with a share of another, mixed channel by channel.
  package func mixed(with other: RGB, _ share: Double) -> RGB {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded())
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
