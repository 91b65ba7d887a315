import Datasets
import Tensors
import Testing

@Suite struct LoadingTests {
  static func numbers(_ count: Int) -> TensorDataset {
    let x = Tensor.arange(count).reshape([count, 1])
    return TensorDataset(x, x * 10)
  }

  @Test func everyExampleIsInOneBatch() {
    for prefetch in [0, 1, 3] {
      for batchSize in [1, 3, 10, 40] {
        for dropLast in [false, true] {
          for shuffle in [false, true] {
            let loader = DataLoader(
              Self.numbers(10), batchSize: batchSize, shuffle: shuffle, dropLast: dropLast,
              prefetch: prefetch)
            let batches = loader.map { ($0.0.scalars(as: Int.self), $0.1.scalars(as: Int.self)) }
            #expect(batches.count == loader.count)
            let seen = batches.flatMap(\.0)
            #expect(batches.flatMap(\.1) == seen.map { $0 * 10 })
            #expect(Set(seen).count == seen.count)
            #expect(seen.count == (dropLast ? 10 / batchSize * batchSize : 10))
            if !shuffle { #expect(seen == Array(0..<seen.count)) }
          }
        }
      }
    }
  }

  @Test func theOrderIsThatOfTheSeedAndNewEachTime() {
    func order(_ prefetch: Int) -> [[Int]] {
      manualSeed(3)
      let loader = DataLoader(
        Self.numbers(50), batchSize: 7, shuffle: true, prefetch: prefetch)
      return (0..<2).map { _ in loader.flatMap { $0.0.scalars(as: Int.self) } }
    }
    #expect(order(0) == order(2))
    #expect(order(0)[0] != order(0)[1])
  }

  @Test func aWalkCanBeAbandoned() {
    for _ in 0..<20 {
      for _ in DataLoader(Self.numbers(100), batchSize: 1, prefetch: 2) { break }
    }
    #expect(DataLoader(Self.numbers(3), batchSize: 2).first?.0.shape == [2, 1])
    #expect(DataLoader(Self.numbers(0), batchSize: 2, prefetch: 2).first == nil)
  }

  @Test func foldsCoverEverythingOnce() {
    for count in 2...12 {
      for k in 2...count {
        let folds = Array(KFold(count, k: k, shuffle: k % 2 == 0))
        #expect(folds.count == k)
        #expect(folds.flatMap(\.validation).sorted() == Array(0..<count))
        for fold in folds { #expect((fold.train + fold.validation).sorted() == Array(0..<count)) }
      }
    }
    let X = Tensor.arange(10).reshape([10, 1])
    let data = kFoldData(5, 1, X, X)
    #expect(data.validX.scalars(as: Int.self) == [2, 3])
    #expect(data.trainY.count == 8)
  }

  @Test func partsOfARandomSplitCoverEverythingOnce() {
    for parts in [
      randomSplit(Self.numbers(11), [0.5, 0.25, 0.25]), randomSplit(Self.numbers(11), [6, 3, 2]),
    ] {
      #expect(parts.map(\.count) == [6, 3, 2])
      let seen = parts.map { $0.batch(Array(0..<$0.count)).0.scalars(as: Int.self) }
      #expect(seen.flatMap { $0 }.sorted() == Array(0..<11))
      #expect(seen[0] != Array(0..<6))
    }
    let orders = (0..<2).map { _ in
      randomSplit(Self.numbers(9), [9], generator: RandomGenerator(seed: 5))[0].batch([0, 1, 2]).0
    }
    #expect(orders[0].equals(orders[1]))
  }

  @Test func subsetsAndSinglesAreRows() {
    let part = Subset(Self.numbers(10), [7, 2])
    #expect(part.count == 2)
    #expect(part.batch([0, 1]).0.scalars(as: Int.self) == [7, 2])
    #expect(part[1].0.shape == [1])
  }

  @Test func linearDataFollowTheirModel() {
    let (X, y) = syntheticData(Tensor([2, -3.4]), 4.2, 1000)
    #expect(X.shape == [1000, 2])
    #expect(y.shape == [1000, 1])
    let exact = matmul(X, Tensor([[2.0], [-3.4]])) + 4.2
    let errors = (y - exact).scalars(as: Double.self)
    #expect(abs(errors.reduce(0, +) / 1000) < 0.002)
    let deviation = (errors.reduce(0) { $0 + $1 * $1 } / 1000).squareRoot()
    #expect(abs(deviation - 0.01) < 0.001)
  }

  @Test func polynomialFeaturesAreScaledPowers() {
    let data = syntheticPolynomial([5, 1.2, -3.4, 5.6], count: 20, degree: 6, noise: 0)
    #expect(data.features.shape == [20, 6])
    let x = data.x.scalars(as: Double.self)
    let features = data.features.scalars(as: Double.self)
    for (row, point) in x.enumerated() {
      #expect(abs(features[row * 6 + 3] - point * point * point / 6) < 1e-5)
    }
    let y = data.labels.scalars(as: Double.self)
    let first = 5 + 1.2 * x[0] - 3.4 * x[0] * x[0] / 2 + 5.6 * x[0] * x[0] * x[0] / 6
    #expect(abs(y[0] - first) < 1e-4)
  }
}
