/// A short fingerprint of text, the same on every machine and in every run.
///
/// FNV-1a with 64 bits: enough to tell the cells of a book apart, no defence against an adversary.
public enum Digest {
  /// The fingerprint of a text, as a number.
  public static func value(of text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash &*= 0x100_0000_01b3
    }
    return hash
  }

  /// The fingerprint of a text, as 16 hexadecimal digits.
  public static func of(_ text: String) -> String {
    let digits = String(value(of: text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
