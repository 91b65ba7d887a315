import CKernels
import Testing

@Suite("Philox and what is drawn from it")
struct PhiloxTests {
  /// The known answers that come with Random123: counter, key, output.
  @Test(arguments: [
    (
      [UInt32](repeating: 0, count: 4), [UInt32](repeating: 0, count: 2),
      [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8] as [UInt32]
    ),
    (
      [UInt32](repeating: .max, count: 4), [UInt32](repeating: .max, count: 2),
      [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ])
  func knownAnswers(counter: [UInt32], key: [UInt32], answer: [UInt32]) {
    var output = [UInt32](repeating: 0, count: 4)
    ck_philox(counter, key, &output)
    #expect(output == answer)
  }

  private func normals(_ count: Int, offset: UInt64 = 0) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    #expect(ck_random_normal(CK_F32, 9, 4, offset, &values, 0, 1, Int64(count)))
    return values
  }

  @Test func normalsAreTheSameBitsOnEveryMachine() {
    let values = normals(100_000)
    let sum = values.enumerated().reduce(UInt32(0)) { sum, item in
      sum ^ (item.element.bitPattern &* UInt32(truncatingIfNeeded: item.offset + 1))
    }
    #expect(sum == normalsChecksum)
  }

  @Test func elementsDependOnTheirPlaceAlone() {
    let values = normals(50_000)
    #expect(Array(values[1000..<2001]) == normals(1001, offset: 2000))
    let threads = ck_num_threads()
    ck_set_num_threads(threads == 1 ? 2 : 1)
    defer { ck_set_num_threads(threads) }
    #expect(normals(50_000) == values)
  }

  @Test func integersAreInRangeAndEven() {
    var values = [Int64](repeating: 0, count: 100_000)
    #expect(ck_random_integers(CK_I64, 1, 2, 0, &values, -3, 7, 100_000))
    var counts = [Double](repeating: 0, count: 10)
    for value in values where (-3..<7).contains(value) { counts[Int(value + 3)] += 1 }
    #expect(counts.reduce(0, +) == 100_000)
    // Chi-squared with 9 degrees of freedom: 33.7 is exceeded once in 10,000 times.
    #expect(counts.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 } < 33.7)
    #expect(!ck_random_integers(CK_I64, 1, 2, 0, &values, 5, 5, 1))
  }

  @Test func permutationHoldsEveryNumberOnce() {
    var order = [Int64](repeating: -1, count: 1000)
    ck_random_permutation(3, 1, 0, &order, 1000)
    #expect(order.sorted() == Array(0..<1000))
    #expect(order != Array(0..<1000))
  }
}

/// Of 100,000 normals with seed 9 and stream 4; equal with AVX-512, AVX2 and baseline kernels.
private let normalsChecksum: UInt32 = 0x6120_c4f8
