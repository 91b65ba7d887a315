/// A tensor that is learned: a module finds it, an optimiser changes it.
///
/// A parameter is a tensor and can be used wherever one can. Unlike other tensors it requires
/// gradients from the start, and a module that has it as a property knows it as its parameter even
/// when it is frozen (`requiresGrad = false`).
///
/// ```swift
/// let weight = Parameter(Tensor.randn(5, 3))
/// let y = matmul(x, weight)
/// ```
public final class Parameter: Tensor {
  /// Whether the shape is still unknown, because a lazy layer has not seen its first input.
  public private(set) var isUninitialized = false

  /// A parameter over the memory of a tensor, outside of the computation the tensor came from.
  ///
  /// - Parameters:
  ///   - data: The initial values; written to from now on. Clone it to keep it.
  ///   - requiresGrad: Whether it is learned.
  public init(_ data: Tensor, requiresGrad: Bool = true) {
    super.init(storage: data.storage, layout: data.layout, dtype: data.dtype)
    self.requiresGrad = requiresGrad
  }

  /// A parameter whose shape a lazy layer will know when it sees its first input.
  package init(uninitialized dtype: DType) {
    let layout = Layout(contiguous: Dimensions([0]))
    super.init(storage: Storage(byteCount: 0), layout: layout, dtype: dtype)
    isUninitialized = true
    requiresGrad = true
  }

  /// Gives a parameter without a shape its shape and memory; the values are zeros.
  package func materialize(_ shape: [Int]) {
    let fresh = Tensor.zeros(shape, dtype: dtype)
    storage = fresh.storage
    layout = fresh.layout
    accumulator = nil
    isUninitialized = false
  }

  /// The values without the recording: a tensor over the same memory.
  ///
  /// Writing to it changes the parameter behind autograd's back, as `.data` does in PyTorch.
  public var data: Tensor { detachedAlias }
}

/// A tensor of a module's state that is not learned, such as a running mean.
///
/// It is saved and loaded with the module's parameters, but no optimiser sees it.
public final class Buffer: Tensor {
  /// Whether the buffer is saved with the module's state.
  public let isPersistent: Bool

  /// A buffer over the memory of a tensor.
  public init(_ data: Tensor, persistent: Bool = true) {
    isPersistent = persistent
    super.init(storage: data.storage, layout: data.layout, dtype: data.dtype)
  }

  /// Replaces shape and memory, for a lazy layer that has seen its first input.
  package func replace(with data: Tensor) {
    storage = data.storage
    layout = data.layout
  }
}
