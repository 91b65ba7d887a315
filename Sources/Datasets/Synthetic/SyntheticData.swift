public import Tensors

/// Examples of a linear model: y = Xw + b + noise, with normally distributed features.
///
/// - Parameters:
///   - w: The true weights, any shape; each is the weight of one feature.
///   - b: The true shift.
///   - count: How many examples.
///   - noise: The standard deviation of the noise.
/// - Returns: Features of shape (count, features) and labels of shape (count, 1).
public func syntheticData(
  _ w: Tensor, _ b: Double, _ count: Int, noise: Double = 0.01
) -> (Tensor, Tensor) {
  noGrad {
    let X = normal([count, w.numel], dtype: w.dtype)
    let y = matmul(X, w.reshape([-1, 1])) + b
    return (X, y + normal(std: noise, [count, 1], dtype: w.dtype))
  }
}

/// Examples of a polynomial, with features xⁱ/i! that stay small.
public struct PolynomialData {
  /// The points, shape (examples, 1).
  public let x: Tensor
  /// The powers of the points, the i-th divided by i!, shape (examples, degree).
  public let features: Tensor
  /// The values with noise, shape (examples).
  public let labels: Tensor
}

/// Examples of a polynomial Σ cᵢ xⁱ/i! with normally distributed points.
///
/// - Parameters:
///   - coefficients: The true coefficients; those of higher powers are 0.
///   - count: How many examples.
///   - degree: How many powers the features have, from 0 on.
///   - noise: The standard deviation of the noise.
///   - dtype: The tensors' dtype; all is computed in float64.
///   - scaled: Whether powers are divided by i!.
public func syntheticPolynomial(
  _ coefficients: [Double], count: Int, degree: Int = 20, noise: Double = 0.1,
  dtype: DType = .float32, scaled: Bool = true
) -> PolynomialData {
  let points = normal([count], dtype: .float64).scalars(as: Double.self)
  let errors = normal(std: noise, [count], dtype: .float64).scalars(as: Double.self)
  var features: [Double] = []
  var labels: [Double] = []
  for (x, error) in zip(points, errors) {
    var power = 1.0
    var value = 0.0
    for exponent in 0..<degree {
      features.append(power)
      if exponent < coefficients.count { value += coefficients[exponent] * power }
      power *= scaled ? x / Double(exponent + 1) : x
    }
    labels.append(value + error)
  }
  return PolynomialData(
    x: Tensor(points, shape: [count, 1], dtype: dtype),
    features: Tensor(features, shape: [count, degree], dtype: dtype),
    labels: Tensor(labels, shape: [count], dtype: dtype))
}

/// Points of two normal distributions whose centres differ: a covariate shift.
///
/// - Parameters:
///   - count: How many points of each.
///   - center: The centre of the first distribution; its length is the number of features.
///   - shift: What is added to the centre of the second one.
///   - std: The standard deviation of both.
/// - Returns: The points before and after the shift, each of shape (count, features).
public func shiftedGaussians(
  _ count: Int, center: [Double], shift: [Double], std: Double = 1
) -> (source: Tensor, target: Tensor) {
  if center.count != shift.count {
    fail(
      "shiftedGaussians", "a centre of \(center.count) and a shift of \(shift.count) numbers",
      rule: "both have one number for each feature")
  }
  let middle = Tensor(center, dtype: .float32)
  let source = normal(std: std, [count, center.count]) + middle
  let target = normal(std: std, [count, center.count]) + middle
  return (source, target + Tensor(shift, dtype: .float32))
}

/// A loader of two tensors, in random order for training.
public func loadArray(_ data: (Tensor, Tensor), batchSize: Int, isTrain: Bool = true) -> DataLoader
{
  DataLoader(TensorDataset(data.0, data.1), batchSize: batchSize, shuffle: isTrain)
}
