internal import CKernels

extension Tensor {
  /// The numbers 0, 1, ... below `end`.
  ///
  /// Integers give int64, floating-point numbers float32, unless `dtype` is given.
  public static func arange<S: Scalar>(
    _ end: S, dtype: DType? = nil, requiresGrad: Bool = false
  ) -> Tensor {
    arange(
      S(integerValue: 0), end, step: S(integerValue: 1), dtype: dtype, requiresGrad: requiresGrad)
  }

  /// The numbers from `start` in steps of `step`, up to but without `end`.
  ///
  /// The number of elements is (end - start) / step, rounded up; with fractional steps rounding can
  /// let a last element come close to `end` (``linspace(_:_:_:dtype:requiresGrad:)`` avoids that).
  public static func arange<S: Scalar>(
    _ start: S, _ end: S, step: S = S(integerValue: 1), dtype: DType? = nil,
    requiresGrad: Bool = false
  ) -> Tensor {
    let first = start.doubleValue
    let stride = step.doubleValue
    let isFinite = stride.isFinite && first.isFinite && end.doubleValue.isFinite
    if stride == 0 || !isFinite {
      fail(
        "arange", "from \(start) to \(end) in steps of \(step)",
        rule: "the step must not be 0, and all three must be finite")
    }
    let length = ((end.doubleValue - first) / stride).rounded(.up)
    if length < 0 {
      fail(
        "arange", "from \(start) to \(end) in steps of \(step)",
        rule: "the step must lead from start toward end")
    }
    let result = Tensor(
      uninitialized: Dimensions([Int(length)]), dtype: dtype ?? S.literalDType)
    fillProgression(result, first, stride)
    if requiresGrad { result.requiresGrad = true }
    return result
  }

  /// `count` numbers in equal steps from `start` to `end`, both included.
  public static func linspace(
    _ start: Double, _ end: Double, _ count: Int, dtype: DType = .float32,
    requiresGrad: Bool = false
  ) -> Tensor {
    Tensor(
      linearSteps("linspace", start, end, count), dtype: dtype, requiresGrad: requiresGrad)
  }

  /// `count` numbers in equal ratios from base to the power `start` to base to the power `end`.
  public static func logspace(
    _ start: Double, _ end: Double, _ count: Int, base: Double = 10, dtype: DType = .float32,
    requiresGrad: Bool = false
  ) -> Tensor {
    let exponents = Tensor(linearSteps("logspace", start, end, count), dtype: .float64)
    let result = noGrad { base ** exponents }.convertedCopy(dtype)
    if requiresGrad { result.requiresGrad = true }
    return result
  }

  private static func linearSteps(
    _ operation: String, _ start: Double, _ end: Double, _ count: Int
  ) -> [Double] {
    if count < 0 {
      fail(operation, "\(count) numbers were asked for", rule: "the count is 0 or more")
    }
    if count == 1 { return [start] }
    let step = (end - start) / Double(Swift.max(count - 1, 1))
    // From both ends, so that the last element is exactly `end`.
    return (0..<count).map { index in
      index < count / 2
        ? start + step * Double(index) : end - step * Double(count - 1 - index)
    }
  }
}

/// Writes first, first + step, ... into a contiguous tensor.
package func fillProgression(_ target: Tensor, _ first: Double, _ step: Double) {
  let count = Int64(target.numel)
  if count == 0 { return }
  if target.dtype == .float16 || target.dtype == .bool || target.dtype == .uint8 {
    let wide = Tensor(uninitialized: target.layout.shape, dtype: .float32)
    _ = ck_arange(CK_F32, wide.pointer, first, step, count)
    copyElements(from: wide, to: target)
  } else {
    _ = ck_arange(target.dtype.kernel, target.pointer, first, step, count)
  }
}
