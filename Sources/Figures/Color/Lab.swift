import Glibc

/// A colour by its lightness and its hue and strength, in the CIE's L*a*b* for daylight.
///
/// Lightness is a function of the luminance that decides about contrast, so that a lightness can be
/// chosen for a contrast without touching the hue.
struct Lab {
  /// From 0 for black to 100 for white.
  var lightness: Double
  var a: Double
  var b: Double

  private static let white = (x: 0.95047, z: 1.08883)

  init(_ color: RGB) {
    let (r, g, b) = (
      RGB.linear(color.red), RGB.linear(color.green), RGB.linear(color.blue)
    )
    let x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / Self.white.x
    let z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / Self.white.z
    let fx = Self.bent(x)
    let fy = Self.bent(color.luminance)
    let fz = Self.bent(z)
    lightness = 116 * fy - 16
    a = 500 * (fx - fy)
    self.b = 200 * (fy - fz)
  }

  /// The lightness of a luminance.
  static func lightness(of luminance: Double) -> Double { 116 * bent(luminance) - 16 }

  /// The colour of the screen with this hue and lightness, with as much of its strength as there is.
  var rgb: RGB {
    if let exact = screen(1) { return exact }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      if screen(middle) == nil { high = middle } else { low = middle }
    }
    return screen(low) ?? RGB(0x808080)
  }

  /// The colour with a share of its strength, or nil where no screen has it.
  private func screen(_ share: Double) -> RGB? {
    let fy = (lightness + 16) / 116
    let x = Self.straight(fy + a * share / 500) * Self.white.x
    let y = Self.straight(fy)
    let z = Self.straight(fy - b * share / 200) * Self.white.z
    let channels = [
      3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
      -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
      0.0556434 * x - 0.2040259 * y + 1.0572252 * z,
    ]
    // Grey itself may be off by a rounding.
    let slack = share == 0 ? 0.01 : 0.0005
    guard channels.allSatisfy({ $0 >= -slack && $0 <= 1 + slack }) else { return nil }
    let bytes = channels.map { channel -> UInt8 in
      let value = min(max(channel, 0), 1)
      let shown = value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
      return UInt8((shown * 255).rounded())
    }
    return RGB(bytes[0], bytes[1], bytes[2])
  }

  private static func bent(_ value: Double) -> Double {
    value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
  }

  private static func straight(_ value: Double) -> Double {
    let cube = value * value * value
    return cube > 216.0 / 24389 ? cube : (116 * value - 16) * 27 / 24389
  }
}
