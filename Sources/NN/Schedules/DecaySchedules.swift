internal import Foundation
internal import Tensors

/// A rate that is the base rate times a function of the epoch.
public final class LambdaLR: LRSchedule {
  private let factor: (Int) -> Double

  /// A schedule from a function of the epoch, counted from 0.
  public init(_ optimizer: Optimizer, _ factor: @escaping (Int) -> Double) {
    self.factor = factor
    super.init(optimizer)
  }

  /// The base rate times the function.
  public override func nextRate(_ rate: Double, base: Double) -> Double {
    base * factor(lastEpoch)
  }
}

/// A rate that shrinks by a factor every few epochs.
public final class StepLR: LRSchedule {
  private let stepSize: Int
  private let gamma: Double

  /// Shrinks the rate by `gamma` every `stepSize` epochs.
  public init(_ optimizer: Optimizer, stepSize: Int, gamma: Double = 0.1) {
    if stepSize < 1 { fail("StepLR", "stepSize \(stepSize)", rule: "stepSize is at least 1") }
    self.stepSize = stepSize
    self.gamma = gamma
    super.init(optimizer)
  }

  /// The present rate, shrunk at multiples of the step size.
  public override func nextRate(_ rate: Double, base: Double) -> Double {
    lastEpoch > 0 && lastEpoch % stepSize == 0 ? rate * gamma : rate
  }
}

/// A rate that shrinks by a factor at given epochs.
public final class MultiStepLR: LRSchedule {
  private let milestones: [Int]
  private let gamma: Double

  /// Shrinks the rate by `gamma` at each of the milestones; one that is named twice counts twice.
  public init(_ optimizer: Optimizer, milestones: [Int], gamma: Double = 0.1) {
    self.milestones = milestones
    self.gamma = gamma
    super.init(optimizer)
  }

  /// The present rate, shrunk at milestones.
  public override func nextRate(_ rate: Double, base: Double) -> Double {
    let times = lastEpoch > 0 ? milestones.count { $0 == lastEpoch } : 0
    return times == 0 ? rate : rate * pow(gamma, Double(times))
  }
}

/// A rate that shrinks by a factor every epoch.
public final class ExponentialLR: LRSchedule {
  private let gamma: Double

  /// Shrinks the rate by `gamma` each epoch.
  public init(_ optimizer: Optimizer, gamma: Double) {
    self.gamma = gamma
    super.init(optimizer)
  }

  /// The present rate times the factor.
  public override func nextRate(_ rate: Double, base: Double) -> Double {
    lastEpoch == 0 ? rate : rate * gamma
  }
}

/// A rate that falls along half a cosine from its base to a least value, and rises again.
///
/// η ← ηₘᵢₙ + (η₀ − ηₘᵢₙ)(1 + cos(πt/T)) / 2, computed from one epoch to the next. (Loshchilov and
/// Hutter, 2017.)
public final class CosineAnnealingLR: LRSchedule {
  private let period: Double
  private let least: Double
  private let tMax: Int

  /// Falls to `etaMin` within `tMax` epochs.
  public init(_ optimizer: Optimizer, tMax: Int, etaMin: Double = 0) {
    if tMax < 1 { fail("CosineAnnealingLR", "tMax \(tMax)", rule: "tMax is at least 1") }
    self.tMax = tMax
    period = Double(tMax)
    least = etaMin
    super.init(optimizer)
  }

  /// The rate one epoch further on the cosine.
  public override func nextRate(_ rate: Double, base: Double) -> Double {
    if lastEpoch == 0 { return rate }
    let epoch = Double(lastEpoch)
    if lastEpoch > tMax, (lastEpoch - 1 - tMax) % (2 * tMax) == 0 {
      // The quotient below would be 0/0 just after the lowest point.
      return rate + (base - least) * (1 - cos(.pi / period)) / 2
    }
    let ratio = (1 + cos(.pi * epoch / period)) / (1 + cos(.pi * (epoch - 1) / period))
    return ratio * (rate - least) + least
  }
}

/// A rate that moves in a straight line from one factor of its base to another: a warm-up.
public final class LinearLR: LRSchedule {
  private let startFactor: Double
  private let endFactor: Double
  private let totalIters: Int

  /// Moves from `startFactor` to `endFactor` times the base rate within `totalIters` steps.
  ///
  /// Stops unless the first factor lies in 0 (excluded) to 1 and the last in 0 to 1.
  public init(
    _ optimizer: Optimizer, startFactor: Double = 1.0 / 3, endFactor: Double = 1,
    totalIters: Int = 5
  ) {
    if startFactor <= 0 || startFactor > 1 || !(0...1).contains(endFactor) || totalIters < 1 {
      fail(
        "LinearLR", "from \(startFactor) to \(endFactor) in \(totalIters) steps",
        rule: "factors lie between 0 and 1, the first one above 0; there is at least one step")
    }
    self.startFactor = startFactor
    self.endFactor = endFactor
    self.totalIters = totalIters
    super.init(optimizer)
  }

  /// The rate one step further on the line.
  public override func nextRate(_ rate: Double, base: Double) -> Double {
    if lastEpoch == 0 { return rate * startFactor }
    if lastEpoch > totalIters { return rate }
    let rise = endFactor - startFactor
    let before = Double(totalIters) * startFactor + Double(lastEpoch - 1) * rise
    return rate * (1 + rise / before)
  }
}
