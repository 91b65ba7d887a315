internal import CKernels
internal import Tensors

/// Where initial values and dropped elements come from.
enum RandomSource {
  nonisolated(unsafe) private static var seed: UInt64 = 0
  nonisolated(unsafe) private static var offset: UInt64 = 0

  private static func advance(_ words: Int) -> UInt64 {
    defer { offset += UInt64((words + 3) / 4 * 4) }
    return offset
  }
}

extension Tensor {
  static func normal(mean: Double, std: Double, _ shape: [Int], dtype: DType) -> Tensor {
    let result = Tensor.empty(shape, dtype: dtype)
    RandomSource.fill(result, words: 2) { start, count in
      _ = ck_random_normal(
        dtype.kernelType, RandomSource.currentSeed, 0, start, result.pointer, mean, std, count)
    }
    return result
  }

  static func uniform(_ low: Double, _ high: Double, _ shape: [Int], dtype: DType) -> Tensor {
    let result = Tensor.empty(shape, dtype: dtype)
    RandomSource.fill(result, words: 2) { start, count in
      _ = ck_random_uniform(
        dtype.kernelType, RandomSource.currentSeed, 0, start, result.pointer, low, high, count)
    }
    return result
  }

  static func bernoulli(_ p: Double, _ shape: [Int], dtype: DType) -> Tensor {
    let result = Tensor.empty(shape, dtype: dtype)
    RandomSource.fill(result, words: 1) { start, count in
      _ = ck_random_bernoulli(
        dtype.kernelType, RandomSource.currentSeed, 0, start, result.pointer, p, count)
    }
    return result
  }
}

extension RandomSource {
  static var currentSeed: UInt64 { seed }

  static func fill(_ target: Tensor, words: Int, _ draw: (UInt64, Int64) -> Void) {
    if target.numel == 0 { return }
    draw(advance(target.numel * words), Int64(target.numel))
  }
}
