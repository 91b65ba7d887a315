internal import CKernels

/// How often each outcome occurs in a number of trials, as float32 counts.
///
/// Up to 1024 trials are drawn one by one; more as binomial numbers, each outcome among what the
/// outcomes before it have left over, so that the time does not depend on the number of trials.
///
/// - Parameters:
///   - trials: The number of trials that are counted together.
///   - probabilities: Weights of the outcomes, shape [n].
///   - samples: How many times the trials are repeated.
/// - Returns: Shape [n], or [samples, n] with `samples`.
public func multinomialCounts(
  _ trials: Int, probabilities: Tensor, samples: Int? = nil, generator: RandomGenerator? = nil
) -> Tensor {
  let (rows, width, values) = checkWeights("multinomialCounts", probabilities)
  if rows != 1 || probabilities.ndim != 1 {
    fail(
      "multinomialCounts", "the probabilities have the shape \(probabilities.shape)",
      rule: "the probabilities are a vector")
  }
  checkCount("multinomialCounts", trials, "trials")
  checkCount("multinomialCounts", samples ?? 1, "samples")
  let draw = (generator ?? .standard).nextDraw()
  let repetitions = samples ?? 1
  var counts = [Float](repeating: 0, count: repetitions * width)
  if trials > 1024 {
    for sample in 0..<repetitions {
      var stream = ElementStream(draw, element: sample)
      stream.shareOut(trials, values) { counts[sample * width + $0] = Float($1) }
    }
  } else {
    let table = CumulativeTable(values)
    var uniforms = [Double](repeating: 0, count: trials)
    for sample in 0..<repetitions {
      // A float64 number takes two words of the sequence.
      let offset = UInt64(sample) * UInt64(trials + 2) / 2 * 4
      _ = ck_random_uniform(
        DType.float64.kernel, draw.seed, draw.stream, offset, &uniforms, 0, 1, Int64(trials))
      for value in uniforms { counts[sample * width + table.position(value)] += 1 }
    }
  }
  return Tensor(counts, shape: samples.map { [$0, width] } ?? [width])
}

/// Running sums of weights, in which a uniform number finds its position.
struct CumulativeTable {
  private var sums: [Double]
  private let last: Int

  init(_ weights: [Double]) {
    var total = 0.0
    sums = weights.map { weight in
      total += weight
      return total
    }
    last = weights.lastIndex { $0 > 0 } ?? 0
  }

  func position(_ uniform: Double) -> Int {
    let target = uniform * (sums.last ?? 0)
    var low = 0
    var high = sums.count
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    return min(low, last)
  }
}

extension ElementStream {
  /// Shares trials out among outcomes, and calls `assign` with each position and its count.
  fileprivate mutating func shareOut(
    _ trials: Int, _ weights: [Double], _ assign: (Int, Int) -> Void
  ) {
    // What is left for a position and all behind it, summed from the end to lose nothing.
    var rest = weights
    for position in (0..<Swift.max(weights.count - 1, 0)).reversed() {
      rest[position] += rest[position + 1]
    }
    var left = trials
    for (position, weight) in weights.enumerated() where weight > 0 && left > 0 {
      let isLast = position + 1 == weights.count || rest[position + 1] <= 0
      let count = isLast ? left : binomial(left, weight / rest[position])
      assign(position, count)
      left -= count
    }
  }

  /// The number of successes in a number of trials.
  ///
  /// Few expected successes by adding up probabilities (Kachitvichyanukul and Schmeiser's BINV, 1988),
  /// others by Hörmann's transformed rejection BTRS (Journal of Statistical Computation and
  /// Simulation 46, 1993).
  mutating func binomial(_ trials: Int, _ probability: Double) -> Int {
    if probability > 0.5 { return trials - binomial(trials, 1 - probability) }
    if trials == 0 || probability <= 0 { return 0 }
    let n = Double(trials)
    return n * probability < 10
      ? fewSuccesses(n, probability) : manySuccesses(n, probability)
  }

  private mutating func fewSuccesses(_ n: Double, _ p: Double) -> Int {
    let ratio = p / (1 - p)
    let start = ck_portable_exp(n * ck_portable_log(1 - p))
    while true {
      var left = uniform()
      var weight = start
      var count = 0.0
      while left > weight && count < n && weight > 0 {
        left -= weight
        count += 1
        weight *= ratio * (n - count + 1) / count
      }
      // Rounding can leave something over behind the last weight: then again.
      if left <= weight { return Int(count) }
    }
  }

  private mutating func manySuccesses(_ n: Double, _ p: Double) -> Int {
    let spread = (n * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let centre = n * p + 0.5
    let alpha = (2.83 + 5.1 / b) * spread
    let logOdds = ck_portable_log(p / (1 - p))
    let mode = ((n + 1) * p).rounded(.down)
    let atMode = Self.logFactorial(mode) + Self.logFactorial(n - mode)
    while true {
      let u = uniform() - 0.5
      let v = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + centre).rounded(.down)
      if k < 0 || k > n { continue }
      if us >= 0.07 && v <= 0.92 - 4.2 / b { return Int(k) }
      let bound = atMode - Self.logFactorial(k) - Self.logFactorial(n - k) + (k - mode) * logOdds
      if ck_portable_log(v * alpha / (a / (us * us) + b)) <= bound { return Int(k) }
    }
  }
}
