internal import Foundation
public import Tensors

/// The base class of learning-rate schedules: `step()` once an epoch (or batch) changes the rates.
///
/// The rules are PyTorch's chainable ones: each step computes the next rate of a group from its
/// present one, so several schedules can act on one optimiser.
///
/// ```swift
/// let schedule = StepLR(trainer, stepSize: 5, gamma: 0.5)
/// for epoch in 0..<20 {
///   trainEpoch(...)
///   schedule.step()
/// }
/// ```
open class LRSchedule {
  /// The optimiser whose rates are changed.
  public let optimizer: Optimizer
  /// The groups' rates before any schedule changed them.
  public private(set) var baseRates: [Double]
  /// How many steps have been made.
  public internal(set) var lastEpoch = 0

  /// A schedule of an optimiser; sets the rates of epoch 0.
  public init(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    baseRates = optimizer.groups.map { $0.rememberInitialRate() }
    setRates()
  }

  /// Changes the rates as the next epoch wants them.
  public func step() {
    lastEpoch += 1
    setRates()
  }

  /// The groups' present rates.
  public var lastRates: [Double] { optimizer.groups.map(\.lr) }

  /// The rate of one group at `lastEpoch`; schedules override it.
  ///
  /// - Parameters:
  ///   - rate: The group's present rate, that of the epoch before.
  ///   - base: The group's rate at the start.
  open func nextRate(_ rate: Double, base: Double) -> Double { rate }

  /// Goes back to the start: first epoch, first rates.
  func start() {
    lastEpoch = 0
    for (group, base) in zip(optimizer.groups, baseRates) { group.lr = base }
    setRates()
  }

  private func setRates() {
    for (group, base) in zip(optimizer.groups, baseRates) {
      group.lr = nextRate(group.lr, base: base)
    }
  }

  /// What is needed to go on: the epoch and the first rates, by name.
  open func stateDict() -> [String: Tensor] {
    [
      "last_epoch": Tensor(scalar: Double(lastEpoch), dtype: .float64),
      "base_lrs": Tensor(baseRates, dtype: .float64),
    ]
  }

  /// Takes over a state; the optimiser's own state holds the present rates.
  ///
  /// - Throws: `StateDictError` where an entry is missing or is for another number of groups.
  open func loadStateDict(_ state: [String: Tensor]) throws(StateDictError) {
    var error = StateDictError(
      module: "\(type(of: self))", missing: [], unexpected: [], mismatched: [])
    for name in stateDict().keys.sorted() where state[name] == nil { error.missing.append(name) }
    if let rates = state["base_lrs"], rates.shape != [baseRates.count] {
      error.mismatched.append(
        .init(name: "base_lrs", expected: [baseRates.count], found: rates.shape))
    }
    guard error.missing.isEmpty && error.mismatched.isEmpty else { throw error }
    if let epoch = state["last_epoch"] { lastEpoch = epoch.item(Int.self) }
    if let rates = state["base_lrs"] { baseRates = rates.scalars(as: Double.self) }
  }
}
