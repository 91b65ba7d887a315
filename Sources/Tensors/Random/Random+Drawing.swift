internal import CKernels

/// Fills a fresh floating-point tensor by one kernel call.
func draw(
  _ operation: String, _ shape: [Int], _ dtype: DType, _ requiresGrad: Bool,
  _ generator: RandomGenerator?,
  _ kernel: (Draw, UnsafeMutableRawPointer, ck_dtype, Int64) -> Void
) -> Tensor {
  if !dtype.isFloatingPoint {
    fail(
      operation, "the dtype is \(dtype)", rule: "these numbers are floating-point",
      hint: "randint draws whole numbers")
  }
  let drawn = dtype == .float16 ? DType.float32 : dtype
  let raw = Tensor(uninitialized: checkShape(operation, shape), dtype: drawn)
  kernel((generator ?? .standard).nextDraw(), raw.pointer, drawn.kernel, Int64(raw.numel))
  let result = dtype == drawn ? raw : raw.to(dtype)
  if requiresGrad { result.requiresGrad = true }
  return result
}

/// Fills a fresh tensor element by element, each from a stream of its own.
func elements(
  _ operation: String, _ shape: [Int], _ dtype: DType, _ generator: RandomGenerator?,
  _ element: (inout ElementStream) -> Double
) -> Tensor {
  let draw = (generator ?? .standard).nextDraw()
  _ = checkShape(operation, shape)
  var values = [Double](repeating: 0, count: shape.reduce(1, *))
  for index in values.indices {
    var stream = ElementStream(draw, element: index)
    values[index] = element(&stream)
  }
  return Tensor(values, shape: shape, dtype: dtype)
}

func checkPositive(_ operation: String, _ value: Double, _ name: String) {
  if !(value > 0) || value.isInfinite {
    fail(operation, "\(name) is \(value)", rule: "\(name) must be a positive number")
  }
}

func checkNotNegative(_ operation: String, _ value: Double, _ name: String) {
  if !(value >= 0) || value.isInfinite {
    fail(operation, "\(name) is \(value)", rule: "\(name) must be a number that is not negative")
  }
}

func checkCount(_ operation: String, _ value: Int, _ name: String) {
  if value < 0 {
    fail(operation, "\(value) \(name) were asked for", rule: "the number of \(name) is 0 or more")
  }
}

func checkProbability(_ operation: String, _ value: Double) {
  if !(value >= 0 && value <= 1) {
    fail(operation, "the probability is \(value)", rule: "a probability is between 0 and 1")
  }
}

/// The rows of a tensor of weights, which must be good for drawing from.
func checkWeights(_ operation: String, _ weights: Tensor) -> (Int, Int, [Double]) {
  if weights.ndim < 1 || weights.ndim > 2 || weights.numel == 0 {
    fail(
      operation, "the weights have the shape \(weights.shape)",
      rule: "weights have the shape [n] or [rows, n], with n at least 1")
  }
  let values = weights.detach().scalars(as: Double.self)
  let width = weights.shape[weights.ndim - 1]
  let rows = values.count / width
  for row in 0..<rows {
    let own = values[row * width..<(row + 1) * width]
    if own.contains(where: { !($0 >= 0) || $0.isInfinite }) || own.reduce(0, +) <= 0 {
      fail(
        operation, "the weights of row \(row) are \(Array(own.prefix(8)))",
        rule: "weights are finite, not negative, and not all zero")
    }
  }
  return (rows, width, values)
}
