public import NN
internal import Plots
public import Tensors

/// Trains a network for several epochs and draws how loss and accuracy went.
///
/// Prints one line with the last values, and returns the run with its curves: mean training loss,
/// training accuracy while the epoch went on, and test accuracy after it.
///
/// ```swift
/// train(net, trainIter, testIter, loss: CrossEntropyLoss(), epochs: 10, SGD(net.parameters(), lr: 0.1))
/// ```
@discardableResult
public func train(
  _ net: Module, _ trainBatches: some Sequence<(Tensor, Tensor)>,
  _ testBatches: some Sequence<(Tensor, Tensor)>, loss: Loss, epochs: Int, _ optimizer: Optimizer
) -> TrainingRun {
  train(
    epochs: epochs, animator: curves(from: 1, epochs, yLim: 0.3...0.9),
    epoch: { _ in trainEpoch(net, trainBatches, loss, optimizer) },
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
) -> TrainingRun {
  train(
    epochs: epochs, animator: curves(from: 1, epochs, yLim: 0.3...0.9),
    epoch: { _ in trainEpoch(net, trainBatches, loss, updater: updater) },
    test: { evaluateAccuracy(net, testBatches) })
}

/// Trains a convolutional network from the start: new weights, cross-entropy, plain SGD.
///
/// Linear and convolutional layers get Xavier's weights; lazy layers get theirs from the first batch.
/// The training curves have a point five times an epoch, so that one sees more than one number an
/// hour. Prints one line with the last values; ``TrainingRun/speed`` says how fast it was.
///
/// ```swift
/// let run = train(net, trainIter, testIter, epochs: 10, lr: 0.9)
/// ```
///
/// - Parameters:
///   - net: The network; what it has learned is forgotten.
///   - trainBatches: Batches of images and class numbers.
///   - testBatches: Those that are tested after each epoch.
///   - epochs: How often all images are seen.
///   - lr: The learning rate.
///   - device: Where to train, such as `tryGPU()`; stops for one that does not exist.
@discardableResult
public func train(
  _ net: Module, _ trainBatches: some Sequence<(Tensor, Tensor)>,
  _ testBatches: some Sequence<(Tensor, Tensor)>, epochs: Int, lr: Double, device: Device = .cpu
) -> TrainingRun {
  net.to(device)
  initialize(net, trainBatches)
  let (loss, optimizer) = (CrossEntropyLoss(), SGD(net.parameters(), lr: lr))
  let animator = curves(from: 0, epochs, yLim: nil)
  let batches = trainBatches.underestimatedCount
  let stride = max(1, batches / 5)
  return train(
    epochs: epochs, animator: animator, device: device,
    epoch: { epoch in
      trainEpoch(net, trainBatches, loss, optimizer) { batch, soFar in
        // The last point of an epoch is drawn with the test's.
        if (batch + 1) % stride == 0, batch + 1 < batches {
          let time = Double(epoch) + Double(batch + 1) / Double(batches)
          animator.add(time, [soFar.loss, soFar.accuracy, nil])
        }
      }
    },
    test: { evaluateAccuracy(net, testBatches) })
}

private func train(
  epochs: Int, animator: Animator, device: Device = .cpu, epoch: (Int) -> EpochResult,
  test: () -> Double
) -> TrainingRun {
  if epochs < 1 { fail("train", "\(epochs) epochs", rule: "there is at least one epoch") }
  let timer = Timer()
  var last = EpochResult(loss: .nan, accuracy: .nan, examples: 0)
  var (accuracy, examples) = (Double.nan, 0)
  for number in 0..<epochs {
    timer.start()
    last = epoch(number)
    timer.stop()
    accuracy = test()
    examples += last.examples
    animator.add(number + 1, [last.loss, last.accuracy, accuracy])
  }
  let run = TrainingRun(
    animator: animator, last: last, testAccuracy: accuracy, examples: examples,
    seconds: timer.sum(), device: device)
  print(run.summary)
  return run
}

/// Empty curves of a training.
private func curves(from start: Double, _ epochs: Int, yLim: ClosedRange<Double>?) -> Animator {
  Animator(
    xLabel: "epoch", legend: ["train loss", "train accuracy", "test accuracy"],
    xLim: start...Double(max(epochs, 2)), yLim: yLim)
}

/// Gives linear and convolutional layers Xavier's weights.
private func initialize(_ net: Module, _ batches: some Sequence<(Tensor, Tensor)>) {
  if net.parameters().contains(where: \.isUninitialized) {
    for (X, _) in batches {
      net.evaluating { noGrad { _ = net(X) } }
      break
    }
  }
  net.apply { module in
    if let layer = module as? Linear { Init.xavierUniform(layer.weight) }
    if let layer = module as? ConvolutionLayer { Init.xavierUniform(layer.weight) }
  }
}
