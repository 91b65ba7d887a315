import NN
import Tensors
import Testing

@Suite struct MetricsTests {
  /// Seven examples in batches of three: the last one is smaller.
  private var batches: [(Tensor, Tensor)] {
    let x = Tensor.arange(7, dtype: .float32).reshape([7, 1])
    let y = x * x
    return [(x[0..<3], y[0..<3]), (x[3..<6], y[3..<6]), (x[6..<7], y[6..<7])]
  }

  /// The model 2x misses x² by |x² − 2x|: 0, 1, 0, 3, 8, 15, 24.
  private var net: Module {
    let net = Sequential(Linear(1, 1, bias: false))
    Init.constant(net[0].weight, 2)
    return net
  }

  @Test(arguments: [Reduction.mean, .sum, .none, .batchMean])
  func theMeanLossIsThatOfAllExamples(_ reduction: Reduction) {
    let found = evaluateLoss(net, batches, L1Loss(reduction: reduction))
    #expect(abs(found - 51.0 / 7) < 1e-6)
  }

  @Test func anEpochWeighsBatchesByTheirSize() {
    for reduction in [Reduction.mean, .none, .batchMean] {
      let model = net
      let result = trainEpoch(
        model, batches, L1Loss(reduction: reduction), SGD(model.parameters(), lr: 0))
      #expect(abs(result.loss - 51.0 / 7) < 1e-6)
      #expect(result.examples == 7)
    }
  }

  @Test func evaluationLeavesModesAndGradientsAlone() {
    let model = Sequential(Linear(1, 2), Dropout(0.5))
    model[1].eval()
    _ = evaluateAccuracy(model, [(Tensor.ones(3, 1), Tensor([0, 1, 0]))])
    #expect(model.isTraining && model[0].isTraining && !model[1].isTraining)
    #expect(model[0].weight.grad == nil)
  }

  @Test func accuracyTakesScoresAndClassNumbers() {
    let scores = Tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]])
    #expect(accuracy(scores, Tensor([0, 2])) == 1)
    #expect(accuracy(Tensor([0, 2]), Tensor([0, 2])) == 2)
    #expect(accuracy(Tensor([[0.0], [2]]), Tensor([0, 2])) == 2)
  }

  @Test func timersKeepTheirTimes() {
    let timer = Timer()
    timer.stop()
    timer.start()
    timer.stop()
    #expect(timer.times.count == 2)
    #expect(timer.cumulativeSums().last == timer.sum())
    #expect(abs(timer.average() * 2 - timer.sum()) < 1e-12)
  }
}
