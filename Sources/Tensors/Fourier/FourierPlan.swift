internal import CKernels

/// What transforms of one length need: tables of roots of unity, made once.
///
/// Powers of two by the iterative radix-2 method of Cooley and Tukey (1965); all other lengths by
/// Bluestein's (1970), as a convolution whose length is a power of two. All in double precision.
struct FourierPlan {
  /// The length of a transform.
  let length: Int
  private let isInverse: Bool
  /// The length of the power-of-two transforms inside.
  private let inner: Int
  private let roots: [Complex]
  private var chirp: [Complex] = []
  private var filter: [Complex] = []

  /// A complex number.
  struct Complex {
    var real: Double
    var imaginary: Double

    /// Zero.
    static let zero = Complex(real: 0, imaginary: 0)

    /// exp(sign * 2 pi i * turns), with bits that do not depend on the machine.
    init(turns: Double, sign: Double) {
      var sine = 0.0
      var cosine = 0.0
      ck_portable_sincospi2(turns, &sine, &cosine)
      real = cosine
      imaginary = sign * sine
    }

    init(real: Double, imaginary: Double) {
      self.real = real
      self.imaginary = imaginary
    }

    /// The product.
    @inline(__always)
    static func * (a: Complex, b: Complex) -> Complex {
      Complex(
        real: a.real * b.real - a.imaginary * b.imaginary,
        imaginary: a.real * b.imaginary + a.imaginary * b.real)
    }

    /// The mirror image at the real axis.
    var conjugate: Complex { Complex(real: real, imaginary: -imaginary) }
  }

  init(length: Int, isInverse: Bool) {
    self.length = length
    self.isInverse = isInverse
    let isPower = length & (length - 1) == 0
    var size = 1
    while size < (isPower ? length : 2 * length - 1) { size *= 2 }
    inner = size
    // Bluestein's inner transforms go forward, then back by conjugation.
    let sign: Double = isPower && isInverse ? 1 : -1
    roots = (0..<Swift.max(size / 2, 1)).map {
      Complex(turns: Double($0) / Double(size), sign: sign)
    }
    if isPower { return }
    // k^2 / 2 turns by n, reduced in whole numbers so that nothing is lost for large k.
    let (n, direction) = (length, isInverse ? 1.0 : -1.0)
    chirp = (0..<n).map { k in
      let square = k.multipliedFullWidth(by: k)
      let rest = (2 * n).dividingFullWidth(square).remainder
      return Complex(turns: Double(rest) / Double(2 * n), sign: direction)
    }
    var kernel = [Complex](repeating: .zero, count: inner)
    for k in 0..<n {
      kernel[k] = chirp[k].conjugate
      if k > 0 { kernel[inner - k] = chirp[k].conjugate }
    }
    transformPower(&kernel)
    filter = kernel
  }

  /// Replaces a row by its transform, without a factor.
  func transform(_ row: inout [Complex]) {
    if chirp.isEmpty {
      transformPower(&row)
      return
    }
    var work = [Complex](repeating: .zero, count: inner)
    for k in 0..<length { work[k] = row[k] * chirp[k] }
    transformPower(&work)
    for k in 0..<inner { work[k] = (work[k] * filter[k]).conjugate }
    transformPower(&work)
    let factor = 1 / Double(inner)
    for k in 0..<length {
      let value = work[k].conjugate * chirp[k]
      row[k] = Complex(real: value.real * factor, imaginary: value.imaginary * factor)
    }
  }

  private func transformPower(_ row: inout [Complex]) {
    let n = row.count
    roots.withUnsafeBufferPointer { roots in
      row.withUnsafeMutableBufferPointer { x in
        var reversed = 0
        for index in 1..<Swift.max(n, 1) {
          var bit = n >> 1
          while reversed & bit != 0 {
            reversed ^= bit
            bit >>= 1
          }
          reversed |= bit
          if index < reversed { x.swapAt(index, reversed) }
        }
        var half = 1
        while half < n {
          let stride = n / (2 * half)
          var start = 0
          while start < n {
            for k in 0..<half {
              let (a, b) = (x[start + k], x[start + k + half] * roots[k * stride])
              x[start + k] = Complex(
                real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
              x[start + k + half] = Complex(
                real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
            }
            start += 2 * half
          }
          half *= 2
        }
      }
    }
  }
}
