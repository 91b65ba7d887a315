internal import CKernels

extension Ops {
  static let sort = Operation("sort", "Elements in order along an axis, and where they were.")
  static let argSort = Operation(
    "argSort", "Positions that put an axis in order.", torch: "torch.argsort",
    isDifferentiable: false)
  static let topK = Operation(
    "topK", "The greatest or least elements along an axis.", torch: "torch.topk")
  static let kthValue = Operation(
    "kthValue", "The k-th smallest element along an axis.", torch: "torch.kthvalue")
  static let median = Operation("median", "The middle element, the lower of two.")
  static let unique = Operation(
    "unique", "The different elements, in order.", isDifferentiable: false)
  static let bincount = Operation(
    "bincount", "How often each whole number occurs.", isDifferentiable: false)
  static let histogram = Operation(
    "histogram", "How many elements fall between edges.", isDifferentiable: false)
  static let searchSorted = Operation(
    "searchSorted", "Where values belong in an ordered tensor.", torch: "torch.searchsorted",
    isDifferentiable: false)

  /// Order and counting, for the registry.
  static let sorting: [Operation] = [
    sort, argSort, topK, kthValue, median, unique, bincount, histogram, searchSorted,
  ]

  /// What a kernel that works on rows is given: the axis last, and a dtype it knows.
  private struct Rows {
    let source: Tensor
    let axis: Int
    let count: Int
    let extent: Int

    init(_ operation: Operation, _ x: Tensor, _ axis: Int) {
      // A scalar is a row of one element, as for running sums.
      let lifted = x.ndim == 0 ? x.detachedAlias.reshape(1) : x.detachedAlias
      self.axis = checkAxis(operation.name, axis, rank: lifted.ndim)
      extent = lifted.layout.shape[self.axis]
      source = lifted.transposed(self.axis, -1).storedAs(x.dtype == .float16 ? .float32 : x.dtype)
      count = extent == 0 ? 0 : source.numel / extent
    }

    /// An output with `extent` elements in each row.
    func fresh(_ extent: Int, _ dtype: DType) -> Tensor {
      var shape = source.layout.shape
      shape[shape.count - 1] = extent
      return Tensor(uninitialized: shape, dtype: dtype)
    }

    /// An output with the axis back in its place and the dtype of `x`.
    func placed(_ output: Tensor, like x: Tensor, isIndex: Bool = false) -> Tensor {
      let back = output.transposed(axis, -1).storedAs(isIndex ? .int64 : x.dtype)
      return x.ndim == 0 ? back.reshape([]) : back
    }
  }

  static func sort(
    _ x: Tensor, axis: Int, descending: Bool, as operation: Operation = sort
  ) -> (values: Tensor, indices: Tensor) {
    let rows = noGrad { Rows(operation, x, axis) }
    let values = rows.fresh(rows.extent, rows.source.dtype)
    let indices = rows.fresh(rows.extent, .int64)
    if values.numel > 0 {
      let done = ck_sort(
        rows.source.dtype.kernel, rows.source.pointer, values.pointer,
        indices.pointer.assumingMemoryBound(to: Int64.self), Int64(rows.count),
        Int64(rows.extent), descending)
      if !done { failNoMemory(operation.name, x) }
    }
    let positions = noGrad { rows.placed(indices, like: x, isIndex: true) }
    let ordered = noGrad { rows.placed(values, like: x) }
    return (gathered(operation, x, ordered, rows.axis, positions), positions)
  }

  static func topK(
    _ x: Tensor, _ k: Int, axis: Int, greatest: Bool, as operation: Operation = topK
  ) -> (values: Tensor, indices: Tensor) {
    let rows = noGrad { Rows(operation, x, axis) }
    if k < 0 || k > rows.extent || (x.ndim == 0 && k != 1) {
      fail(
        operation.name, "k is \(k) for shape \(x.layout.shape)",
        rule: "k is at most the extent of axis \(rows.axis), \(rows.extent)")
    }
    let values = rows.fresh(k, rows.source.dtype)
    let indices = rows.fresh(k, .int64)
    if values.numel > 0 {
      let done = ck_topk(
        rows.source.dtype.kernel, rows.source.pointer, values.pointer,
        indices.pointer.assumingMemoryBound(to: Int64.self), Int64(rows.count),
        Int64(rows.extent), Int64(k), greatest)
      if !done { failNoMemory(operation.name, x) }
    }
    let positions = noGrad { rows.placed(indices, like: x, isIndex: true) }
    let found = noGrad { rows.placed(values, like: x) }
    return (gathered(operation, x, found, rows.axis, positions), positions)
  }

  /// Records values that were found at positions of an axis, no position twice: their gradients go
  /// back to where they were.
  static func gathered(
    _ operation: Operation, _ x: Tensor, _ values: Tensor, _ axis: Int, _ positions: Tensor
  ) -> Tensor {
    guard isRecording(x) else { return values }
    let shape = x.shape
    return record(operation, [x], values, saving: [positions]) { pass in
      let gradient = pass.gradient
      if shape.isEmpty { return [gradient] }
      let zeros = Tensor.zeros(shape, dtype: gradient.dtype)
      return [scatter(zeros, axis: axis, pass.saved(0), gradient, adding: false)]
    }
  }

  private static func failNoMemory(_ operation: String, _ x: Tensor) -> Never {
    fail(
      operation, "no memory for the order of shape \(x.layout.shape)",
      rule: "sorting needs up to 32 bytes for an element")
  }
}
