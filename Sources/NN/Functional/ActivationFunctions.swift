public import Tensors

/// The input where it is positive, else `negativeSlope` times it.
public func leakyReLU(_ input: Tensor, negativeSlope: Double = 0.01) -> Tensor {
  `where`(input .> 0, input, input * negativeSlope)
}

/// The input where it is positive, else a learned slope times it.
///
/// - Parameters:
///   - input: Shape (batch, channels, ...), or any shape for a single slope.
///   - weight: The slope, one number or one for each channel.
public func prelu(_ input: Tensor, _ weight: Tensor) -> Tensor {
  var slope = weight
  if weight.numel != 1 {
    if input.ndim < 2 || input.shape[1] != weight.numel {
      fail(
        "prelu", "an input of shape \(input.shape) with \(weight.numel) slopes",
        rule: "there is one slope, or one for each channel (axis 1)")
    }
    slope = weight.reshape([1, weight.numel] + Array(repeating: 1, count: input.ndim - 2))
  }
  return `where`(input .> 0, input, input * slope)
}

/// The input where it is positive, else alpha · (exp(x) − 1).
public func elu(_ input: Tensor, alpha: Double = 1) -> Tensor {
  // The exponential sees only what is not positive, so that it cannot overflow.
  let negative = input - relu(input)
  return `where`(input .> 0, input, expm1(negative) * alpha)
}

/// The self-normalising exponential unit (Klambauer et al., 2017).
public func selu(_ input: Tensor) -> Tensor {
  elu(input, alpha: 1.6732632423543772848170429916717) * 1.0507009873554804934193349852946
}

/// The input limited to 0...6.
public func relu6(_ input: Tensor) -> Tensor { relu(input).clamp(max: 6) }

/// Sets elements to 0 with probability `p` and scales the others by 1/(1 − p).
///
/// - Parameters:
///   - input: Any shape.
///   - p: The probability of 0, from 0 to 1.
///   - training: Whether anything is done; otherwise the input comes back unchanged.
public func dropout(_ input: Tensor, p: Double = 0.5, training: Bool = true) -> Tensor {
  if !(0...1).contains(p) {
    fail("dropout", "p is \(p)", rule: "a probability lies between 0 and 1")
  }
  if !training || p == 0 { return input }
  if p == 1 { return input * 0 }
  let kept = bernoulli(1 - p, input.shape, dtype: input.dtype)
  return input * (kept * (1 / (1 - p)))
}

/// Looks up rows of a table.
///
/// - Parameters:
///   - indices: Integers of any shape, each a row of the table.
///   - weight: The table, shape (rows, features).
/// - Returns: The indices' shape with the features as a last axis.
public func embedding(_ indices: Tensor, _ weight: Tensor) -> Tensor {
  checkRank("embedding", weight, 2, name: "the table (rows, features)")
  if !indices.dtype.isInteger {
    fail(
      "embedding", "the indices are \(indices.dtype)", rule: "indices are integers",
      hint: "convert with .to(.int64)")
  }
  let rows = weight.indexSelect(axis: 0, indices.flatten())
  return rows.reshape(indices.shape + [weight.shape[1]])
}
