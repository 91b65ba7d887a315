internal import CKernels

/// Uniform numbers in [0, 1).
public func rand(
  _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false,
  generator: RandomGenerator? = nil
) -> Tensor {
  uniform(0, 1, shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator)
}

/// Uniform numbers in [0, 1): `rand(2, 3)`.
public func rand(
  _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
  generator: RandomGenerator? = nil
) -> Tensor {
  rand(shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator)
}

/// Standard normal numbers: mean 0, standard deviation 1.
public func randn(
  _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false,
  generator: RandomGenerator? = nil
) -> Tensor {
  normal(
    mean: 0, std: 1, shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator)
}

/// Standard normal numbers: `randn(2, 3)`.
public func randn(
  _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false,
  generator: RandomGenerator? = nil
) -> Tensor {
  randn(shape, dtype: dtype, requiresGrad: requiresGrad, generator: generator)
}

/// Uniform numbers in [low, high).
///
/// - Parameters:
///   - low: The smallest possible value.
///   - high: The end of the interval, not part of it; greater than `low`.
public func uniform(
  _ low: Double, _ high: Double, _ shape: [Int], dtype: DType = .float32,
  requiresGrad: Bool = false, generator: RandomGenerator? = nil
) -> Tensor {
  if !(low <= high) {
    fail("uniform", "the interval is [\(low), \(high))", rule: "low must not be above high")
  }
  return draw("uniform", shape, dtype, requiresGrad, generator) { draw, pointer, type, count in
    _ = ck_random_uniform(type, draw.seed, draw.stream, 0, pointer, low, high, count)
  }
}

/// Normal numbers with a mean and a standard deviation.
///
/// By the method of Box and Muller, in double precision with logarithm, sine and cosine of our own,
/// so that every machine draws the same bits.
public func normal(
  mean: Double = 0, std: Double = 1, _ shape: [Int], dtype: DType = .float32,
  requiresGrad: Bool = false, generator: RandomGenerator? = nil
) -> Tensor {
  checkNotNegative("normal", std, "std")
  return draw("normal", shape, dtype, requiresGrad, generator) { draw, pointer, type, count in
    _ = ck_random_normal(type, draw.seed, draw.stream, 0, pointer, mean, std, count)
  }
}

/// Numbers of the exponential distribution with density `rate * exp(-rate * x)`.
public func exponential(
  rate: Double = 1, _ shape: [Int], dtype: DType = .float32, generator: RandomGenerator? = nil
) -> Tensor {
  checkPositive("exponential", rate, "rate")
  return draw("exponential", shape, dtype, false, generator) { draw, pointer, type, count in
    _ = ck_random_exponential(type, draw.seed, draw.stream, 0, pointer, rate, count)
  }
}

/// Numbers of the Laplace distribution with density `exp(-|x - location| / scale) / (2 * scale)`.
///
/// By inversion of the distribution function.
public func laplace(
  location: Double = 0, scale: Double = 1, _ shape: [Int], dtype: DType = .float32,
  generator: RandomGenerator? = nil
) -> Tensor {
  checkPositive("laplace", scale, "scale")
  return elements("laplace", shape, dtype, generator) { stream in
    let centred = stream.uniform() - 0.5
    let size = -scale * ck_portable_log(1 - 2 * abs(centred))
    return location + (centred < 0 ? -size : size)
  }
}

/// Numbers of the gamma distribution with shape `concentration` and the given rate.
///
/// By Marsaglia and Tsang's squeeze (ACM TOMS 26, 2000); for a concentration below 1 with their
/// boost, the gamma number of concentration + 1 times a power of a uniform one.
public func gamma(
  concentration: Double, rate: Double = 1, _ shape: [Int], dtype: DType = .float32,
  generator: RandomGenerator? = nil
) -> Tensor {
  checkPositive("gamma", concentration, "concentration")
  checkPositive("gamma", rate, "rate")
  return elements("gamma", shape, dtype, generator) { $0.gamma(concentration) / rate }
}

/// Points of the Dirichlet distribution: positive numbers that sum to 1 along the last axis.
///
/// - Parameters:
///   - concentration: One positive number for each part.
///   - samples: How many points; the result has the shape [samples, parts], or [parts] without it.
public func dirichlet(
  _ concentration: [Double], samples: Int? = nil, dtype: DType = .float32,
  generator: RandomGenerator? = nil
) -> Tensor {
  for value in concentration { checkPositive("dirichlet", value, "concentration") }
  let draw = (generator ?? .standard).nextDraw()
  let rows = samples ?? 1
  var values: [Double] = []
  values.reserveCapacity(rows * concentration.count)
  for row in 0..<rows {
    var stream = ElementStream(draw, element: row)
    var again = stream
    var parts = concentration.map { stream.gamma($0) }
    if parts.reduce(0, +) < 1e-280 {
      // Tiny concentrations: all parts underflow, their ratios do not.
      let logarithms = concentration.map { again.logGamma($0) }
      let greatest = logarithms.max() ?? 0
      parts = logarithms.map { ck_portable_exp($0 - greatest) }
    }
    let total = parts.reduce(0, +)
    values += parts.map { $0 / total }
  }
  let shape = samples.map { [$0, concentration.count] } ?? [concentration.count]
  return Tensor(values, shape: shape, dtype: dtype)
}

extension ElementStream {
  /// The logarithm of the gamma number that ``gamma(_:)`` would draw.
  mutating func logGamma(_ concentration: Double) -> Double {
    if concentration >= 1 { return ck_portable_log(gamma(concentration)) }
    let boost = ck_portable_log(uniform()) / concentration
    return boost + ck_portable_log(gamma(concentration + 1))
  }

  /// The next standard gamma number.
  mutating func gamma(_ concentration: Double) -> Double {
    if concentration < 1 {
      let boost = ck_portable_exp(ck_portable_log(uniform()) / concentration)
      return gamma(concentration + 1) * boost
    }
    let d = concentration - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = uniform()
      if ck_portable_log(u) < 0.5 * x * x + d - d * v + d * ck_portable_log(v) { return d * v }
    }
  }
}
