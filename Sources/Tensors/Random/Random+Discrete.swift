internal import CKernels

/// Ones with probability `p`, else zeros.
public func bernoulli(
  _ p: Double, _ shape: [Int], dtype: DType = .float32, generator: RandomGenerator? = nil
) -> Tensor {
  checkProbability("bernoulli", p)
  let result = Tensor(uninitialized: checkShape("bernoulli", shape), dtype: dtype)
  let draw = (generator ?? .standard).nextDraw()
  _ = ck_random_bernoulli(
    dtype.kernel, draw.seed, draw.stream, 0, result.pointer, p, Int64(result.numel))
  return result
}

/// Ones with a probability of their own for each element, else zeros, in the dtype of `p`.
public func bernoulli(_ p: Tensor, generator: RandomGenerator? = nil) -> Tensor {
  let dtype = p.dtype.isFloatingPoint ? p.dtype : .float32
  return noGrad { (rand(p.shape, dtype: dtype, generator: generator) .< p).to(dtype) }
}

/// Whole numbers from `low` up to, but not including, `high`, all equally likely.
public func randint(
  _ low: Int, _ high: Int, _ shape: [Int], dtype: DType = .int64,
  generator: RandomGenerator? = nil
) -> Tensor {
  if low >= high {
    fail(
      "randint", "the range is \(low)..<\(high)", rule: "low must be below high",
      hint: "high itself is never drawn")
  }
  let result = Tensor(uninitialized: checkShape("randint", shape), dtype: dtype)
  let draw = (generator ?? .standard).nextDraw()
  _ = ck_random_integers(
    dtype.kernel, draw.seed, draw.stream, 0, result.pointer, Int64(low), Int64(high),
    Int64(result.numel))
  return result
}

/// The numbers 0 up to, but not including, `count`, in random order, as int64.
public func randperm(_ count: Int, generator: RandomGenerator? = nil) -> Tensor {
  let result = Tensor(uninitialized: checkShape("randperm", [count]), dtype: .int64)
  let draw = (generator ?? .standard).nextDraw()
  ck_random_permutation(
    draw.seed, draw.stream, 0, result.pointer.assumingMemoryBound(to: Int64.self), Int64(count))
  return result
}

/// Whole numbers of the Poisson distribution with the given mean.
///
/// Small means by multiplying uniform numbers (Knuth), means from 10 on by Hörmann's transformed
/// rejection PTRS (Insurance: Mathematics and Economics 12, 1993).
public func poisson(
  rate: Double, _ shape: [Int], dtype: DType = .float32, generator: RandomGenerator? = nil
) -> Tensor {
  checkNotNegative("poisson", rate, "rate")
  return elements("poisson", shape, dtype, generator) { stream in
    rate < 10 ? stream.smallPoisson(rate) : stream.largePoisson(rate)
  }
}

/// Positions drawn with probabilities proportional to weights, as int64.
///
/// - Parameters:
///   - weights: Shape [n], or [rows, n] for a draw in each row; not negative, not all zero.
///   - count: How many positions are drawn in a row.
///   - replacement: Whether a position can be drawn again; without, `count` is at most the number
///     of positive weights.
/// - Returns: Shape [count] or [rows, count].
public func multinomial(
  _ weights: Tensor, _ count: Int, replacement: Bool = false, generator: RandomGenerator? = nil
) -> Tensor {
  let (rows, width, values) = checkWeights("multinomial", weights)
  checkCount("multinomial", count, "positions")
  let draw = (generator ?? .standard).nextDraw()
  var result: [Int] = []
  result.reserveCapacity(rows * count)
  for row in 0..<rows {
    let own = Array(values[row * width..<(row + 1) * width])
    if replacement {
      let table = CumulativeTable(own)
      for index in 0..<count {
        var stream = ElementStream(draw, element: row * count + index)
        result.append(table.position(stream.uniform()))
      }
    } else {
      result += withoutReplacement(own, count, draw, firstElement: row * width)
    }
  }
  return Tensor(result, shape: weights.ndim == 1 ? [count] : [rows, count], dtype: .int64)
}

/// The positions with the smallest of n exponential waiting times: a draw without replacement
/// (Efraimidis and Spirakis, 2006).
private func withoutReplacement(
  _ weights: [Double], _ count: Int, _ draw: Draw, firstElement: Int
) -> [Int] {
  let possible = weights.count { $0 > 0 }
  if count > possible {
    fail(
      "multinomial", "\(count) positions are to be drawn, \(possible) weights are positive",
      rule: "without replacement each position is drawn once at most",
      hint: "pass replacement: true")
  }
  var times: [(time: Double, position: Int)] = []
  for (position, weight) in weights.enumerated() where weight > 0 {
    var stream = ElementStream(draw, element: firstElement + position)
    times.append((-ck_portable_log(stream.uniform()) / weight, position))
  }
  times.sort { ($0.time, $0.position) < ($1.time, $1.position) }
  return times.prefix(count).map(\.position)
}

extension ElementStream {
  fileprivate mutating func smallPoisson(_ rate: Double) -> Double {
    let limit = ck_portable_exp(-rate)
    var count = 0.0
    var product = uniform()
    while product > limit {
      count += 1
      product *= uniform()
    }
    return count
  }

  fileprivate mutating func largePoisson(_ rate: Double) -> Double {
    let logRate = ck_portable_log(rate)
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let v = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let w = uniform()
      let us = 0.5 - abs(u)
      let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
      if us >= 0.07 && w <= v { return k }
      if k < 0 || (us < 0.013 && w > us) { continue }
      let left = ck_portable_log(w) + ck_portable_log(inverseAlpha)
      let right = -rate + k * logRate - Self.logFactorial(k)
      if left - ck_portable_log(a / (us * us) + b) <= right { return k }
    }
  }

  /// log(k!): by Stirling's series from 10 on, to within 4e-11.
  static func logFactorial(_ k: Double) -> Double {
    if k < 10 {
      var product = 1.0
      var factor = 2.0
      while factor <= k {
        product *= factor
        factor += 1
      }
      return ck_portable_log(product)
    }
    let n = k + 1
    let series = 1 / (12 * n) - 1 / (360 * n * n * n) + 1 / (1260 * n * n * n * n * n)
    return (n - 0.5) * ck_portable_log(n) - n + 0.918_938_533_204_672_8 + series
  }
}
