import Tensors
import Testing

/// Products of stacks of matrices, one call for all, against one call for each.
@Suite struct BatchedMatmulTests {
  private static let layouts: [@Sendable (Tensor) -> Tensor] = [
    { $0 }, { $0.transposed(1, 2).contiguous().transposed(1, 2) },
    { $0.flip(axes: [0]) }, { $0[0..<1].expand([6, -1, -1]) },
    { $0.transposed(0, 1).contiguous().transposed(0, 1) },
    { cat([$0, $0], axis: 2).narrow(axis: 2, start: 1, length: $0.shape[2]) },
    { cat([$0, $0], axis: 0)[.stride(by: 2)] },
  ]

  @Test(arguments: layouts.indices, layouts.indices)
  func aBatchIsItsProducts(_ left: Int, _ right: Int) {
    for (m, k, n) in [(1, 7, 5), (17, 40, 33), (64, 1, 3)] {
      for dtype in [DType.float32, .float64] {
        let generator = RandomGenerator(seed: 5)
        let a = Self.layouts[left](randn([6, m, k], dtype: dtype, generator: generator))
        let b = Self.layouts[right](randn([6, k, n], dtype: dtype, generator: generator))
        let all = matmul(a, b)
        let each = stack((0..<6).map { matmul(a[$0], b[$0]) }, axis: 0)
        #expect(abs(all - each).max().item() < 1e-4)
        // A second axis in front whose distance is not that of the first.
        let pairs = matmul(a.reshape(3, 2, m, k), b.expandedDimensions(axis: 1)[.stride(by: 2)])
        let second = stack((0..<3).map { matmul(a[2 * $0 + 1], b[2 * $0]) }, axis: 0)
        #expect(abs(pairs[.all, 1] - second).max().item() < 1e-4)
      }
    }
  }
}
