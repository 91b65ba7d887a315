/// An n-dimensional array of numbers that can remember how it was computed.
///
/// A tensor is a reference, as in PyTorch and MLX: assignment shares, `clone()` copies. Several
/// tensors may look at one storage (views); writing through one is seen through all.
///
/// - Important: A tensor belongs to one thread at a time. The engine's own kernels run in parallel
///   inside an operation; two operations on the same tensor from two threads are not allowed.
///
/// Comparison operators are elementwise and spelled with a dot (`.==`, `.<`), as Swift does for its
/// SIMD vectors: a `==` that returned a tensor could not be used in `if`, and one that returned a
/// `Bool` would surprise those who come from PyTorch. Two names for the same object are compared
/// with `===`, shared memory with ``sharesStorage(with:)``.
public class Tensor {
  /// The memory the elements lie in.
  package final var storage: Storage
  /// Where in the memory they lie.
  package final var layout: Layout
  /// The type of the elements.
  public final let dtype: DType
  /// Whether this is a Swift number beside a tensor, which has no say in the result's precision.
  package final let isWrappedNumber: Bool

  /// The recorded operation this tensor came from.
  package final var recordedNode: Node?
  /// Which output of that operation it is.
  package final var outputIndex = 0
  /// Gradient, hooks and the like of a tensor whose gradient is kept.
  package final var leaf: LeafState?
  /// The node that stands for this leaf in graphs.
  package final var accumulator: Node?
  /// The tensor this one is a view of; never itself a view.
  package final var base: Tensor?
  /// The state of the base's graph that `recordedNode` belongs to.
  package final var seenGraphVersion = 0
  /// Counts changes of this tensor's place in the graph by writes in place.
  package final var graphVersion = 0
  /// The directional derivative carried along in forward mode.
  package final var tangent: Tensor?

  /// A tensor over existing memory.
  package init(
    storage: Storage, layout: Layout, dtype: DType, base: Tensor? = nil,
    isWrappedNumber: Bool = false
  ) {
    self.storage = storage
    self.layout = layout
    self.dtype = dtype
    self.base = base
    self.isWrappedNumber = isWrappedNumber
  }

  /// A contiguous tensor whose elements are still undefined.
  package convenience init(uninitialized shape: Dimensions, dtype: DType) {
    let layout = Layout(contiguous: shape)
    self.init(
      storage: Storage(byteCount: layout.count * dtype.byteCount), layout: layout, dtype: dtype)
  }
}

extension Tensor {
  /// The extent of each axis; empty for a scalar.
  public var shape: [Int] { layout.shape.array }

  /// The number of axes.
  public var ndim: Int { layout.rank }

  /// The number of elements.
  public var numel: Int { layout.count }

  /// The extent of axis 0, as Python's `len`.
  ///
  /// A scalar has no axis 0; asking for its count is a failure.
  public var count: Int {
    if layout.rank == 0 {
      fail(
        "count", "the tensor is a scalar (shape [])",
        rule: "count is the extent of axis 0, and a scalar has no axes", hint: "use numel")
    }
    return layout.shape[0]
  }

  /// The distance between neighbours along each axis, in elements.
  public var strides: [Int] { layout.strides.array }

  /// The extent of one axis; negative axes count from the end.
  public func dim(_ axis: Int) -> Int {
    layout.shape[checkAxis("dim", axis, rank: layout.rank)]
  }

  /// Whether the elements lie without gaps in row-major order.
  public var isContiguous: Bool { layout.isContiguous }

  /// A number that names the memory this tensor looks at: equal for tensors that share storage.
  ///
  /// ```swift
  /// let before = Y.storageIdentifier
  /// Y += X                               // writes into the same memory
  /// Y.storageIdentifier == before        // true; after `Y = Y + X` it would be false
  /// ```
  public var storageIdentifier: Int { storage.identifier }

  /// Whether two tensors look at the same memory.
  public func sharesStorage(with other: Tensor) -> Bool { storage === other.storage }

  /// The memory of the first element.
  @inline(__always)
  package var pointer: UnsafeMutableRawPointer {
    storage.pointer + layout.offset &* dtype.byteCount
  }

  /// A tensor over the same memory with another layout, which autograd knows as a view.
  package func view(_ layout: Layout) -> Tensor {
    Tensor(storage: storage, layout: layout, dtype: dtype, base: base ?? self)
  }

  /// The same elements, outside of any recorded computation.
  package var detachedAlias: Tensor {
    Tensor(storage: storage, layout: layout, dtype: dtype)
  }
}
