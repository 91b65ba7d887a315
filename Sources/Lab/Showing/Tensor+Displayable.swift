public import Records
public import Tensors

extension Tensor: Displayable {
  /// The tensor as it is printed, with its values or a sample of them.
  public func displayed() -> Output {
    let values = noGrad { detach().reshape([-1]) }
    let limit = TensorOutput.fullLimit
    let text = description
    let shape = self.shape
    if numel <= limit {
      return .tensor(
        TensorOutput(
          dtype: "\(dtype)", shape: shape, text: text,
          values: values.scalars(as: Double.self).map { recorded($0) }))
    }
    // Evenly spaced positions, first and last included; whole-number arithmetic, so that every
    // machine picks the same ones.
    let all = values.scalars(as: Double.self)
    let sample = (0..<limit).map { recorded(all[$0 * (all.count - 1) / (limit - 1)]) }
    var sum = 0.0
    var least = all[0]
    var most = all[0]
    for value in all {
      sum += value
      least = value.isNaN || least.isNaN ? .nan : Swift.min(least, value)
      most = value.isNaN || most.isNaN ? .nan : Swift.max(most, value)
    }
    return .tensor(
      TensorOutput(
        dtype: "\(dtype)", shape: shape, text: text, values: sample,
        summary: TensorOutput.Summary(
          min: recorded(least), max: recorded(most), mean: recorded(sum / Double(all.count)))))
  }

  /// A value as the record has it: a float32 by its own shortest decimal form, not by that of the
  /// double that holds it.
  private func recorded(_ value: Double) -> Number {
    guard dtype == .float32 || dtype == .float16, value.isFinite else { return Number(value) }
    return Number(Double("\(Float(value))") ?? value)
  }
}
