internal import CKernels
public import Tensors

extension NNOps {
  static let crossEntropy = Operation(
    "crossEntropy", "The negative logarithm of the softmax probability of the target class.",
    torch: "torch.nn.functional.cross_entropy")
}

/// The cross-entropy of logits: −log softmax(logits) at the target, in one stable pass.
///
/// - Parameters:
///   - input: Logits, shape (batch, classes) or (batch, classes, ...), or (classes) for one example.
///   - target: Class numbers (integers) of the input's shape without the class axis, or class
///     probabilities (floating point) of the input's shape.
///   - weight: A weight for each class.
///   - ignoreIndex: A class number that marks examples which do not count.
///   - labelSmoothing: The share of the target that is spread evenly over all classes.
///   - reduction: The mean divides by the summed weights of the examples that count, or by the
///     number of examples where targets are probabilities.
public func crossEntropy(
  _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  labelSmoothing: Double = 0, reduction: Reduction = .mean
) -> Tensor {
  checkClassTargets("crossEntropy", input, target, weight, allowsProbabilities: true)
  if !(0...1).contains(labelSmoothing) {
    fail("crossEntropy", "label smoothing \(labelSmoothing)", rule: "it lies between 0 and 1")
  }
  if target.dtype.isFloatingPoint {
    return softCrossEntropy(input, target, weight, labelSmoothing, reduction)
  }
  let classAxis = input.ndim == 1 ? 0 : 1
  let classes = input.shape[classAxis]
  let rows = classAxis == 0 ? input.reshape([1, classes]) : classesLast(input)
  let losses: Tensor
  let total: Double
  if weight != nil && labelSmoothing > 0 {
    // Smoothing weighs every class by its own weight: the target as probabilities says that.
    (losses, total) = smoothedLosses(rows, target, weight, ignoreIndex, labelSmoothing)
  } else {
    (losses, total) = fusedLosses(rows, target, weight, ignoreIndex, labelSmoothing)
  }
  return reduction == .mean ? losses.sum() / total : reduction(losses.reshape(target.shape))
}

/// Stops unless targets and weights fit the scores of classes.
func checkClassTargets(
  _ operation: String, _ input: Tensor, _ target: Tensor, _ weight: Tensor?,
  allowsProbabilities: Bool
) {
  checkFloatingPoint(operation, input)
  if input.ndim == 0 {
    fail(operation, "an input without axes", rule: "the input has a class axis")
  }
  var expected = input.shape
  let classes = expected.remove(at: input.ndim == 1 ? 0 : 1)
  let isSoft = target.dtype.isFloatingPoint && allowsProbabilities
  let isInteger = target.dtype.isInteger
  if !(isSoft || isInteger) || target.shape != (isSoft ? input.shape : expected) {
    fail(
      operation, "an input of shape \(input.shape), \(target.dtype) targets of \(target.shape)",
      rule: isSoft
        ? "class probabilities have the input's shape"
        : "class numbers are integers of the input's shape without the class axis",
      hint: target.shape == expected ? "convert class numbers with .to(.int64)" : "")
  }
  if let weight, weight.shape != [classes] {
    fail(
      operation, "weights of shape \(weight.shape)",
      rule: "there is one weight for each of the \(classes) classes")
  }
}

/// Stops for a class number that is outside of the classes.
func checkClassNumber(_ operation: String, _ label: Int, _ classes: Int, _ ignoreIndex: Int) {
  if !(0..<classes).contains(label) {
    fail(
      operation, "the target \(label)",
      rule: "targets are class numbers from 0 to \(classes - 1), or \(ignoreIndex) to be ignored")
  }
}

/// (batch, classes, ...) as rows of classes.
func classesLast(_ x: Tensor) -> Tensor {
  if x.ndim == 2 { return x }
  let order = [0] + Array(2..<x.ndim) + [1]
  return x.permute(order).reshape([-1, x.shape[1]])
}

private func fusedLosses(
  _ rows: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ smoothing: Double
) -> (Tensor, Double) {
  let classes = rows.shape[1]
  let x = rows.storedContiguously
  let labels = target.storedAs(.int64)
  let losses = Tensor.empty([rows.shape[0]], dtype: x.dtype)
  let isRecorded = isRecording(rows)
  let slope = isRecorded ? Tensor.empty(x.shape, dtype: x.dtype) : nil
  var total = 0.0
  if x.numel > 0 {
    let isDone = ck_cross_entropy(
      x.dtype.kernelType, x.pointer, labels.pointer.assumingMemoryBound(to: Int64.self),
      weight?.storedAs(x.dtype).pointer, smoothing, Int64(ignoreIndex), losses.pointer,
      slope?.pointer, &total, Int64(x.shape[0]), Int64(classes))
    if !isDone {
      fail(
        "crossEntropy", "a target is outside of the \(classes) classes",
        rule: "targets are class numbers from 0 to \(classes - 1), or \(ignoreIndex) to be ignored")
    }
  }
  guard let slope else { return (losses, total) }
  let result = record(NNOps.crossEntropy, [rows], losses, saving: [rows]) { pass in
    if GradMode.isEnabled {
      let q = targetDistribution(target, classes, weight, ignoreIndex, smoothing, slope.dtype)
      let p = softmax(pass.saved(0), axis: 1)
      let g = pass.gradient.expandedDimensions(axis: 1)
      return [(p * q.sum(axis: 1, keepDims: true) - q) * g]
    }
    let g = pass.gradient
    let isConstant = g.strides.first == 0
    let scale = isConstant ? g : g.storedContiguously
    let output = Tensor.empty(slope.shape, dtype: slope.dtype)
    _ = ck_scale_rows(
      slope.dtype.kernelType, slope.pointer, scale.pointer, isConstant ? 0 : 1, output.pointer,
      Int64(slope.shape[0]), Int64(classes))
    return [output]
  }
  return (result, total)
}

private func smoothedLosses(
  _ rows: Tensor, _ target: Tensor, _ weight: Tensor?, _ ignoreIndex: Int, _ smoothing: Double
) -> (Tensor, Double) {
  let q = targetDistribution(
    target, rows.shape[1], weight, ignoreIndex, smoothing, rows.dtype)
  let weights = weight?.scalars(as: Double.self)
  let total = target.scalars(as: Int.self).filter { $0 != ignoreIndex }
    .reduce(0) { $0 + (weights?[$1] ?? 1) }
  return (-(logSoftmax(rows, axis: 1) * q).sum(axis: 1), total)
}

/// What the logarithms of the probabilities are weighted with: the smoothed, weighted targets.
private func targetDistribution(
  _ target: Tensor, _ classes: Int, _ weight: Tensor?, _ ignoreIndex: Int, _ smoothing: Double,
  _ dtype: DType
) -> Tensor {
  let labels = target.scalars(as: Int.self)
  let weights = weight?.scalars(as: Double.self)
  var entries = [Double](repeating: 0, count: labels.count * classes)
  for (row, label) in labels.enumerated() where label != ignoreIndex {
    checkClassNumber("crossEntropy", label, classes, ignoreIndex)
    for place in 0..<classes {
      // With weights, the even share of each class has that class's weight.
      let share = smoothing / Double(classes) * (weights?[place] ?? 1)
      entries[row * classes + place] = share
    }
    entries[row * classes + label] += (1 - smoothing) * (weights?[label] ?? 1)
  }
  return Tensor(entries, shape: [labels.count, classes], dtype: dtype)
}

private func softCrossEntropy(
  _ input: Tensor, _ target: Tensor, _ weight: Tensor?, _ smoothing: Double,
  _ reduction: Reduction
) -> Tensor {
  let axis = input.ndim == 1 ? 0 : 1
  let classes = input.shape[axis]
  var q = target.to(input.dtype)
  if smoothing > 0 { q = q * (1 - smoothing) + smoothing / Double(classes) }
  if let weight {
    q =
      axis == 0
      ? q * weight
      : q * weight.reshape([1, classes] + Array(repeating: 1, count: input.ndim - 2))
  }
  let losses = -(logSoftmax(input, axis: axis) * q).sum(axis: axis)
  // PyTorch divides by the number of examples, not by weights, where targets are probabilities.
  return reduction(losses)
}

/// The cross-entropy of logits and targets; see `crossEntropy`.
open class CrossEntropyLoss: Loss {
  /// A weight for each class.
  public let weight: Tensor?
  /// A class number that marks examples which do not count.
  public let ignoreIndex: Int
  /// The share of the target that is spread evenly over all classes.
  public let labelSmoothing: Double

  /// A loss with optional class weights and label smoothing.
  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, labelSmoothing: Double = 0,
    reduction: Reduction = .mean
  ) {
    self.weight = weight
    self.ignoreIndex = ignoreIndex
    self.labelSmoothing = labelSmoothing
    super.init(reduction: reduction)
  }

  /// The losses, reduced.
  open override func forward(_ input: Tensor, _ target: Tensor) -> Tensor {
    crossEntropy(
      input, target, weight: weight, ignoreIndex: ignoreIndex, labelSmoothing: labelSmoothing,
      reduction: reduction)
  }
}
