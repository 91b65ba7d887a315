public import Tensors

/// Batch normalisation of (batch, channels) or (batch, channels, ...); see `batchNorm`.
///
/// In training the batch's own statistics are used and running ones are kept; after `eval()` the
/// running ones are used.
open class BatchNorm: Module {
  /// The number of channels; 0 in a lazy layer that was never called.
  public private(set) var numFeatures: Int
  /// What is added to variances.
  public let eps: Double
  /// The weight of a new batch in the running statistics; nil weighs all batches alike.
  public let momentum: Double?
  /// The scale of each channel; it starts at 1.
  public let weight: Parameter?
  /// The shift of each channel; it starts at 0.
  public let bias: Parameter?
  /// The running mean of each channel.
  public let runningMean: Buffer?
  /// The running variance of each channel.
  public let runningVar: Buffer?
  /// How many batches have been seen.
  public let numBatchesTracked: Buffer?

  init(
    _ numFeatures: Int?, eps: Double, momentum: Double?, affine: Bool, trackRunningStats: Bool,
    dtype: DType
  ) {
    if let numFeatures { checkPositive("BatchNorm", ["numFeatures": numFeatures]) }
    self.numFeatures = numFeatures ?? 0
    self.eps = eps
    self.momentum = momentum
    weight = affine ? Parameter(uninitialized: dtype) : nil
    bias = affine ? Parameter(uninitialized: dtype) : nil
    let empty = Tensor.zeros([0], dtype: dtype)
    runningMean = trackRunningStats ? Buffer(empty) : nil
    runningVar = trackRunningStats ? Buffer(empty.clone()) : nil
    numBatchesTracked =
      trackRunningStats ? Buffer(Tensor(scalar: 0, dtype: .int64)) : nil
    super.init()
    if let numFeatures { materialize(numFeatures) }
  }

  func materialize(_ channels: Int) {
    numFeatures = channels
    weight?.materialize([channels])
    bias?.materialize([channels])
    Init.ones(weight)
    let dtype = runningMean?.dtype ?? .float32
    runningMean?.replace(with: Tensor.zeros([channels], dtype: dtype))
    runningVar?.replace(with: Tensor.ones([channels], dtype: dtype))
  }

  /// PyTorch's names of the statistics, so that states go from one to the other as they are.
  open override var memberNames: [String: String] {
    [
      "runningMean": "running_mean", "runningVar": "running_var",
      "numBatchesTracked": "num_batches_tracked",
    ]
  }

  /// How many axes an input may have.
  var ranks: ClosedRange<Int> { 2...8 }

  /// The normalised input.
  open override func forward(_ input: Tensor) -> Tensor {
    if !ranks.contains(input.ndim) {
      fail(
        typeName, "an input of shape \(input.shape)",
        rule: "\(typeName) takes inputs with \(ranks.lowerBound) to \(ranks.upperBound) axes")
    }
    var share = momentum ?? 0
    if isTraining, let counter = numBatchesTracked {
      let batches = counter.item(Int.self) + 1
      Init.constant(counter, Double(batches))
      if momentum == nil { share = 1 / Double(batches) }
    }
    return batchNorm(
      input, runningMean: runningMean, runningVar: runningVar, weight: weight, bias: bias,
      training: isTraining, momentum: share, eps: eps)
  }

  /// The sizes.
  open override var extraDescription: String {
    let share = momentum.map { pythonText($0) } ?? "None"
    return "\(numFeatures), eps=\(pythonText(eps)), momentum=\(share), "
      + "affine=\(pythonText(weight != nil)), "
      + "track_running_stats=\(pythonText(runningMean != nil))"
  }

  /// Takes the number of channels from what was loaded.
  open override func stateDidLoad() {
    if let weight, !weight.isUninitialized { numFeatures = weight.numel }
  }
}

/// Batch normalisation after fully connected layers: (batch, features) or (batch, channels, length).
open class BatchNorm1d: BatchNorm {
  /// A layer for a number of features.
  public init(
    _ numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true,
    trackRunningStats: Bool = true, dtype: DType = .float32
  ) {
    super.init(
      numFeatures, eps: eps, momentum: momentum, affine: affine,
      trackRunningStats: trackRunningStats, dtype: dtype)
  }

  override var ranks: ClosedRange<Int> { 2...3 }
}

/// Batch normalisation of images (batch, channels, height, width).
open class BatchNorm2d: BatchNorm {
  /// A layer for a number of channels.
  public init(
    _ numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true,
    trackRunningStats: Bool = true, dtype: DType = .float32
  ) {
    super.init(
      numFeatures, eps: eps, momentum: momentum, affine: affine,
      trackRunningStats: trackRunningStats, dtype: dtype)
  }

  override var ranks: ClosedRange<Int> { 4...4 }
}

/// Batch normalisation of any input that learns its number of channels from the first batch.
open class LazyBatchNorm: BatchNorm {
  /// A layer for inputs of (batch, channels, ...).
  public init(
    eps: Double = 1e-5, momentum: Double? = 0.1, affine: Bool = true,
    trackRunningStats: Bool = true, dtype: DType = .float32
  ) {
    super.init(
      nil, eps: eps, momentum: momentum, affine: affine, trackRunningStats: trackRunningStats,
      dtype: dtype)
  }

  /// Makes parameters and statistics for the input's channels, once.
  open override func prepare(for input: Tensor) {
    if numFeatures == 0, input.ndim > 1 { materialize(input.shape[1]) }
  }
}

/// Layer normalisation over the last axes; see `layerNorm`.
open class LayerNorm: Module {
  private let normalizedShape: [Int]
  private let eps: Double
  /// The scale of each element; it starts at 1.
  public let weight: Parameter?
  /// The shift of each element; it starts at 0.
  public let bias: Parameter?

  /// A layer that normalises the last axes, which have the given extents.
  public init(
    _ normalizedShape: [Int], eps: Double = 1e-5, elementwiseAffine: Bool = true,
    dtype: DType = .float32
  ) {
    self.normalizedShape = normalizedShape
    self.eps = eps
    weight = elementwiseAffine ? Parameter(Tensor.ones(normalizedShape, dtype: dtype)) : nil
    bias = elementwiseAffine ? Parameter(Tensor.zeros(normalizedShape, dtype: dtype)) : nil
    super.init()
  }

  /// A layer that normalises the last axis.
  public convenience init(_ features: Int, eps: Double = 1e-5) { self.init([features], eps: eps) }

  /// The normalised input.
  open override func forward(_ input: Tensor) -> Tensor {
    layerNorm(input, normalizedShape: normalizedShape, weight: weight, bias: bias, eps: eps)
  }

  /// The sizes.
  open override var extraDescription: String {
    let shape = normalizedShape.map(String.init).joined(separator: ", ")
    return "(\(shape)\(normalizedShape.count == 1 ? "," : "")), eps=\(pythonText(eps)), "
      + "elementwise_affine=\(pythonText(weight != nil))"
  }
}

/// Group normalisation; see `groupNorm`.
open class GroupNorm: Module {
  private let numGroups: Int
  private let numChannels: Int
  private let eps: Double
  /// The scale of each channel; it starts at 1.
  public let weight: Parameter?
  /// The shift of each channel; it starts at 0.
  public let bias: Parameter?

  /// A layer for `numChannels` channels in `numGroups` groups.
  public init(
    _ numGroups: Int, _ numChannels: Int, eps: Double = 1e-5, affine: Bool = true,
    dtype: DType = .float32
  ) {
    checkPositive("GroupNorm", ["numGroups": numGroups, "numChannels": numChannels])
    self.numGroups = numGroups
    self.numChannels = numChannels
    self.eps = eps
    weight = affine ? Parameter(Tensor.ones([numChannels], dtype: dtype)) : nil
    bias = affine ? Parameter(Tensor.zeros([numChannels], dtype: dtype)) : nil
    super.init()
  }

  /// The normalised input.
  open override func forward(_ input: Tensor) -> Tensor {
    groupNorm(input, groups: numGroups, weight: weight, bias: bias, eps: eps)
  }

  /// The sizes.
  open override var extraDescription: String {
    "\(numGroups), \(numChannels), eps=\(pythonText(eps)), affine=\(pythonText(weight != nil))"
  }
}
