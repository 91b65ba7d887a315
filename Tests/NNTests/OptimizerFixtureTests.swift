import NN
import Tensors
import Testing

/// Ten steps of every optimiser and twenty epochs of every schedule, against PyTorch.
@Suite struct OptimizerFixtureTests {
  struct Run: Decodable {
    let name: String
    let options: [String: FixtureOption]
    let start: [FixtureTensor]
    let gradients: [[FixtureTensor]]
    let end: [FixtureTensor]
  }

  @Test func tenStepsFollowPyTorch() throws {
    let cases: [Run] = try FixtureFile.load("optimizers")
    #expect(cases.count > 20)
    for entry in cases {
      let parameters = entry.start.map { Parameter($0.tensor()) }
      let optimizer = try #require(make(entry.name, parameters, entry.options))
      for step in entry.gradients {
        for (parameter, gradient) in zip(parameters, step) { parameter.grad = gradient.tensor() }
        optimizer.step()
      }
      for (parameter, end) in zip(parameters, entry.end) {
        expectClose(parameter.detach(), end, 1e-5, "\(entry.name) \(entry.options)")
      }
    }
  }

  /// Five steps, a saved and resumed state, five more: the same bits as ten steps in one go.
  @Test func aResumedStateContinuesBitForBit() throws {
    let cases: [Run] = try FixtureFile.load("optimizers")
    for entry in cases {
      let whole = entry.start.map { Parameter($0.tensor()) }
      let first = try #require(make(entry.name, whole, entry.options))
      var saved: (state: [String: Tensor], values: [Tensor])?
      for (number, step) in entry.gradients.enumerated() {
        if number == 5 { saved = (first.stateDict(), whole.map { $0.detach().clone() }) }
        for (parameter, gradient) in zip(whole, step) { parameter.grad = gradient.tensor() }
        first.step()
      }
      let resumed = try #require(saved).values.map { Parameter($0) }
      let second = try #require(make(entry.name, resumed, entry.options))
      second.groups[0].lr = 77
      try second.loadStateDict(try #require(saved).state)
      for step in entry.gradients[5...] {
        for (parameter, gradient) in zip(resumed, step) { parameter.grad = gradient.tensor() }
        second.step()
      }
      for (a, b) in zip(whole, resumed) {
        #expect(a.scalars(as: Float.self) == b.scalars(as: Float.self), "\(entry.name)")
      }
    }
  }

  @Test func optimisersPrintWhatTheyRead() {
    let (a, b) = (Parameter(Tensor.ones(2)), Parameter(Tensor.ones(3)))
    let optimizer = SGD([ParameterGroup([a], weightDecay: 3), ParameterGroup([b])], lr: 0.1)
    #expect(
      optimizer.description == """
        SGD (
        Parameter Group 0
            dampening: 0
            lr: 0.1
            momentum: 0
            nesterov: False
            weight_decay: 3.0

        Parameter Group 1
            dampening: 0
            lr: 0.1
            momentum: 0
            nesterov: False
            weight_decay: 0
        )
        """)
    let adam = AdamW([a]).description
    #expect(adam.hasPrefix("AdamW ("))
    #expect(adam.contains("    betas: (0.9, 0.999)\n    eps: 1e-08\n    lr: 0.001\n"))
  }

  @Test func aGroupCanComeLater() {
    let (a, b) = (Parameter(Tensor.ones(2)), Parameter(Tensor.ones(3)))
    let optimizer = SGD([a], lr: 0.5, momentum: 0.9)
    optimizer.addGroup(ParameterGroup([b], lr: 0.25))
    a.grad = Tensor.ones(2)
    b.grad = Tensor.ones(3)
    optimizer.step()
    #expect(a.scalars(as: Double.self) == [0.5, 0.5])
    #expect(b.scalars(as: Double.self) == [0.75, 0.75, 0.75])
    #expect(optimizer.groups[1].hyperparameters.momentum == 0.9)
  }

  private func make(
    _ name: String, _ parameters: [Tensor], _ o: [String: FixtureOption]
  ) -> Optimizer? {
    let decay = o.number("weight_decay", 0)
    let betas = o.numbers("betas")
    let pair = betas.count == 2 ? (betas[0], betas[1]) : (0.9, 0.999)
    switch name {
    case "SGD":
      return SGD(
        parameters, lr: o.number("lr", 0), momentum: o.number("momentum", 0),
        dampening: o.number("dampening", 0), weightDecay: decay, nesterov: o.flag("nesterov"))
    case "Adam":
      return Adam(
        parameters, lr: o.number("lr", 1e-3), betas: pair, eps: o.number("eps", 1e-8),
        weightDecay: decay, amsgrad: o.flag("amsgrad"))
    case "AdamW":
      return AdamW(
        parameters, lr: o.number("lr", 1e-3), weightDecay: o.number("weight_decay", 0.01),
        amsgrad: o.flag("amsgrad"))
    case "Adagrad":
      return Adagrad(
        parameters, lr: o.number("lr", 0.01), lrDecay: o.number("lr_decay", 0), weightDecay: decay,
        initialAccumulatorValue: o.number("initial_accumulator_value", 0))
    case "RMSprop":
      return RMSprop(
        parameters, lr: o.number("lr", 0.01), alpha: o.number("alpha", 0.99), weightDecay: decay,
        momentum: o.number("momentum", 0), centered: o.flag("centered"))
    case "Adadelta":
      return Adadelta(
        parameters, lr: o.number("lr", 1), rho: o.number("rho", 0.9), weightDecay: decay)
    case "LARS":
      return LARS(
        parameters, lr: o.number("lr", 0), momentum: o.number("momentum", 0.9),
        weightDecay: decay, trustCoefficient: o.number("trust", 0.001))
    default: return nil
    }
  }

  struct Rates: Decodable {
    let name: String
    let options: [String: FixtureOption]
    let rates: [[Double]]
    let metrics: [Double]
  }

  @Test func ratesFollowPyTorch() throws {
    let cases: [Rates] = try FixtureFile.load("schedules")
    #expect(cases.count == 11)
    for entry in cases {
      let optimizer = twoGroups()
      let plan = try #require(made(entry, optimizer), "\(entry.name)")
      for (epoch, expected) in entry.rates.enumerated() {
        if epoch > 0 { plan.step(epoch - 1) }
        for (group, rate) in zip(optimizer.groups, expected) {
          #expect(abs(group.lr - rate) <= 1e-9, "\(entry.name) at epoch \(epoch)")
        }
      }
    }
  }

  /// Schedules that are saved after any epoch and resumed in a new process go on as if nothing had
  /// happened: made anew, with the optimiser's state and their own.
  @Test func resumedSchedulesFollowPyTorch() throws {
    let cases: [Rates] = try FixtureFile.load("schedules")
    for entry in cases {
      for pause in [1, 3, 4, 7, 12] {
        var optimizer = twoGroups()
        var plan = try #require(made(entry, optimizer), "\(entry.name)")
        for (epoch, expected) in entry.rates.enumerated() {
          if epoch > 0 { plan.step(epoch - 1) }
          for (group, rate) in zip(optimizer.groups, expected) {
            #expect(abs(group.lr - rate) <= 1e-9, "\(entry.name) at \(epoch) after \(pause)")
          }
          if epoch == pause {
            let (state, own) = (optimizer.stateDict(), plan.save())
            optimizer = twoGroups()
            plan = try #require(made(entry, optimizer))
            try optimizer.loadStateDict(state)
            try plan.load(own)
          }
        }
      }
    }
  }

  private func twoGroups() -> Optimizer {
    SGD(
      [
        ParameterGroup([Parameter(Tensor.zeros(1))]),
        ParameterGroup([Parameter(Tensor.zeros(1))], lr: 0.02),
      ], lr: 0.5)
  }

  /// A schedule by what can be done with it.
  struct Plan {
    let step: (Int) -> Void
    let save: () -> [String: Tensor]
    let load: ([String: Tensor]) throws -> Void
  }

  private func made(_ entry: Rates, _ optimizer: Optimizer) -> Plan? {
    let o = entry.options
    if entry.name.hasPrefix("ReduceLROnPlateau") {
      let plateau = ReduceLROnPlateau(
        optimizer, mode: entry.name.hasSuffix("Max") ? .max : .min,
        factor: o.number("factor", 0), patience: o.integer("patience", 0),
        threshold: o.number("threshold", 1e-4),
        thresholdMode: o.flag("absolute") ? .absolute : .relative,
        cooldown: o.integer("cooldown", 0), minLR: o.number("minLR", 0))
      return Plan(
        step: { plateau.step(entry.metrics[$0]) }, save: { plateau.stateDict() },
        load: { try plateau.loadStateDict($0) })
    }
    let gamma = o.number("gamma", 0)
    let schedule: LRSchedule
    switch entry.name {
    case "StepLR":
      schedule = StepLR(optimizer, stepSize: o.integer("stepSize", 1), gamma: gamma)
    case "MultiStepLR":
      schedule = MultiStepLR(
        optimizer, milestones: o.numbers("milestones").map { Int($0) }, gamma: gamma)
    case "ExponentialLR": schedule = ExponentialLR(optimizer, gamma: gamma)
    case "CosineAnnealingLR":
      schedule = CosineAnnealingLR(
        optimizer, tMax: o.integer("tMax", 1), etaMin: o.number("etaMin", 0))
    case "LinearLR":
      schedule = LinearLR(
        optimizer, startFactor: o.number("startFactor", 1), endFactor: o.number("endFactor", 1),
        totalIters: o.integer("totalIters", 1))
    case "LambdaLR": schedule = LambdaLR(optimizer) { 1 / (1 + Double($0)) }
    case "SequentialLR":
      schedule = SequentialLR(
        optimizer,
        schedules: [
          LinearLR(optimizer, startFactor: 0.1, endFactor: 1, totalIters: 4),
          CosineAnnealingLR(optimizer, tMax: 10),
        ], milestones: [4])
    default: return nil
    }
    return Plan(
      step: { _ in schedule.step() }, save: { schedule.stateDict() },
      load: { try schedule.loadStateDict($0) })
  }
}
