/// The names of colours that figures know besides `#rrggbb` and `C0` to `C7`.
public enum ColorNames {
  /// The number `0xrrggbb` of each name.
  ///
  /// Names are those of CSS and Matplotlib's letters. The strong primaries are a little calmer than
  /// CSS has them, so that they can be looked at beside the colours of the series.
  public static let values: [String: UInt32] = [
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

  /// All names, and `ink` and `quiet` for the colours of text.
  public static let all: Set<String> = Set(values.keys).union(["ink", "quiet"])
}
