public import Tensors

/// Schedules one after the other: for instance a warm-up, then a cosine.
public final class SequentialLR: LRSchedule {
  private let schedules: [LRSchedule]
  private let milestones: [Int]

  /// Goes from each schedule to the next at the milestones.
  ///
  /// Stops unless all act on `optimizer` and there is one milestone less than schedules.
  public init(_ optimizer: Optimizer, schedules: [LRSchedule], milestones: [Int]) {
    let isShared = schedules.allSatisfy { $0.optimizer === optimizer }
    if schedules.isEmpty || milestones.count != schedules.count - 1 || !isShared {
      fail(
        "SequentialLR", "\(schedules.count) schedules with \(milestones.count) milestones",
        rule: "schedules share the optimiser, and there is a milestone between each two of them")
    }
    self.schedules = schedules
    self.milestones = milestones
    // The rates before the schedules touched them; each has done so when it was made.
    for (place, group) in optimizer.groups.enumerated() { group.lr = schedules[0].baseRates[place] }
    super.init(optimizer)
    schedules[0].start()
  }

  /// Makes a step of the schedule whose turn it is; a schedule starts anew at its milestone.
  public override func step() {
    lastEpoch += 1
    let turn = milestones.count { $0 <= lastEpoch }
    if turn > 0, milestones[turn - 1] == lastEpoch {
      schedules[turn].start()
    } else {
      schedules[turn].step()
    }
  }

  /// What is needed to go on: the epoch, the first rates, and each schedule's own state.
  public override func stateDict() -> [String: Tensor] {
    var state = super.stateDict()
    for (place, schedule) in schedules.enumerated() {
      for (name, tensor) in schedule.stateDict() { state["schedule.\(place).\(name)"] = tensor }
    }
    return state
  }

  /// Takes over a state; the optimiser's own state holds the present rates.
  ///
  /// - Throws: `StateDictError` where an entry is missing or is for another number of groups.
  public override func loadStateDict(_ state: [String: Tensor]) throws(StateDictError) {
    try super.loadStateDict(state)
    for (place, schedule) in schedules.enumerated() {
      var own: [String: Tensor] = [:]
      for name in schedule.stateDict().keys { own[name] = state["schedule.\(place).\(name)"] }
      try schedule.loadStateDict(own)
    }
  }
}

/// A rate that shrinks when a measure has stopped getting better.
public final class ReduceLROnPlateau {
  /// Whether smaller or larger measures are better.
  public enum Mode: Sendable {
    /// Smaller is better, as for a loss.
    case min
    /// Larger is better, as for an accuracy.
    case max
  }

  /// What a threshold is measured in.
  public enum ThresholdMode: Sendable {
    /// A share of the best measure.
    case relative
    /// The measure's own unit.
    case absolute
  }

  private let optimizer: Optimizer
  private let mode: Mode
  private let factor: Double
  private let patience: Int
  private let threshold: Double
  private let thresholdMode: ThresholdMode
  private let cooldown: Int
  private let leastRate: Double
  private let eps: Double
  /// The best measure so far.
  public private(set) var best: Double
  /// How many steps in a row were not better.
  public private(set) var badEpochs = 0
  private var cooldownCounter = 0

  /// Shrinks the rates by `factor` after more than `patience` steps without improvement.
  ///
  /// - Parameters:
  ///   - optimizer: The optimiser.
  ///   - mode: Whether smaller or larger measures are better.
  ///   - factor: What the rates are multiplied by; below 1.
  ///   - patience: How many steps without improvement are borne.
  ///   - threshold: By how much a measure must beat the best one to count as better.
  ///   - thresholdMode: Whether that is a share of the best measure.
  ///   - cooldown: How many steps after a change are not judged.
  ///   - minLR: The least rate.
  ///   - eps: The least change of a rate that is made.
  public init(
    _ optimizer: Optimizer, mode: Mode = .min, factor: Double = 0.1, patience: Int = 10,
    threshold: Double = 1e-4, thresholdMode: ThresholdMode = .relative, cooldown: Int = 0,
    minLR: Double = 0, eps: Double = 1e-8
  ) {
    if factor >= 1 { fail("ReduceLROnPlateau", "factor \(factor)", rule: "factor is below 1") }
    self.optimizer = optimizer
    self.mode = mode
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.thresholdMode = thresholdMode
    self.cooldown = cooldown
    leastRate = minLR
    self.eps = eps
    best = mode == .min ? .infinity : -.infinity
  }

  /// Judges a measure, for instance the validation loss of an epoch.
  public func step(_ measure: Double) {
    if isBetter(measure) {
      best = measure
      badEpochs = 0
    } else {
      badEpochs += 1
    }
    if cooldownCounter > 0 {
      cooldownCounter -= 1
      badEpochs = 0
    }
    if badEpochs > patience {
      for group in optimizer.groups {
        let rate = max(group.lr * factor, leastRate)
        if group.lr - rate > eps { group.lr = rate }
      }
      cooldownCounter = cooldown
      badEpochs = 0
    }
  }

  private func isBetter(_ measure: Double) -> Bool {
    let sign = mode == .min ? -1.0 : 1.0
    let bound = thresholdMode == .relative ? best * (1 + sign * threshold) : best + sign * threshold
    return mode == .min ? measure < bound : measure > bound
  }

  /// What is needed to go on.
  public func stateDict() -> [String: Tensor] {
    let values = [
      "best": best, "num_bad_epochs": Double(badEpochs),
      "cooldown_counter": Double(cooldownCounter),
    ]
    return values.mapValues { Tensor(scalar: $0, dtype: .float64) }
  }

  /// Takes over a state.
  ///
  /// - Throws: `StateDictError` where an entry is missing.
  public func loadStateDict(_ state: [String: Tensor]) throws(StateDictError) {
    let missing = stateDict().keys.filter { state[$0] == nil }.sorted()
    guard missing.isEmpty, let best = state["best"], let bad = state["num_bad_epochs"],
      let counter = state["cooldown_counter"]
    else {
      throw StateDictError(
        module: "ReduceLROnPlateau", missing: missing, unexpected: [], mismatched: [])
    }
    self.best = best.item()
    badEpochs = bad.item(Int.self)
    cooldownCounter = counter.item(Int.self)
  }
}
