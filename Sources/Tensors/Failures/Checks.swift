/// An axis counted from the front, or a failure; negative axes count from the end.
package func checkAxis(_ operation: String, _ axis: Int, rank: Int) -> Int {
  let wrapped = axis < 0 ? axis + rank : axis
  if wrapped < 0 || wrapped >= rank {
    let rule =
      rank == 0
      ? "a scalar has no axes"
      : "an axis of a tensor with \(rank) axes lies in \(-rank)...\(rank - 1)"
    fail(operation, "axis \(axis) does not exist", rule: rule)
  }
  return wrapped
}

/// Several axes counted from the front, without duplicates, as a bit mask.
package func checkAxes(_ operation: String, _ axes: [Int], rank: Int) -> UInt32 {
  var mask: UInt32 = 0
  for axis in axes {
    let bit = UInt32(1) << UInt32(checkAxis(operation, axis, rank: rank))
    if mask & bit != 0 {
      fail(
        operation, "axis \(axis) appears twice in \(axes)", rule: "each axis may be named once")
    }
    mask |= bit
  }
  return mask
}

/// The shape two operands broadcast to, or a failure.
package func checkBroadcast(
  _ operation: String, _ left: Dimensions, _ right: Dimensions
) -> Dimensions {
  if let shape = broadcastShape(left, right) { return shape }
  let rank = Swift.max(left.count, right.count)
  var place = ""
  for axis in 0..<rank {
    let first = axis - (rank - left.count)
    let second = axis - (rank - right.count)
    guard first >= 0 && second >= 0 else { continue }
    if left[first] != right[second] && left[first] != 1 && right[second] != 1 {
      place = ": \(left[first]) meets \(right[second]) at axis \(axis - rank)"
    }
  }
  fail(
    operation, "shapes \(left) and \(right) do not fit\(place)",
    rule: "shapes are aligned at the right; extents must be equal, or one of them 1 or missing",
    hint: "reshape, insert an axis, or keep the reduced axis with keepDims: true")
}

/// Fails unless all dtypes are equal.
package func checkSameDType(_ operation: String, _ left: Tensor, _ right: Tensor) {
  if left.dtype != right.dtype {
    fail(
      operation, "the operands are \(left.dtype) and \(right.dtype)",
      rule: "both must have the same dtype", hint: "convert one with .to(.\(left.dtype))")
  }
}

/// Fails unless the elements are floating-point numbers.
package func checkFloatingPoint(_ operation: String, _ tensor: Tensor) {
  if !tensor.dtype.isFloatingPoint {
    fail(
      operation, "the tensor is \(tensor.dtype)",
      rule: "\(operation) is defined for floating-point tensors",
      hint: "convert with .to(.float32)")
  }
}

/// Fails unless the tensor has the given number of axes.
package func checkRank(_ operation: String, _ tensor: Tensor, _ rank: Int, name: String = "it") {
  if tensor.layout.rank != rank {
    fail(
      operation, "\(name) has shape \(tensor.layout.shape)",
      rule:
        "\(name == "it" ? "the operand" : name) must have \(rank) \(rank == 1 ? "axis" : "axes")")
  }
}

/// Stops because a kernel has no variant for a dtype.
package func failUnsupported(_ operation: String, _ dtype: DType) -> Never {
  fail(
    operation, "not defined for \(dtype)", rule: "the operation has no meaning for this dtype",
    hint: dtype == .bool ? "convert with .to(.int64) or use logical operators" : "")
}
