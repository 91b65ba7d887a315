// What people who come from PyTorch write first. Each spelling is unavailable and names ours, so that
// the compiler teaches it. They are never called. Members only: labels tell them from the real ones
// before any type is looked at, and checking formulas takes as long as without them. Free functions
// such as a `softmax(_:dim:)` would cost a tenth. Where there is one function of a name, the compiler's
// own message about a wrong label is good enough.

extension Tensor {
  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "sum(axis:keepDims:)")
  public func sum(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "sum(axes:keepDims:)")
  public func sum(dim: [Int], keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `keepdim` is called `keepDims`.
  @available(*, unavailable, renamed: "sum(axis:keepDims:)")
  public func sum(axis: Int, keepdim: Bool) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "mean(axis:keepDims:)")
  public func mean(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "mean(axes:keepDims:)")
  public func mean(dim: [Int], keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `keepdim` is called `keepDims`.
  @available(*, unavailable, renamed: "mean(axis:keepDims:)")
  public func mean(axis: Int, keepdim: Bool) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`; positions come from `argMax(axis:)`.
  @available(*, unavailable, renamed: "max(axis:keepDims:)")
  public func max(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`; positions come from `argMin(axis:)`.
  @available(*, unavailable, renamed: "min(axis:keepDims:)")
  public func min(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "std(axis:correction:keepDims:)")
  public func std(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "variance(axis:correction:keepDims:)")
  public func `var`(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `var` is called `variance`.
  @available(*, unavailable, renamed: "variance(correction:)")
  public func `var`() -> Tensor { notOffered() }

  /// PyTorch's `argmax` is called `argMax`, its `dim` is called `axis`.
  @available(*, unavailable, renamed: "argMax(axis:keepDims:)")
  public func argmax(dim: Int, keepdim: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `argmax` is called `argMax`.
  @available(*, unavailable, renamed: "argMax(axis:keepDims:)")
  public func argmax(axis: Int, keepDims: Bool = false) -> Tensor { notOffered() }

  /// PyTorch's `argmax` is called `argMax`.
  @available(*, unavailable, renamed: "argMax()")
  public func argmax() -> Tensor { notOffered() }

  /// PyTorch's `dim` is called `axis`.
  @available(*, unavailable, renamed: "squeeze(axis:)")
  public func squeeze(dim: Int) -> Tensor { notOffered() }

  /// PyTorch's `unsqueeze` is called `expandedDimensions`.
  @available(*, unavailable, renamed: "expandedDimensions(axis:)")
  public func unsqueeze(_ dim: Int) -> Tensor { notOffered() }

  /// PyTorch's `unsqueeze` is called `expandedDimensions`.
  @available(*, unavailable, renamed: "expandedDimensions(axis:)")
  public func unsqueeze(dim: Int) -> Tensor { notOffered() }

  /// PyTorch's `transpose` is called `transposed`.
  @available(*, unavailable, renamed: "transposed(_:_:)")
  public func transpose(_ first: Int, _ second: Int) -> Tensor { notOffered() }

  /// PyTorch's `t()` is the property `T`.
  @available(*, unavailable, renamed: "T")
  public func t() -> Tensor { notOffered() }

  /// PyTorch's `size()` is the property `shape`.
  @available(*, unavailable, message: "a tensor's extents are x.shape, one of them is x.shape[0]")
  public func size() -> [Int] { notOffered() }

  /// PyTorch's `size(0)` is `shape[0]`.
  @available(*, unavailable, message: "a tensor's extents are x.shape, one of them is x.shape[0]")
  public func size(_ dim: Int) -> Int { notOffered() }

  /// PyTorch's `dim()` is the property `ndim`.
  @available(*, unavailable, renamed: "ndim")
  public func dim() -> Int { notOffered() }

  /// PyTorch's `requires_grad_()` is the property `requiresGrad`.
  @available(*, unavailable, message: "set x.requiresGrad = true")
  public func requires_grad_(_ value: Bool = true) -> Tensor { notOffered() }

  /// PyTorch's `float()` is a conversion to a dtype.
  @available(*, unavailable, message: "convert with x.to(.float32)")
  public func float() -> Tensor { notOffered() }

  /// PyTorch's `double()` is a conversion to a dtype.
  @available(*, unavailable, message: "convert with x.to(.float64)")
  public func double() -> Tensor { notOffered() }

  /// PyTorch's `long()` is a conversion to a dtype.
  @available(*, unavailable, message: "convert with x.to(.int64)")
  public func long() -> Tensor { notOffered() }

  /// PyTorch's `numpy()` gives an array; so does `scalars(as:)`.
  @available(*, unavailable, message: "the elements as an array are x.scalars(as: Double.self)")
  public func numpy() -> [Double] { notOffered() }

  /// PyTorch's `tolist()` gives an array; so does `scalars(as:)`.
  @available(*, unavailable, message: "the elements as an array are x.scalars(as: Double.self)")
  public func tolist() -> [Double] { notOffered() }
}

/// PyTorch's module, which is not needed here.
@available(
  *, unavailable,
  message: "functions stand alone: zeros(2, 3), matmul(a, b); torch.tensor(...) is Tensor(...)"
)
public var torch: PyTorchModule { PyTorchModule() }

/// What stands before PyTorch's functions: takes any name and any call, so that `torch.zeros(2, 3)` is
/// refused because of `torch`, not because of `zeros`.
@dynamicMemberLookup @dynamicCallable
public struct PyTorchModule {
  /// Any function inside.
  public subscript(dynamicMember name: String) -> PyTorchModule { self }

  /// Any call.
  public func dynamicallyCall(withKeywordArguments: KeyValuePairs<String, Any>) -> Tensor {
    notOffered()
  }
}

/// Stands for what unavailable functions would give.
private func notOffered<Result>() -> Result {
  fail("PyTorch", "a spelling of PyTorch was called", rule: "the compiler refuses these spellings")
}
