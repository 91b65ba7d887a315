public import Tensors

/// How many predictions are right.
///
/// - Parameters:
///   - predictions: Scores, shape (batch, classes): the greatest one counts; or class numbers.
///   - labels: Class numbers, shape (batch).
/// - Returns: A number of predictions, not a share. Stops unless there is a label for each one.
public func accuracy(_ predictions: Tensor, _ labels: Tensor) -> Double {
  noGrad {
    let hasScores = predictions.ndim > 1 && predictions.shape[1] > 1
    let classes = hasScores ? predictions.argMax(axis: 1) : predictions
    if classes.numel != labels.numel {
      fail(
        "accuracy", "predictions of shape \(predictions.shape), labels of shape \(labels.shape)",
        rule: "there is one label for each prediction")
    }
    let hits = classes.to(labels.dtype).reshape(labels.shape) .== labels
    return hits.to(.float64).sum().item()
  }
}

/// The share of right predictions over all batches, in evaluation mode and unrecorded.
///
/// A module is put back into the mode that it was in.
public func evaluateAccuracy(
  _ net: Module, _ batches: some Sequence<(Tensor, Tensor)>
) -> Double {
  net.evaluating { evaluateAccuracy({ net($0) }, batches) }
}

/// The share of right predictions of a function over all batches, unrecorded.
public func evaluateAccuracy(
  _ net: (Tensor) -> Tensor, _ batches: some Sequence<(Tensor, Tensor)>
) -> Double {
  let metric = Accumulator(2)
  noGrad {
    for (X, y) in batches { metric.add(accuracy(net(X), y), Double(y.numel)) }
  }
  return metric[1] == 0 ? .nan : metric[0] / metric[1]
}

/// The mean loss of a function over all examples of all batches, unrecorded.
///
/// The loss may give one number for each example, or their mean or sum; what it gives is summed and
/// divided by how many numbers it gave.
public func evaluateLoss(
  _ net: (Tensor) -> Tensor, _ batches: some Sequence<(Tensor, Tensor)>,
  _ loss: (Tensor, Tensor) -> Tensor
) -> Double {
  let metric = Accumulator(2)
  noGrad {
    for (X, y) in batches {
      let output = net(X)
      let labels = output.numel == y.numel ? y.reshape(output.shape) : y
      let losses = loss(output, labels)
      metric.add(losses.sum().item(), Double(losses.numel))
    }
  }
  return metric[1] == 0 ? .nan : metric[0] / metric[1]
}

/// The mean loss of a network over all examples of all batches, in evaluation mode and unrecorded.
///
/// A loss that gives the mean of a batch counts by the batch's size, so that a smaller last batch has
/// its right weight.
public func evaluateLoss(
  _ net: Module, _ batches: some Sequence<(Tensor, Tensor)>, _ loss: Loss
) -> Double {
  let metric = Accumulator(2)
  net.evaluating {
    noGrad {
      for (X, y) in batches {
        let output = net(X)
        let labels = output.numel == y.numel ? y.reshape(output.shape) : y
        let losses = loss(output, labels)
        let share = loss.isMean(losses) ? X.count : 1
        metric.add(
          losses.sum().item() * Double(share),
          Double(loss.reduction == .none ? losses.numel : X.count))
      }
    }
  }
  return metric[1] == 0 ? .nan : metric[0] / metric[1]
}

extension Loss {
  /// Whether what the loss gave is the mean over a batch.
  func isMean(_ value: Tensor) -> Bool {
    value.ndim == 0 && (reduction == .mean || reduction == .batchMean)
  }
}

extension Module {
  /// Runs a closure with the module in evaluation mode, then restores every module's mode.
  public func evaluating<Result>(_ body: () throws -> Result) rethrows -> Result {
    let modes = modules().map { ($0, $0.isTraining) }
    eval()
    defer { for (module, mode) in modes { module.setMode(mode) } }
    return try body()
  }
}
