/// Checksums that tell whether a file is the one that was meant.
public enum Checksum: Sendable {
  /// The 160-bit secure hash; good against damage, no longer against forgery.
  case sha1
  /// The 256-bit secure hash.
  case sha256

  /// The checksum of bytes as hexadecimal digits (FIPS 180-4).
  public func callAsFunction(_ bytes: [UInt8]) -> String {
    let words = self == .sha1 ? sha1Words(padded(bytes)) : sha256Words(padded(bytes))
    return words.map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }
}

/// The bytes, a single 1 bit, zeros, and the length in bits: whole blocks of 64 bytes.
private func padded(_ bytes: [UInt8]) -> [UInt8] {
  var message = bytes + [0x80]
  message += [UInt8](repeating: 0, count: (120 - message.count % 64) % 64)
  let bits = UInt64(bytes.count) * 8
  for shift in stride(from: UInt64(56), through: 0, by: -8) {
    message.append(UInt8(truncatingIfNeeded: bits >> shift))
  }
  return message
}

/// The big-endian words of a block.
private func words(_ message: [UInt8], _ block: Int) -> [UInt32] {
  (0..<16).map { word in
    (0..<4).reduce(0) { $0 << 8 | UInt32(message[block + word * 4 + $1]) }
  }
}

private func left(_ word: UInt32, _ count: UInt32) -> UInt32 {
  word << count | word >> (32 - count)
}

private func sha1Words(_ message: [UInt8]) -> [UInt32] {
  var hash: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  for block in stride(from: 0, to: message.count, by: 64) {
    var schedule = words(message, block)
    for place in 16..<80 {
      let mixed =
        schedule[place - 3] ^ schedule[place - 8] ^ schedule[place - 14] ^ schedule[place - 16]
      schedule.append(left(mixed, 1))
    }
    var (a, b, c, d, e) = (hash[0], hash[1], hash[2], hash[3], hash[4])
    for place in 0..<80 {
      let (choice, constant): (UInt32, UInt32) =
        switch place {
        case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
        case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = left(a, 5) &+ choice &+ e &+ constant &+ schedule[place]
      (a, b, c, d, e) = (next, a, left(b, 30), c, d)
    }
    for (place, value) in [a, b, c, d, e].enumerated() { hash[place] &+= value }
  }
  return hash
}

private func sha256Words(_ message: [UInt8]) -> [UInt32] {
  // Fractional parts of the square and cube roots of the first primes.
  let primes = (2..<312).filter { number in !(2..<number).contains { number % $0 == 0 } }
  func fraction(_ root: Double) -> UInt32 { UInt32((root - root.rounded(.down)) * 4_294_967_296) }
  var hash = primes.prefix(8).map { fraction(Double($0).squareRoot()) }
  let constants = primes.prefix(64).map { fraction(cubeRoot(Double($0))) }
  for block in stride(from: 0, to: message.count, by: 64) {
    var schedule = words(message, block)
    for place in 16..<64 {
      let (early, late) = (schedule[place - 15], schedule[place - 2])
      let first = left(early, 25) ^ left(early, 14) ^ early >> 3
      let second = left(late, 15) ^ left(late, 13) ^ late >> 10
      schedule.append(schedule[place - 16] &+ first &+ schedule[place - 7] &+ second)
    }
    var state = hash
    for place in 0..<64 {
      let (a, e) = (state[0], state[4])
      let choice = (e & state[5]) ^ (~e & state[6])
      let majority = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2])
      let mixedE = left(e, 26) ^ left(e, 21) ^ left(e, 7)
      let mixedA = left(a, 30) ^ left(a, 19) ^ left(a, 10)
      let step = state[7] &+ mixedE &+ choice &+ constants[place] &+ schedule[place]
      state = [
        step &+ mixedA &+ majority, a, state[1], state[2], state[3] &+ step, e, state[5], state[6],
      ]
    }
    for place in 0..<8 { hash[place] &+= state[place] }
  }
  return hash
}

/// The cube root by Newton's method, to the last bit that the constants need.
private func cubeRoot(_ value: Double) -> Double {
  var root = value
  for _ in 0..<64 { root -= (root * root * root - value) / (3 * root * root) }
  return root
}
