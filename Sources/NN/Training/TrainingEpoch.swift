public import Tensors

/// What an epoch of training gave.
public struct EpochResult: Equatable, Sendable {
  /// The mean loss of the examples.
  public var loss: Double
  /// The share of right predictions.
  public var accuracy: Double
  /// How many examples there were.
  public var examples: Int

  /// A result from its parts.
  public init(loss: Double, accuracy: Double, examples: Int) {
    self.loss = loss
    self.accuracy = accuracy
    self.examples = examples
  }
}

/// Trains a network for one epoch: for each batch forward, backward, step.
///
/// - Parameters:
///   - net: The network; it is put into training mode.
///   - batches: The batches.
///   - loss: The loss; one that keeps the single losses (`reduction: .none`) is averaged here.
///   - optimizer: The optimiser of the network's parameters.
///   - onBatch: Called after each step with the number of the batch and the epoch so far.
public func trainEpoch(
  _ net: Module, _ batches: some Sequence<(Tensor, Tensor)>, _ loss: Loss,
  _ optimizer: Optimizer, onBatch: ((Int, EpochResult) -> Void)? = nil
) -> EpochResult {
  net.train()
  let metric = Accumulator(3)
  for (number, (X, y)) in batches.enumerated() {
    optimizer.zeroGrad()
    let output = net(X)
    let value = loss(output, y)
    (value.ndim == 0 ? value : value.mean()).backward()
    optimizer.step()
    let examples = Double(y.shape.first ?? 1)
    let total = value.detach().sum().item() * (loss.isMean(value) ? examples : 1)
    metric.add(total, accuracy(output.detach(), y), examples)
    onBatch?(number, epochResult(metric))
  }
  return epochResult(metric)
}

/// Trains a model made of plain tensors for one epoch, with an updater of one's own.
///
/// - Parameters:
///   - net: The model.
///   - batches: The batches.
///   - loss: A loss that gives one number for each example.
///   - updater: Called with the batch size after the gradients of the summed loss are there; it
///     changes the parameters and forgets their gradients, as `sgd` does.
public func trainEpoch(
  _ net: (Tensor) -> Tensor, _ batches: some Sequence<(Tensor, Tensor)>,
  _ loss: (Tensor, Tensor) -> Tensor, updater: (Int) -> Void
) -> EpochResult {
  let metric = Accumulator(3)
  for (X, y) in batches {
    let output = net(X)
    let total = loss(output, y).sum()
    total.backward()
    updater(X.count)
    metric.add(total.item(), accuracy(output.detach(), y), Double(y.numel))
  }
  return epochResult(metric)
}

private func epochResult(_ metric: Accumulator) -> EpochResult {
  EpochResult(
    loss: metric[0] / metric[2], accuracy: metric[1] / metric[2], examples: Int(metric[2]))
}
