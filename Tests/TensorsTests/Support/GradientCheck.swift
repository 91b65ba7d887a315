import Tensors

/// A differentiable call with its inputs, in float64.
struct Sample: Sendable {
  let name: String
  let inputs: @Sendable () -> [Tensor]
  let call: @Sendable ([Tensor]) -> [Tensor]

  init(
    _ name: String, _ inputs: @autoclosure @escaping @Sendable () -> [Tensor],
    _ call: @escaping @Sendable ([Tensor]) -> Tensor
  ) {
    self.name = name
    self.inputs = inputs
    self.call = { [call($0)] }
  }

  init(
    several name: String, _ inputs: @autoclosure @escaping @Sendable () -> [Tensor],
    _ call: @escaping @Sendable ([Tensor]) -> [Tensor]
  ) {
    self.name = name
    self.inputs = inputs
    self.call = call
  }

  /// A scalar of the outputs in which every element counts differently.
  func total(_ inputs: [Tensor]) -> Tensor {
    var total = Tensor.zeros([], dtype: .float64)
    for output in call(inputs) where output.dtype.isFloatingPoint {
      let weights = cos(Tensor.arange(Double(output.numel), dtype: .float64)).reshape(output.shape)
      total = total + (output * weights).sum()
    }
    return total
  }
}

/// Numbers without pattern between -1 and 1, the same on every run.
func wild(_ shape: Int..., seed: Int = 1) -> Tensor {
  let count = shape.reduce(1, *)
  var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678
  let numbers = (0..<count).map { _ -> Double in
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Double(state % 20001) / 10000 - 1
  }
  return Tensor(numbers, shape: shape, dtype: .float64)
}

/// The greatest disagreement between a gradient and central differences of its function, as text;
/// nil where all elements agree to 1e-6, relative to the larger of the gradient and 1.
func gradientComplaint(
  _ function: ([Tensor]) -> Tensor, _ inputs: [Tensor], _ gradients: [Tensor], step: Double = 1e-5,
  tolerance: Double = 1e-6
) -> String? {
  for (position, input) in inputs.enumerated() where input.dtype == .float64 {
    let ours = gradients[position].scalars(as: Double.self)
    let values = input.scalars(as: Double.self)
    for index in values.indices {
      func value(_ shift: Double) -> Double {
        var moved = values
        moved[index] += shift
        var changed = inputs.map { $0.detach() }
        changed[position] = Tensor(moved, shape: input.shape, dtype: .float64)
        return noGrad { function(changed).item() }
      }
      let slope = (value(step) - value(-step)) / (2 * step)
      let scale = max(1, abs(slope))
      if !(abs(slope - ours[index]) <= tolerance * scale) {
        return "input \(position), element \(index): \(ours[index]), by differences \(slope)"
      }
    }
  }
  return nil
}
