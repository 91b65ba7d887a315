import CKernels
import Testing

@Suite("Reductions and memory")
struct ReductionTests {
  @Test func sumsOfMillionsStayExact() {
    // A million times 0.1 in float32 one after the other would end near 100,958.
    let x = [Float](repeating: 0.1, count: 1_000_000)
    var sum: Float = 0
    #expect(ck_reduce(CK_SUM, CK_F32, x, &sum, 1, 1_000_000, 1))
    #expect(abs(Double(sum) - Double(Float(0.1)) * 1e6) < 0.03)
  }

  @Test func sumsDoNotDependOnTheNumberOfThreads() {
    let x = (0..<300_000).map { Float($0 % 977) * 0.37 - 120 }
    let threads = ck_num_threads()
    defer { ck_set_num_threads(threads) }
    var sums: [[Float]] = []
    for count in [1, 2] as [Int32] {
      ck_set_num_threads(count)
      var result = [Float](repeating: 0, count: 2)
      #expect(ck_reduce(CK_SUM, CK_F32, x, &result, 1, 300_000, 1))
      #expect(ck_reduce(CK_SUM, CK_F32, x, &result[1], 1, 150_000, 1))
      var columns = [Float](repeating: 0, count: 3)
      #expect(ck_reduce(CK_SUM, CK_F32, x, &columns, 1, 100_000, 3))
      sums.append(result + columns)
    }
    #expect(sums[0] == sums[1])
  }

  @Test func nanWins() {
    let x: [Float] = [3, 1, .nan, 9, .nan]
    var best: Float = 0
    var place: Int64 = -1
    #expect(ck_reduce(CK_REDUCE_MAX, CK_F32, x, &best, 1, 5, 1) && best.isNaN)
    #expect(ck_reduce(CK_ARGMAX, CK_F32, x, &place, 1, 5, 1) && place == 2)
    #expect(!ck_reduce(CK_REDUCE_MAX, CK_F32, x, &best, 1, 0, 1))
  }

  @Test(arguments: [1, 64, 1000, 300_000, 5_000_000])
  func freedBlocksAreUsedAgain(bytes: Int) {
    let block = ck_alloc(bytes)
    #expect(Int(bitPattern: block) % 64 == 0)
    ck_free(block, bytes)
    let next = ck_alloc(bytes)
    // Other tests allocate at the same time, but on threads of their own: small blocks come back.
    if bytes < 1000 { #expect(next == block) }
    ck_free(next, bytes)
  }
}
