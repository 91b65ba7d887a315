public import Tensors

/// The model of linear regression: X w + b.
///
/// - Parameters:
///   - X: The features, shape (examples, features).
///   - w: The weights, shape (features, 1).
///   - b: The shift.
public func linreg(_ X: Tensor, _ w: Tensor, _ b: Tensor) -> Tensor { matmul(X, w) + b }

/// Half the squared differences, one for each prediction.
///
/// The labels take the predictions' shape: (n, 1) minus (n) would be an n by n table.
public func squaredLoss(_ predictions: Tensor, _ labels: Tensor) -> Tensor {
  let difference = predictions - labels.reshape(predictions.shape)
  return difference * difference / 2
}

/// One step of minibatch stochastic gradient descent, then forgets the gradients.
///
/// - Parameters:
///   - parameters: The parameters; those without a gradient are left alone.
///   - lr: The learning rate.
///   - batchSize: What the gradients, those of a summed loss, are divided by.
public func sgd(_ parameters: [Tensor], lr: Double, batchSize: Int) {
  noGrad {
    for parameter in parameters {
      if let gradient = parameter.grad { parameter -= gradient * (lr / Double(batchSize)) }
      parameter.zeroGrad()
    }
  }
}
