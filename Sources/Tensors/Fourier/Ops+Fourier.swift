extension Ops {
  static let fft = Operation(
    "fft", "The discrete Fourier transform of complex numbers.", torch: "torch.fft.fft")
  static let ifft = Operation(
    "ifft", "The inverse of the discrete Fourier transform.", torch: "torch.fft.ifft")
  static let rfft = Operation(
    "rfft", "The first half of the transform of real numbers.", torch: "torch.fft.rfft")
  static let irfft = Operation(
    "irfft", "Real numbers from the first half of their transform.", torch: "torch.fft.irfft")

  /// Transforms, for the registry.
  static let fourier: [Operation] = [fft, ifft, rfft, irfft]

  /// The transform without a factor, forward or inverse; differentiable.
  ///
  /// The transform is linear and its matrix symmetric, so the gradient is the transform with the
  /// opposite sign in the exponent.
  static func fourier(
    _ operation: Operation, _ real: Tensor, _ imaginary: Tensor, axis: Int, isInverse: Bool
  ) -> (real: Tensor, imaginary: Tensor) {
    let outputs = noGrad {
      rows(real.detach(), imaginary.detach(), axis: axis, isInverse: isInverse)
    }
    guard isRecording(real, imaginary) else { return (outputs[0], outputs[1]) }
    let recorded = record(operation, [real, imaginary], outputs: outputs) { pass in
      guard let some = pass.gradients[0] ?? pass.gradients[1] else { return [nil, nil] }
      let zeros = Tensor.zerosLike(some)
      let back = fourier(
        operation, pass.gradients[0] ?? zeros, pass.gradients[1] ?? zeros, axis: axis,
        isInverse: !isInverse)
      return [back.real, back.imaginary]
    }
    return (recorded[0], recorded[1])
  }

  private static func rows(
    _ real: Tensor, _ imaginary: Tensor, axis: Int, isInverse: Bool
  ) -> [Tensor] {
    let re = real.transposed(axis, -1).storedAs(.float64)
    let im = imaginary.transposed(axis, -1).storedAs(.float64)
    let outRe = Tensor(uninitialized: re.layout.shape, dtype: .float64)
    let outIm = Tensor(uninitialized: re.layout.shape, dtype: .float64)
    let n = re.dim(-1)
    let plan = FourierPlan(length: n, isInverse: isInverse)
    let source = (
      re.pointer.assumingMemoryBound(to: Double.self),
      im.pointer.assumingMemoryBound(to: Double.self)
    )
    let target = (
      outRe.pointer.assumingMemoryBound(to: Double.self),
      outIm.pointer.assumingMemoryBound(to: Double.self)
    )
    var row = [FourierPlan.Complex](repeating: .zero, count: n)
    for start in stride(from: 0, to: re.numel, by: n) {
      for k in 0..<n {
        row[k] = FourierPlan.Complex(real: source.0[start + k], imaginary: source.1[start + k])
      }
      plan.transform(&row)
      for k in 0..<n {
        target.0[start + k] = row[k].real
        target.1[start + k] = row[k].imaginary
      }
    }
    return [outRe, outIm].map { $0.transposed(axis, -1).storedAs(real.dtype) }
  }
}
