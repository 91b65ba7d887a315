/// The discrete Fourier transform along an axis, of any length.
///
/// `X[k]` is the sum over j of `x[j] * exp(-2 pi i j k / n)`. Complex numbers are pairs of tensors.
/// Computed in double precision; gradients flow through it.
///
/// ```swift
/// let (real, imaginary) = fft(cos(2 * Float.pi * arange(8.0) / 8))
/// // real is [0, 4, 0, 0, 0, 0, 0, 4], but for rounding
/// ```
///
/// - Parameters:
///   - real: The real parts, floating-point.
///   - imaginary: The imaginary parts, of the same shape and dtype; 0 where left out.
///   - axis: The axis along which to transform; its extent is at least 1.
/// - Returns: Two tensors of the same shape.
public func fft(
  _ real: Tensor, _ imaginary: Tensor? = nil, axis: Int = -1
) -> (real: Tensor, imaginary: Tensor) {
  let (x, y, place) = checkTransform("fft", real, imaginary, axis)
  return Ops.fourier(Ops.fft, x, y, axis: place, isInverse: false)
}

/// The inverse of ``fft(_:_:axis:)``: the exponent with the opposite sign, divided by n.
public func ifft(
  _ real: Tensor, _ imaginary: Tensor? = nil, axis: Int = -1
) -> (real: Tensor, imaginary: Tensor) {
  let (x, y, place) = checkTransform("ifft", real, imaginary, axis)
  let factor = 1 / Double(x.dim(place))
  let sums = Ops.fourier(Ops.ifft, x, y, axis: place, isInverse: true)
  return (sums.real * factor, sums.imaginary * factor)
}

/// The transform of real numbers, without the half that is the mirror image of the other.
///
/// - Returns: Two tensors whose extent along the axis is n / 2 + 1, rounded down.
public func rfft(_ x: Tensor, axis: Int = -1) -> (real: Tensor, imaginary: Tensor) {
  let (real, imaginary, place) = checkTransform("rfft", x, nil, axis)
  let half = x.dim(place) / 2 + 1
  let full = Ops.fourier(Ops.rfft, real, imaginary, axis: place, isInverse: false)
  return (
    full.real.narrow(axis: place, start: 0, length: half),
    full.imaginary.narrow(axis: place, start: 0, length: half)
  )
}

/// Real numbers from the first half of their transform; the inverse of ``rfft(_:axis:)``.
///
/// - Parameters:
///   - real: The real parts, at least n / 2 + 1 along the axis.
///   - imaginary: The imaginary parts.
///   - count: How many numbers there are, n; where left out, 2 * (extent - 1).
///   - axis: The axis along which to transform.
public func irfft(
  _ real: Tensor, _ imaginary: Tensor, count: Int? = nil, axis: Int = -1
) -> Tensor {
  let (x, y, place) = checkTransform("irfft", real, imaginary, axis)
  let n = count ?? 2 * (x.dim(place) - 1)
  let half = n / 2 + 1
  if n < 1 || x.dim(place) < half {
    fail(
      "irfft", "\(n) numbers from shape \(x.layout.shape)",
      rule: "n numbers, n at least 1, need n / 2 + 1 values of their transform")
  }
  let (re, im) = (
    x.narrow(axis: place, start: 0, length: half), y.narrow(axis: place, start: 0, length: half)
  )
  // The other half is the mirror image: positions n - half ... 1.
  let length = n - half
  let mirrored = re.narrow(axis: place, start: 1, length: length).flip(axes: [place])
  let opposite = im.narrow(axis: place, start: 1, length: length).flip(axes: [place])
  let full = Ops.fourier(
    Ops.irfft, cat([re, mirrored], axis: place), cat([im, -opposite], axis: place), axis: place,
    isInverse: true)
  return full.real / Double(n)
}

/// The matrix of the transform: `fft(x)` is `matmul(dftMatrix(n), x)`, as real and imaginary parts.
///
/// - Returns: Two matrices of shape [count, count]; element (j, k) is exp(-2 pi i j k / count).
public func dftMatrix(
  _ count: Int, dtype: DType = .float32
) -> (real: Tensor, imaginary: Tensor) {
  if count < 1 || count > 1 << 20 {
    fail("dftMatrix", "count is \(count)", rule: "the matrix has 1 to 1048576 rows")
  }
  let roots = (0..<count).map {
    FourierPlan.Complex(turns: Double($0) / Double(count), sign: -1)
  }
  let places = (0..<count * count).map { ($0 / count) * ($0 % count) % count }
  return (
    Tensor(places.map { roots[$0].real }, shape: [count, count], dtype: dtype),
    Tensor(places.map { roots[$0].imaginary }, shape: [count, count], dtype: dtype)
  )
}

private func checkTransform(
  _ operation: String, _ real: Tensor, _ imaginary: Tensor?, _ axis: Int
) -> (Tensor, Tensor, Int) {
  checkFloatingPoint(operation, real)
  let place = checkAxis(operation, axis, rank: real.ndim)
  if let imaginary {
    checkSameDType(operation, real, imaginary)
    if imaginary.layout.shape != real.layout.shape {
      fail(
        operation,
        "real parts of shape \(real.layout.shape), imaginary ones of \(imaginary.layout.shape)",
        rule: "both parts have the same shape")
    }
  }
  if real.dim(place) < 1 {
    fail(
      operation, "shape \(real.layout.shape) has no elements along axis \(place)",
      rule: "a transform has at least one element")
  }
  return (real, imaginary ?? Tensor.zerosLike(real), place)
}
