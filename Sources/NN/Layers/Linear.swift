public import Tensors

/// A fully connected layer: x Wᵀ + b.
///
/// Weights and bias start evenly distributed within ±1/√(in features), as in PyTorch.
open class Linear: Module {
  /// The number of inputs; 0 in a lazy layer that was never called.
  public private(set) var inFeatures: Int
  /// The number of outputs.
  public let outFeatures: Int
  /// The weights, shape (out features, in features).
  public let weight: Parameter
  /// The shifts, shape (out features), or nil in a layer without them.
  public let bias: Parameter?

  /// A layer from `inFeatures` to `outFeatures` numbers.
  public init(
    _ inFeatures: Int, _ outFeatures: Int, bias: Bool = true, dtype: DType = .float32
  ) {
    checkPositive("Linear", ["inFeatures": inFeatures, "outFeatures": outFeatures])
    self.inFeatures = inFeatures
    self.outFeatures = outFeatures
    weight = Parameter(Tensor.empty([outFeatures, inFeatures], dtype: dtype))
    self.bias = bias ? Parameter(Tensor.empty([outFeatures], dtype: dtype)) : nil
    super.init()
    resetParameters()
  }

  /// A layer that will know its number of inputs at its first call.
  init(lazy outFeatures: Int, bias: Bool, dtype: DType) {
    checkPositive("LazyLinear", ["outFeatures": outFeatures])
    inFeatures = 0
    self.outFeatures = outFeatures
    weight = Parameter(uninitialized: dtype)
    self.bias = bias ? Parameter(uninitialized: dtype) : nil
    super.init()
  }

  /// Draws the initial values again.
  public func resetParameters() { Init.defaultValues(weight: weight, bias: bias) }

  /// The affine map of the input's last axis.
  open override func forward(_ input: Tensor) -> Tensor { linear(input, weight, bias) }

  /// The sizes.
  open override var extraDescription: String {
    "in_features=\(inFeatures), out_features=\(outFeatures), bias=\(pythonText(bias != nil))"
  }

  /// One multiply-add for each weight and row.
  open override func multiplyAdds(inputShape: [Int], outputShape: [Int]) -> Int {
    outputShape.reduce(1, *) * inFeatures
  }

  func materialize(_ inputs: Int) {
    inFeatures = inputs
    weight.materialize([outFeatures, inputs])
    bias?.materialize([outFeatures])
    resetParameters()
  }

  /// Takes the number of inputs from weights that were loaded.
  open override func stateDidLoad() { if !weight.isUninitialized { inFeatures = weight.shape[1] } }
}

/// A fully connected layer that learns its number of inputs from the first batch.
///
/// Before that its parameters have no shape; optimisers and initialisers refuse them.
open class LazyLinear: Linear {
  /// A layer to `outFeatures` numbers.
  public init(_ outFeatures: Int, bias: Bool = true, dtype: DType = .float32) {
    super.init(lazy: outFeatures, bias: bias, dtype: dtype)
  }

  /// Makes the parameters for the input's last axis, once.
  open override func prepare(for input: Tensor) {
    if weight.isUninitialized { materialize(input.shape.last ?? 0) }
  }

  /// `Linear` as soon as the layer has its parameters, as in PyTorch.
  open override var typeName: String {
    weight.isUninitialized || type(of: self) != LazyLinear.self ? super.typeName : "Linear"
  }
}

/// Stops for a size that is not positive.
func checkPositive(_ operation: String, _ sizes: KeyValuePairs<String, Int>) {
  for (name, size) in sizes where size < 1 {
    fail(operation, "\(name) is \(size)", rule: "\(name) is at least 1")
  }
}
