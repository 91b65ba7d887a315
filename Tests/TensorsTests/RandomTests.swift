import Foundation
import Tensors
import Testing

/// Distributions by their moments and by the tests of Kolmogorov and Smirnov, and of Pearson.
///
/// Seeds are fixed, so nothing here can fail by chance; bounds are those of one failure in a
/// thousand seeds.
@Suite struct RandomTests {
  struct Continuous: Sendable, CustomTestStringConvertible {
    let name: String
    let mean: Double
    let variance: Double
    let cumulative: @Sendable (Double) -> Double
    let draw: @Sendable (Int, RandomGenerator) -> Tensor
    var testDescription: String { name }
  }

  private static let continuous: [Continuous] = [
    Continuous(
      name: "uniform", mean: 1, variance: 3,
      cumulative: { ($0 + 2) / 6 },
      draw: { uniform(-2, 4, [$0], dtype: .float64, generator: $1) }),
    Continuous(
      name: "normal", mean: -1, variance: 4,
      cumulative: { 0.5 * erfc(-($0 + 1) / (2 * 2.0.squareRoot())) },
      draw: { normal(mean: -1, std: 2, [$0], dtype: .float64, generator: $1) }),
    Continuous(
      name: "exponential", mean: 0.5, variance: 0.25, cumulative: { 1 - exp(-2 * $0) },
      draw: { exponential(rate: 2, [$0], dtype: .float64, generator: $1) }),
    Continuous(
      name: "laplace", mean: 1, variance: 18,
      cumulative: { $0 < 1 ? 0.5 * exp(($0 - 1) / 3) : 1 - 0.5 * exp(-($0 - 1) / 3) },
      draw: { laplace(location: 1, scale: 3, [$0], dtype: .float64, generator: $1) }),
    Continuous(
      name: "gamma 4.5", mean: 2.25, variance: 1.125, cumulative: { gammaCDF(4.5, 2 * $0) },
      draw: { gamma(concentration: 4.5, rate: 2, [$0], dtype: .float64, generator: $1) }),
    Continuous(
      name: "gamma 0.3", mean: 0.3, variance: 0.3, cumulative: { gammaCDF(0.3, $0) },
      draw: { gamma(concentration: 0.3, [$0], dtype: .float64, generator: $1) }),
    Continuous(
      name: "a part of dirichlet", mean: 1.0 / 3, variance: 1.0 / 18,
      cumulative: { 1 - (1 - $0) * (1 - $0) },
      draw: { dirichlet([1, 1, 1], samples: $0, dtype: .float64, generator: $1)[.all, 1] }),
  ]

  /// The regularised lower incomplete gamma function by its power series.
  private static func gammaCDF(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    var term = 1 / a
    var sum = term
    var n = a
    while term > sum * 1e-15 {
      n += 1
      term *= x / n
      sum += term
    }
    return min(1, sum * exp(a * log(x) - x - lgamma(a)))
  }

  @Test(arguments: continuous)
  func continuousDistributions(_ distribution: Continuous) {
    let count = 20_000
    let drawn = distribution.draw(count, RandomGenerator(seed: 11))
    let values = drawn.scalars(as: Double.self).sorted()
    let mean = values.reduce(0, +) / Double(count)
    #expect(
      abs(mean - distribution.mean) < 4 * (distribution.variance / Double(count)).squareRoot())
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(abs(variance / distribution.variance - 1) < 0.12)
    var distance = 0.0
    for (index, value) in values.enumerated() {
      let expected = distribution.cumulative(value)
      let above = Double(index + 1) / Double(count) - expected
      distance = max(distance, above, expected - Double(index) / Double(count))
    }
    #expect(distance * Double(count).squareRoot() < 1.95)
  }

  /// Pearson's statistic against its bound at one in a thousand (Wilson and Hilferty).
  private func expectFrequencies(_ observed: [Double], _ probabilities: [Double]) {
    let total = observed.reduce(0, +)
    var statistic = 0.0
    var cells = 0
    var tail = (observed: 0.0, expected: 0.0)
    for (count, probability) in zip(observed, probabilities) {
      let expected = total * probability
      if expected < 8 {
        tail = (tail.observed + count, tail.expected + expected)
      } else {
        statistic += (count - expected) * (count - expected) / expected
        cells += 1
      }
    }
    if tail.expected >= 4 {
      statistic += (tail.observed - tail.expected) * (tail.observed - tail.expected) / tail.expected
      cells += 1
    } else {
      #expect(tail.observed < 16)
    }
    let freedom = Double(max(cells - 1, 1))
    let root = 1 - 2 / (9 * freedom) + 3.09 * (2 / (9 * freedom)).squareRoot()
    #expect(statistic < freedom * root * root * root)
  }

  private func frequencies(_ drawn: Tensor, _ cells: Int) -> [Double] {
    drawn.to(.int64).reshape(-1).bincount(minimumLength: cells).scalars(as: Double.self)
  }

  @Test(arguments: [0.05, 3, 9.9, 10, 37.5, 400])
  func poissonNumbers(_ rate: Double) {
    let drawn = poisson(rate: rate, [20_000], generator: RandomGenerator(seed: 5))
    let cells = Int(rate + 12 * rate.squareRoot()) + 12
    let probabilities = (0..<cells).map { k in
      exp(Double(k) * log(rate) - rate - lgamma(Double(k) + 1))
    }
    expectFrequencies(frequencies(drawn, cells), probabilities)
    #expect(poisson(rate: 0, [50]).sum().item() == 0)
  }

  @Test func bernoulliAndWholeNumbers() {
    let generator = RandomGenerator(seed: 3)
    expectFrequencies(frequencies(bernoulli(0.3, [20_000], generator: generator), 2), [0.7, 0.3])
    expectFrequencies(
      frequencies(bernoulli(Tensor.full([20_000], 0.9), generator: generator), 2), [0.1, 0.9])
    expectFrequencies(
      frequencies(randint(-3, 4, [20_000], generator: generator) + 3, 7),
      Array(repeating: 1.0 / 7, count: 7))
    let order = randperm(1000, generator: generator)
    #expect(order.sort().values.equals(Tensor.arange(1000)))
    // The first place of many permutations of four.
    let firsts = (0..<4000).map { _ in randperm(4, generator: generator)[0].item(Int.self) }
    expectFrequencies(frequencies(Tensor(firsts), 4), [0.25, 0.25, 0.25, 0.25])
  }

  private static let weights = [0.0, 3, 1, 0, 4, 2]

  @Test func multinomialWithReplacement() {
    let weights = Tensor([Self.weights, Self.weights.reversed()])
    let drawn = multinomial(
      weights, 20_000, replacement: true, generator: RandomGenerator(seed: 8))
    #expect(drawn.shape == [2, 20_000])
    expectFrequencies(frequencies(drawn[0], 6), Self.weights.map { $0 / 10 })
    expectFrequencies(frequencies(drawn[1], 6), Self.weights.reversed().map { $0 / 10 })
  }

  @Test func multinomialWithoutReplacement() {
    let generator = RandomGenerator(seed: 9)
    let rows = Tensor(Array(repeating: Self.weights, count: 5000))
    let drawn = multinomial(rows, 4, generator: generator)
    #expect(drawn.sort(axis: 1).values.equals(Tensor([1, 2, 4, 5]).expand(5000, 4)))
    expectFrequencies(frequencies(drawn[.all, 0], 6), Self.weights.map { $0 / 10 })
    // The second draw, given that the first was 4: what is left in proportion.
    let second = drawn[drawn[.all, 0] .== 4][.all, 1]
    expectFrequencies(frequencies(second, 6), Self.weights.map { $0 == 4 ? 0 : $0 / 6 })
  }

  @Test(arguments: [1, 40, 1024, 1025, 30_000])
  func countsOfManyTrials(_ trials: Int) {
    let samples = 3000
    let counts = multinomialCounts(
      trials, probabilities: Tensor(Self.weights), samples: samples,
      generator: RandomGenerator(seed: 21))
    #expect(counts.sum(axis: 1).equals(Tensor.full([samples], Float(trials))))
    for (position, weight) in Self.weights.enumerated() {
      let own = counts[.all, position].to(.float64)
      let (n, p) = (Double(trials), weight / 10)
      let variance = n * p * (1 - p)
      #expect(
        abs(own.mean().item() - n * p) <= 4 * (variance / Double(samples)).squareRoot())
      #expect(abs(own.variance().item() - variance) <= 0.12 * variance)
    }
    // Two outcomes share what is drawn: their covariance is -n p q.
    let centred = counts.to(.float64) - counts.to(.float64).mean(axis: 0, keepDims: true)
    let covariance = (centred[.all, 1] * centred[.all, 4]).mean().item()
    #expect(abs(covariance / (-Double(trials) * 0.12) - 1) < 0.25)
  }

  @Test(arguments: [(2000, 0.002), (2000, 0.004), (5000, 0.01), (2000, 0.5), (3000, 0.97)])
  func binomialNumbers(_ trials: Int, _ p: Double) {
    let counts = multinomialCounts(
      trials, probabilities: Tensor([p, 1 - p], dtype: .float64), samples: 20_000,
      generator: RandomGenerator(seed: 13))
    let n = Double(trials)
    let probabilities = (0...trials).map { k in
      let k = Double(k)
      let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      return exp(ways + k * log(p) + (n - k) * log(1 - p))
    }
    expectFrequencies(frequencies(counts[.all, 0], trials + 1), probabilities)
  }

  @Test func dirichletPoints() {
    let concentration = [0.5, 2, 4.5]
    let points = dirichlet(
      concentration, samples: 20_000, dtype: .float64, generator: RandomGenerator(seed: 2))
    #expect(abs(points.sum(axis: 1) - 1).max().item() < 1e-12)
    for (part, own) in concentration.enumerated() {
      let p = own / 7
      let values = points[.all, part]
      #expect(abs(values.mean().item() - p) < 4 * (p * (1 - p) / 8 / 20_000).squareRoot())
      #expect(abs(values.variance().item() / (p * (1 - p) / 8) - 1) < 0.08)
    }
    let tiny = dirichlet([1e-5, 1e-5], samples: 200, generator: RandomGenerator(seed: 1))
    #expect(tiny.isNaN().any().item(Bool.self) == false)
    #expect(abs(tiny[.all, 0].mean().item() - 0.5) < 0.15)
  }

  typealias Draw = @Sendable (Int, RandomGenerator) -> Tensor

  private static let discrete: [Draw] = [
    { (count: Int, generator: RandomGenerator) -> Tensor in
      bernoulli(0.4, [count], generator: generator)
    },
    { (count: Int, generator: RandomGenerator) -> Tensor in
      randint(0, 100, [count], generator: generator)
    },
    { (count: Int, generator: RandomGenerator) -> Tensor in
      poisson(rate: 4, [count], generator: generator)
    },
    { (count: Int, generator: RandomGenerator) -> Tensor in
      multinomial(Tensor(weights), count, replacement: true, generator: generator)
    },
    { (count: Int, generator: RandomGenerator) -> Tensor in
      multinomialCounts(
        2000, probabilities: Tensor(weights), samples: count, generator: generator)
    },
    { (count: Int, generator: RandomGenerator) -> Tensor in
      multinomialCounts(7, probabilities: Tensor(weights), samples: count, generator: generator)
    },
  ]

  private static let draws: [Draw] = continuous.map(\.draw) + discrete

  @Test(arguments: draws.indices)
  func aSavedStateDrawsTheSameAgain(_ index: Int) throws {
    let generator = RandomGenerator(seed: 77)
    _ = Self.draws[index](5, generator)
    let saved = try JSONEncoder().encode(generator.state)
    let first = Self.draws[index](9, generator)
    let second = Self.draws[index](9, generator)
    #expect(!first.equals(second))
    let restored = RandomGenerator(seed: 0)
    restored.state = try JSONDecoder().decode(RandomGenerator.State.self, from: saved)
    #expect(Self.draws[index](9, restored).equals(first))
    #expect(Self.draws[index](9, restored).equals(second))
  }

  @Test(arguments: draws.indices)
  func aDrawDoesNotDependOnTheSizesOfOthers(_ index: Int) {
    let (one, other) = (RandomGenerator(seed: 4), RandomGenerator(seed: 4))
    let short = Self.draws[index](3, one)
    let long = Self.draws[index](1000, other)
    #expect(long[0..<3].equals(short))
    #expect(Self.draws[index](6, one).equals(Self.draws[index](6, other)))
  }

  @Test func theStandardGeneratorStartsAgain() {
    manualSeed(12)
    let first = rand(4)
    manualSeed(12)
    #expect(rand(4).equals(first))
    #expect(!rand(4).equals(first))
  }
}
