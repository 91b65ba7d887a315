internal import CKernels
public import Tensors

/// Where initial values, dropped elements and shuffled orders come from: the engine's generator, so
/// that `manualSeed` makes them repeat.
package enum RandomSource {
  /// A tensor of numbers from a normal distribution.
  package static func normal(
    mean: Double = 0, std: Double = 1, _ shape: [Int], dtype: DType = .float32
  ) -> Tensor {
    Tensors.normal(mean: mean, std: std, shape, dtype: dtype)
  }

  /// A tensor of numbers spread evenly over low..<high.
  package static func uniform(
    _ low: Double = 0, _ high: Double = 1, _ shape: [Int], dtype: DType = .float32
  ) -> Tensor {
    Tensors.uniform(low, high, shape, dtype: dtype)
  }

  /// A tensor of ones with probability `p`, else zeros.
  package static func bernoulli(_ p: Double, _ shape: [Int], dtype: DType = .float32) -> Tensor {
    Tensors.bernoulli(p, shape, dtype: dtype)
  }

  /// The numbers 0..<count in random order.
  package static func permutation(_ count: Int) -> [Int] {
    randperm(count).scalars(as: Int.self)
  }

  /// A number to seed a generator of one's own with.
  package static func nextSeed() -> UInt64 {
    let draw = RandomGenerator.standard.nextDraw()
    var words: [UInt32] = [0, 0]
    ck_random_bits(draw.seed, draw.stream, 0, &words, 2)
    return UInt64(words[0]) << 32 | UInt64(words[1])
  }
}
