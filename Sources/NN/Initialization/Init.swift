internal import CKernels
public import Tensors

/// Ways to fill a parameter with initial values, in place and unrecorded.
///
/// ```swift
/// net.apply { m in
///   if let m = m as? Linear {
///     Init.xavierUniform(m.weight)
///     Init.zeros(m.bias)
///   }
/// }
/// ```
///
/// All of them return the tensor that they filled.
public enum Init {
  /// Fills with one number.
  @discardableResult
  public static func constant(_ tensor: Tensor?, _ value: Double) -> Tensor? {
    fill(tensor, "Init.constant") { Tensor.full($0.shape, value, dtype: $0.dtype) }
  }

  /// Fills with zeros.
  @discardableResult
  public static func zeros(_ tensor: Tensor?) -> Tensor? { constant(tensor, 0) }

  /// Fills with ones.
  @discardableResult
  public static func ones(_ tensor: Tensor?) -> Tensor? { constant(tensor, 1) }

  /// Fills with numbers from a normal distribution.
  @discardableResult
  public static func normal(_ tensor: Tensor?, mean: Double = 0, std: Double = 1) -> Tensor? {
    fill(tensor, "Init.normal") {
      Tensors.normal(mean: mean, std: std, $0.shape, dtype: $0.dtype)
    }
  }

  /// Fills with numbers from a normal distribution, drawn again until they lie in `low`...`high`.
  @discardableResult
  public static func truncatedNormal(
    _ tensor: Tensor?, mean: Double = 0, std: Double = 1, low: Double = -2, high: Double = 2
  ) -> Tensor? {
    fill(tensor, "Init.truncatedNormal") { target in
      var values = Tensors.normal(mean: mean, std: std, [target.numel], dtype: .float64)
        .scalars(as: Double.self)
      // The share outside is small for sensible bounds; a hopeless interval ends in clamping.
      for _ in 0..<64 {
        let outside = values.indices.filter { !(low...high).contains(values[$0]) }
        if outside.isEmpty { break }
        let again = Tensors.normal(mean: mean, std: std, [outside.count], dtype: .float64)
          .scalars(as: Double.self)
        for (place, value) in zip(outside, again) { values[place] = value }
      }
      return Tensor(
        values.map { min(max($0, low), high) }, shape: target.shape, dtype: target.dtype)
    }
  }

  /// Fills with numbers spread evenly over `low`..<`high`.
  @discardableResult
  public static func uniform(_ tensor: Tensor?, _ low: Double = 0, _ high: Double = 1) -> Tensor? {
    fill(tensor, "Init.uniform") { Tensors.uniform(low, high, $0.shape, dtype: $0.dtype) }
  }

  /// Fills a matrix with ones on the diagonal and zeros elsewhere.
  @discardableResult
  public static func eye(_ tensor: Tensor?) -> Tensor? {
    fill(tensor, "Init.eye", minimumAxes: 2) {
      Tensor.eye($0.shape[0], $0.shape[1], dtype: $0.dtype)
    }
  }

  /// Fills so that outputs have the variance of inputs, evenly spread (Glorot and Bengio, 2010).
  ///
  /// The numbers lie within ±gain · √(6 / (fan in + fan out)).
  @discardableResult
  public static func xavierUniform(_ tensor: Tensor?, gain: Double = 1) -> Tensor? {
    guard let tensor else { return nil }
    let fan = fans(tensor, "Init.xavierUniform")
    let bound = gain * (6 / Double(fan.in + fan.out)).squareRoot()
    return uniform(tensor, -bound, bound)
  }

  /// Fills so that outputs have the variance of inputs, normally distributed.
  ///
  /// The standard deviation is gain · √(2 / (fan in + fan out)).
  @discardableResult
  public static func xavierNormal(_ tensor: Tensor?, gain: Double = 1) -> Tensor? {
    guard let tensor else { return nil }
    let fan = fans(tensor, "Init.xavierNormal")
    return normal(tensor, std: gain * (2 / Double(fan.in + fan.out)).squareRoot())
  }

  /// Fills for layers followed by a ReLU, evenly spread (He et al., 2015).
  ///
  /// - Parameters:
  ///   - tensor: The weights.
  ///   - a: The slope below 0 of a leaky ReLU.
  ///   - mode: Whether the variance is kept forward (fan in) or backward (fan out).
  ///   - nonlinearity: The function that follows.
  @discardableResult
  public static func kaimingUniform(
    _ tensor: Tensor?, a: Double = 0, mode: FanMode = .fanIn,
    nonlinearity: Nonlinearity = .leakyReLU
  ) -> Tensor? {
    guard let tensor else { return nil }
    let std = kaimingDeviation(tensor, a, mode, nonlinearity)
    let bound = 3.0.squareRoot() * std
    return uniform(tensor, -bound, bound)
  }

  /// Fills for layers followed by a ReLU, normally distributed; see `kaimingUniform`.
  @discardableResult
  public static func kaimingNormal(
    _ tensor: Tensor?, a: Double = 0, mode: FanMode = .fanIn,
    nonlinearity: Nonlinearity = .leakyReLU
  ) -> Tensor? {
    guard let tensor else { return nil }
    return normal(tensor, std: kaimingDeviation(tensor, a, mode, nonlinearity))
  }

  /// Fills so that rows (or columns, if there are fewer) are orthogonal (Saxe et al., 2013).
  ///
  /// Axes after the first are taken together. The signs make the result uniformly distributed.
  @discardableResult
  public static func orthogonal(_ tensor: Tensor?, gain: Double = 1) -> Tensor? {
    fill(tensor, "Init.orthogonal", minimumAxes: 2) { target in
      let rows = target.shape[0]
      let columns = rows == 0 ? 0 : target.numel / rows
      let isWide = rows < columns
      let (m, n) = isWide ? (columns, rows) : (rows, columns)
      if n == 0 { return target }
      let draw = Tensors.normal(mean: 0, std: 1, [m, n], dtype: .float64)
      let q = Tensor.empty([m, n], dtype: .float64)
      let r = Tensor.empty([n, n], dtype: .float64)
      let status = ck_qr(
        CK_F64, Int64(m), Int64(n), draw.pointer, q.pointer, r.pointer, false)
      if status != 0 {
        fail("Init.orthogonal", "LAPACK's status \(status)", rule: "the drawn matrix has a QR form")
      }
      let directed = q * r.diagonal().sign()
      let matrix = isWide ? directed.T : directed
      return (matrix * gain).reshape(target.shape).to(target.dtype)
    }
  }

  /// Writes the values that `make` computes into a tensor; a missing tensor (no bias) is left out.
  ///
  /// This is how a filling of one's own is written.
  @discardableResult
  public static func fill(
    _ tensor: Tensor?, _ name: String = "Init.fill", minimumAxes: Int = 0,
    with make: (Tensor) -> Tensor
  ) -> Tensor? {
    guard let tensor else { return nil }
    if let parameter = tensor as? Parameter, parameter.isUninitialized {
      fail(
        name, "the parameter is not initialised yet",
        rule: "a lazy layer's parameters have no shape before its first call",
        hint: "call the network once with a batch of the right shape, then initialise it")
    }
    if tensor.ndim < minimumAxes {
      fail(
        name, "a tensor of shape \(tensor.shape)",
        rule: "it needs a tensor with at least \(minimumAxes) axes")
    }
    noGrad { copyElements(from: make(tensor), to: tensor) }
    tensor.storage.version += 1
    return tensor
  }
}
