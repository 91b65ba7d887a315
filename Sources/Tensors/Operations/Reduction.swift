internal import CKernels

/// Which axes a reduction runs over, and what is left.
package struct ReducedAxes {
  /// A bit for each axis that goes.
  let mask: UInt32
  /// The shape with reduced axes kept as 1.
  let kept: Dimensions
  /// The shape without them.
  let dropped: Dimensions
  /// The number of elements that go into one result.
  let count: Int

  /// - Parameter axes: nil for all axes.
  init(_ operation: String, _ x: Tensor, _ axes: [Int]?) {
    let rank = x.layout.rank
    mask =
      axes.map { checkAxes(operation, $0, rank: rank) } ?? (rank == 0 ? 0 : (1 << UInt32(rank)) - 1)
    var kept = x.layout.shape
    var dropped = Dimensions()
    var count = 1
    for axis in 0..<rank {
      if mask & (1 << UInt32(axis)) != 0 {
        count *= kept[axis]
        kept[axis] = 1
      } else {
        dropped.append(kept[axis])
      }
    }
    self.kept = kept
    self.dropped = dropped
    self.count = count
  }

  /// The reduced axes as a list.
  var axes: [Int] { (0..<kept.count).filter { mask & (1 << UInt32($0)) != 0 } }

  /// The shape of the result.
  func shape(keepDims: Bool) -> Dimensions { keepDims ? kept : dropped }
}

/// Runs a reduction kernel; the result has the axes dropped or kept as asked.
func reduce(
  _ operation: String, _ kernel: ck_reduce_op, _ x: Tensor, _ axes: ReducedAxes, keepDims: Bool,
  into dtype: DType
) -> Tensor {
  let source = x.dtype == .float16 ? x.convertedCopy(.float32) : x
  let computing: DType = dtype == .float16 ? .float32 : dtype
  let output = Tensor(uninitialized: axes.shape(keepDims: keepDims), dtype: computing)
  if output.numel > 0 {
    let done = source.layout.shape.withPointer { shape in
      source.layout.strides.withPointer { strides in
        ck_reduce_nd(
          kernel, source.dtype.kernel, Int32(source.ndim), shape, source.pointer, strides,
          axes.mask, output.pointer)
      }
    }
    if !done { failUnsupported(operation, x.dtype) }
  }
  return computing == dtype ? output : output.convertedCopy(dtype)
}

extension Tensor {
  /// A reduced tensor with the reduced axes back as extent 1, to broadcast against the input.
  func withKept(_ axes: ReducedAxes) -> Tensor { reshape(axes.kept.array) }
}

extension Ops {
  static let sum = Operation("sum", "The sum over axes; integers are summed as int64.")
  static let mean = Operation("mean", "The arithmetic mean over axes.")
  static let prod = Operation("prod", "The product over axes.")
  static let max = Operation(
    "max", "The greatest element over axes; equal ones share the gradient.", torch: "torch.amax")
  static let min = Operation(
    "min", "The least element over axes; equal ones share the gradient.", torch: "torch.amin")
  static let variance = Operation("variance", "The variance over axes.", torch: "torch.var")
  static let standardDeviation = Operation(
    "std", "The standard deviation over axes.", torch: "torch.std")
  static let logSumExp = Operation(
    "logSumExp", "log(sum(exp(x))) over axes, without overflow.", torch: "torch.logsumexp")
  static let any = Operation(
    "any", "Whether any element is not zero.", isDifferentiable: false)
  static let all = Operation(
    "all", "Whether all elements are not zero.", isDifferentiable: false)
  static let countNonzero = Operation(
    "countNonzero", "The number of elements that are not zero.", torch: "torch.count_nonzero",
    isDifferentiable: false)
  static let argMax = Operation(
    "argMax", "The position of the greatest element.", torch: "torch.argmax",
    isDifferentiable: false)
  static let argMin = Operation(
    "argMin", "The position of the least element.", torch: "torch.argmin",
    isDifferentiable: false)
  static let cumsum = Operation("cumsum", "Running sums along an axis.")
  static let cumprod = Operation("cumprod", "Running products along an axis.")

  /// Operations over axes, for the registry.
  static let reductions: [Operation] = [
    sum, mean, prod, max, min, variance, standardDeviation, logSumExp, any, all, countNonzero,
    argMax, argMin, cumsum, cumprod,
  ]

  static func sum(_ x: Tensor, _ axes: [Int]?, keepDims: Bool) -> Tensor {
    let over = ReducedAxes("sum", x, axes)
    let dtype: DType = x.dtype.isFloatingPoint ? x.dtype : .int64
    let output = reduce("sum", CK_SUM, x, over, keepDims: keepDims, into: dtype)
    guard isRecording(x) else { return output }
    let shape = x.layout.shape.array
    return record(sum, [x], output) { pass in [pass.gradient.withKept(over).expand(shape)] }
  }

  static func mean(_ x: Tensor, _ axes: [Int]?, keepDims: Bool) -> Tensor {
    checkFloatingPoint("mean", x)
    let over = ReducedAxes("mean", x, axes)
    let output = reduce("mean", CK_MEAN, x, over, keepDims: keepDims, into: x.dtype)
    guard isRecording(x) else { return output }
    let shape = x.layout.shape.array
    let count = Double(over.count)
    return record(mean, [x], output) { pass in
      [(pass.gradient.withKept(over) / count).expand(shape)]
    }
  }

  static func variance(
    _ x: Tensor, _ axes: [Int]?, correction: Double, keepDims: Bool
  ) -> Tensor {
    checkFloatingPoint("variance", x)
    let over = ReducedAxes("variance", x, axes)
    let divisor = Swift.max(Double(over.count) - correction, 0)
    let output = noGrad {
      let deviation = x.detach() - mean(x.detach(), over.axes, keepDims: true)
      return sum(square(deviation), over.axes, keepDims: keepDims) / divisor
    }
    return record(variance, [x], output, saving: [x]) { pass in
      let x = pass.saved(0)
      let deviation = x - mean(x, over.axes, keepDims: true)
      return [pass.gradient.withKept(over) * (2 / divisor) * deviation]
    }
  }

  static func prod(_ x: Tensor, _ axes: [Int]?, keepDims: Bool) -> Tensor {
    let over = ReducedAxes("prod", x, axes)
    let dtype: DType = x.dtype.isFloatingPoint ? x.dtype : .int64
    let output = reduce("prod", CK_PROD, x, over, keepDims: keepDims, into: dtype)
    guard isRecording(x) else { return output }
    return record(prod, [x], output, saving: [x]) { pass in
      // The product of all others, from both sides, so that zeros do no harm.
      let x = pass.saved(0)
      let others = productOfOthers(x, over)
      return [pass.gradient.withKept(over) * others]
    }
  }

  private static func productOfOthers(_ x: Tensor, _ over: ReducedAxes) -> Tensor {
    let rest = (0..<x.ndim).filter { !over.axes.contains($0) }
    let order = rest + over.axes
    let moved = x.permute(order)
    let rows = moved.reshape([-1, Swift.max(over.count, 1)])
    let one = Tensor.ones([rows.shape[0], 1], dtype: x.dtype)
    let n = rows.shape[1]
    let before = cat([one, rows[.all, 0..<(n - 1)]], axis: 1).cumprod(axis: 1)
    let after = flip(
      cat([one, flip(rows, axes: [1])[.all, 0..<(n - 1)]], axis: 1)
        .cumprod(axis: 1), axes: [1])
    var inverse = order
    for (axis, source) in order.enumerated() { inverse[source] = axis }
    return (before * after).reshape(moved.shape).permute(inverse)
  }

  static func extreme(
    _ operation: Operation, _ kernel: ck_reduce_op, _ x: Tensor, _ axes: [Int]?, keepDims: Bool
  ) -> Tensor {
    let over = ReducedAxes(operation.name, x, axes)
    checkNotEmpty(operation, x, over)
    let output = reduce(operation.name, kernel, x, over, keepDims: keepDims, into: x.dtype)
    guard isRecording(x) else { return output }
    return record(operation, [x], output, saving: [x, output]) { pass in
      let hits = (pass.saved(0) .== pass.saved(1).withKept(over)).to(pass.gradient.dtype)
      return [hits * (pass.gradient.withKept(over) / hits.sum(axes: over.axes, keepDims: true))]
    }
  }

  private static func checkNotEmpty(_ operation: Operation, _ x: Tensor, _ over: ReducedAxes) {
    if over.count == 0 {
      fail(
        operation.name, "shape \(x.layout.shape) has no elements along the reduced axes",
        rule: "an empty selection has no extreme element")
    }
  }

  static func logSumExp(_ x: Tensor, _ axes: [Int]?, keepDims: Bool) -> Tensor {
    let x = x.dtype.isFloatingPoint ? x : x.to(.float32)
    let over = ReducedAxes("logSumExp", x, axes)
    let output = reduce("logSumExp", CK_LOGSUMEXP, x, over, keepDims: keepDims, into: x.dtype)
    guard isRecording(x) else { return output }
    return record(logSumExp, [x], output, saving: [x, output]) { pass in
      let y = pass.saved(1).withKept(over)
      // A row of -inf only has the output -inf; its slope is 0, not NaN.
      let shift = select(y .!= -Double.infinity, y, Tensor.zerosLike(y))
      return [pass.gradient.withKept(over) * exp(pass.saved(0) - shift)]
    }
  }

  static func question(
    _ operation: Operation, _ kernel: ck_reduce_op, _ x: Tensor, _ axes: [Int]?, keepDims: Bool,
    into dtype: DType
  ) -> Tensor {
    reduce(
      operation.name, kernel, x, ReducedAxes(operation.name, x, axes), keepDims: keepDims,
      into: dtype)
  }

  static func position(
    _ operation: Operation, _ kernel: ck_reduce_op, _ x: Tensor, _ axis: Int?, keepDims: Bool
  ) -> Tensor {
    if x.dtype == .bool { failUnsupported(operation.name, .bool) }
    let over = ReducedAxes(operation.name, x, axis.map { [$0] })
    checkNotEmpty(operation, x, over)
    let source = x.storedAs(x.dtype == .float16 ? .float32 : x.dtype)
    let output = Tensor(uninitialized: over.shape(keepDims: keepDims), dtype: .int64)
    let box =
      axis.map { Box(x.layout.shape, checkAxis(operation.name, $0, rank: x.ndim)) }
      ?? Box(outer: 1, extent: x.numel, inner: 1)
    if output.numel > 0 {
      _ = ck_reduce(
        kernel, source.dtype.kernel, source.pointer, output.pointer, Int64(box.outer),
        Int64(box.extent), Int64(box.inner))
    }
    return output
  }
}

/// A contiguous shape seen from one axis: what lies outside, the axis, what lies inside.
package struct Box {
  /// The product of the extents before the axis.
  package var outer = 1
  /// The extent of the axis.
  package var extent = 1
  /// The product of the extents behind the axis.
  package var inner = 1

  /// A box from its parts.
  package init(outer: Int, extent: Int, inner: Int) {
    self.outer = outer
    self.extent = extent
    self.inner = inner
  }

  /// A shape seen from an axis.
  package init(_ shape: Dimensions, _ axis: Int) {
    guard shape.count > 0 else { return }
    for index in 0..<axis { outer *= shape[index] }
    extent = shape[axis]
    for index in (axis + 1)..<Swift.max(shape.count, axis + 1) { inner *= shape[index] }
  }
}
