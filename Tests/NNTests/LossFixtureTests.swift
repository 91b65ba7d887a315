import NN
import Tensors
import Testing

/// Every loss with every reduction, value and gradients, against PyTorch.
@Suite struct LossFixtureTests {
  @Test func lossesAgreeWithPyTorch() throws {
    let cases: [FixtureCall] = try FixtureFile.load("losses")
    #expect(cases.count > 100)
    for entry in cases { try check(entry) }
  }

  @Test func logarithmsOfZeroOnlyCountWhereTheyArePicked() {
    let input = Tensor([[-Double.infinity, 0], [0, -Double.infinity]], requiresGrad: true)
    let loss = NLLLoss(ignoreIndex: 1, reduction: .sum)(input, Tensor([1, 0]))
    loss.backward()
    #expect(loss.item() == 0)
    #expect(input.grad?.scalars(as: Double.self) == [0, 0, -1, 0])
  }

  private func check(_ entry: FixtureCall) throws {
    let o = entry.options
    let reduction = try #require(Reduction(rawValue: o.text("reduction")))
    switch entry.name {
    case "mse": entry.check { MSELoss(reduction: reduction)($0["x"], $0["y"]) }
    case "l1": entry.check { L1Loss(reduction: reduction)($0["x"], $0["y"]) }
    case "huber":
      entry.check {
        HuberLoss(delta: o.number("delta", 1), reduction: reduction)($0["x"], $0["y"])
      }
    case "smoothL1":
      entry.check {
        SmoothL1Loss(beta: o.number("beta", 1), reduction: reduction)($0["x"], $0["y"])
      }
    case "bce":
      entry.check { BCELoss(reduction: reduction)($0["x"], $0["y"].detach()) }
    case "bceLogits":
      entry.check { BCEWithLogitsLoss(reduction: reduction)($0["x"], $0["y"].detach()) }
    case "bceLogitsWeighted":
      entry.check {
        BCEWithLogitsLoss(
          weight: $0["weight"].detach(), posWeight: $0["posWeight"].detach(),
          reduction: reduction)($0["x"], $0["y"].detach())
      }
    case "bceWeighted":
      entry.check {
        BCELoss(weight: $0["weight"].detach(), reduction: reduction)($0["x"], $0["y"])
      }
    case "kl":
      entry.check {
        KLDivLoss(reduction: reduction)(logSoftmax($0["x"], axis: 1), $0["y"].detach())
      }
    case "klLog":
      entry.check {
        KLDivLoss(logTarget: true, reduction: reduction)(logSoftmax($0["x"], axis: 1), $0["y"])
      }
    case "nll":
      entry.check {
        NLLLoss(weight: $0["weight"].detach(), reduction: reduction)(
          logSoftmax($0["x"], axis: 1), $0["target"])
      }
    case "nllPlain":
      entry.check { NLLLoss(reduction: reduction)(logSoftmax($0["x"], axis: 1), $0["target"]) }
    case "nllIgnoring":
      let loss = NLLLoss(weight: Tensor([0.5, 1, 3]), ignoreIndex: 1, reduction: reduction)
      entry.check {
        loss(logSoftmax($0["x"], axis: $0["x"].ndim == 1 ? 0 : 1), $0["target"])
      }
    case "crossEntropyIgnoring":
      let loss = CrossEntropyLoss(
        weight: Tensor([0.5, 1, 3]), ignoreIndex: 1, labelSmoothing: 0.1, reduction: reduction)
      entry.check { loss($0["x"], $0["target"]) }
    case "crossEntropy":
      entry.check {
        crossEntropy(
          $0["x"], ($0.optional("target") ?? $0["soft"]).detach(),
          weight: $0.optional("weight")?.detach(),
          labelSmoothing: o.number("smoothing", 0), reduction: reduction)
      }
    default: Issue.record("no test for \(entry.name)")
    }
  }
}
