internal import CKernels
public import Tensors

/// Where initial values, dropped elements and shuffled orders come from.
package enum RandomSource {
  nonisolated(unsafe) private static var seed: UInt64 = 0
  nonisolated(unsafe) private static var offset: UInt64 = 0

  /// A tensor of numbers from a normal distribution.
  package static func normal(
    mean: Double = 0, std: Double = 1, _ shape: [Int], dtype: DType = .float32
  ) -> Tensor {
    fill(shape, dtype, words: 2) { start, target, count in
      _ = ck_random_normal(dtype.kernelType, seed, 0, start, target, mean, std, count)
    }
  }

  /// A tensor of numbers spread evenly over low..<high.
  package static func uniform(
    _ low: Double = 0, _ high: Double = 1, _ shape: [Int], dtype: DType = .float32
  ) -> Tensor {
    fill(shape, dtype, words: 2) { start, target, count in
      _ = ck_random_uniform(dtype.kernelType, seed, 0, start, target, low, high, count)
    }
  }

  /// A tensor of ones with probability `p`, else zeros.
  package static func bernoulli(_ p: Double, _ shape: [Int], dtype: DType = .float32) -> Tensor {
    fill(shape, dtype, words: 1) { start, target, count in
      _ = ck_random_bernoulli(dtype.kernelType, seed, 0, start, target, p, count)
    }
  }

  /// The numbers 0..<count in random order.
  package static func permutation(_ count: Int) -> [Int] {
    let order = fill([count], .int64, words: 4) { start, target, count in
      ck_random_permutation(
        seed, 0, start, target.assumingMemoryBound(to: Int64.self), count)
    }
    return order.scalars(as: Int.self)
  }

  /// A number to seed a generator of one's own with.
  package static func nextSeed() -> UInt64 {
    var words: [UInt32] = [0, 0]
    ck_random_bits(seed, 0, advance(2), &words, 2)
    return UInt64(words[0]) << 32 | UInt64(words[1])
  }

  private static func advance(_ words: Int) -> UInt64 {
    defer { offset += UInt64((words + 3) / 4 * 4) }
    return offset
  }

  private static func fill(
    _ shape: [Int], _ dtype: DType, words: Int,
    _ draw: (UInt64, UnsafeMutableRawPointer, Int64) -> Void
  ) -> Tensor {
    let result = Tensor.empty(shape, dtype: dtype)
    if result.numel > 0 {
      draw(advance((result.numel + 1) * words), result.pointer, Int64(result.numel))
    }
    return result
  }
}
