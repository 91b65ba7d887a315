public import Tensors

/// Examples of a linear relation with a little noise: `y = Xw + b + ε`.
///
/// The features are standard normal, the noise is normal with standard deviation `noise`.
///
/// - Parameters:
///   - w: The true weights, shape `[d]`.
///   - b: The true bias.
///   - count: How many examples.
///   - noise: The standard deviation of ε.
/// - Returns: Features of shape `[count, d]` and labels of shape `[count, 1]`.
public func syntheticData(
  w: Tensor, b: Double, count: Int, noise: Double = 0.01
) -> (features: Tensor, labels: Tensor) {
  let X = randn(count, w.numel)
  let y = matmul(X, w) + b + normal(0, noise, [count])
  return (X, y.reshape(-1, 1))
}

/// The linear model `Xw + b`: features `[n, d]`, weights `[d, 1]`, bias `[1]`, result `[n, 1]`.
public func linearRegression(_ X: Tensor, _ w: Tensor, _ b: Tensor) -> Tensor {
  matmul(X, w) + b
}

/// Half the squared difference, one number an example, in the shape of `yHat`.
///
/// The labels are reshaped first: `[n, 1]` minus `[n]` would broadcast to `[n, n]`.
public func squaredLoss(_ yHat: Tensor, _ y: Tensor) -> Tensor {
  (yHat - y.reshape(yHat.shape)) ** 2 / 2
}

/// One step of minibatch stochastic gradient descent, in place; then clears the gradients.
///
/// - Parameters:
///   - parameters: Tensors that carry a gradient, that of the *sum* of the loss over a batch.
///   - lr: The learning rate.
///   - batchSize: What that sum is divided by.
public func sgd(_ parameters: [Tensor], lr: Double, batchSize: Int) {
  noGrad {
    for parameter in parameters {
      guard let gradient = parameter.grad else { continue }
      parameter -= lr / Double(batchSize) * gradient
      parameter.zeroGrad()
    }
  }
}
