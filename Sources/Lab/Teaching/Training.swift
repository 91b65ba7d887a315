public import NN
public import Plots
public import Tensors

/// Trains a network for several epochs and draws how loss and accuracy went.
///
/// Prints one line with the last values, and returns the curves: mean training loss, training
/// accuracy while the epoch went on, and test accuracy after it.
///
/// ```swift
/// train(net, trainIter, testIter, loss: CrossEntropyLoss(), epochs: 10, SGD(net.parameters(), lr: 0.1))
/// ```
@discardableResult
public func train(
  _ net: Module, _ trainBatches: some Sequence<(Tensor, Tensor)>,
  _ testBatches: some Sequence<(Tensor, Tensor)>, loss: Loss, epochs: Int, _ optimizer: Optimizer
) -> Animator {
  train(
    epochs: epochs, epoch: { trainEpoch(net, trainBatches, loss, optimizer) },
    test: { evaluateAccuracy(net, testBatches) })
}

/// Trains a model made of plain tensors for several epochs, with an updater of one's own.
///
/// - Parameters:
///   - loss: A loss that gives one number for each example.
///   - updater: Called with the batch size after the gradients of the summed loss are there; it
///     changes the parameters and forgets their gradients, as `sgd` does.
@discardableResult
public func train(
  _ net: (Tensor) -> Tensor, _ trainBatches: some Sequence<(Tensor, Tensor)>,
  _ testBatches: some Sequence<(Tensor, Tensor)>, loss: (Tensor, Tensor) -> Tensor, epochs: Int,
  updater: (Int) -> Void
) -> Animator {
  train(
    epochs: epochs, epoch: { trainEpoch(net, trainBatches, loss, updater: updater) },
    test: { evaluateAccuracy(net, testBatches) })
}

private func train(
  epochs: Int, epoch: () -> EpochResult, test: () -> Double
) -> Animator {
  let animator = Animator(
    xLabel: "epoch", legend: ["train loss", "train accuracy", "test accuracy"],
    xLim: 1...Double(max(epochs, 2)), yLim: 0.3...0.9)
  var last: (result: EpochResult, accuracy: Double)?
  for number in 1...max(epochs, 1) {
    let result = epoch()
    let accuracy = test()
    animator.add(number, [result.loss, result.accuracy, accuracy])
    last = (result, accuracy)
  }
  if let last {
    print(
      "loss \(last.result.loss.rounded(to: 3)), train accuracy \(last.result.accuracy.rounded(to: 3)), "
        + "test accuracy \(last.accuracy.rounded(to: 3))")
  }
  return animator
}
