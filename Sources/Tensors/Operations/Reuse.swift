// `x * 2 + 1` needs memory for one result, not two: the product is seen by nobody but the sum, which
// may as well be written over it. The operators take their operands with ownership, so that a
// temporary arrives with a reference count of one and anything with a name with more.

extension Tensor {
  /// Whether nobody else can see this tensor or its memory, so that a result may replace it.
  @inline(__always)
  static func isFree(_ x: inout Tensor) -> Bool {
    guard isKnownUniquelyReferenced(&x), x.recordedNode == nil, x.base == nil, x.leaf == nil,
      x.tangent == nil, !x.isWrappedNumber
    else { return false }
    return isKnownUniquelyReferenced(&x.storage) && x.layout.isContiguous
  }
}

extension Binary {
  /// The operation on two operands it may write over.
  @inline(__always)
  func reusing(_ a: consuming Tensor, _ b: consuming Tensor) -> Tensor {
    let (isA, isB) = (isRecording(a), isRecording(b))
    if isA || isB {
      let output = forward(a, b)
      enter(a, isA, b, isB, output)
      return output
    }
    if Tensor.isFree(&a) && fits(a, b) {
      write(a, b, to: a)
      return a
    }
    if Tensor.isFree(&b) && fits(b, a) {
      write(a, b, to: b)
      return b
    }
    return forward(a, b)
  }

  /// The operation on an operand it may write over and a number.
  @inline(__always)
  func reusing(_ a: consuming Tensor, _ b: some Scalar) -> Tensor {
    let (number, type) = (b.doubleValue, Swift.type(of: b).dtype)
    if Tensor.isFree(&a), direct(a, number, type, scalarFirst: false, into: a) != nil { return a }
    return self(a, b)
  }

  /// The operation on a number and an operand it may write over.
  @inline(__always)
  func reusing(_ a: some Scalar, _ b: consuming Tensor) -> Tensor {
    let (number, type) = (a.doubleValue, Swift.type(of: a).dtype)
    if Tensor.isFree(&b), direct(b, number, type, scalarFirst: true, into: b) != nil { return b }
    return self(a, b)
  }

  /// Whether the result has the dtype and shape of `target`, one of the operands.
  private func fits(_ target: Tensor, _ other: Tensor) -> Bool {
    guard target.dtype != .float16, resultType(target, other) == target.dtype else { return false }
    return broadcastShape(target.layout.shape, other.layout.shape) == target.layout.shape
  }
}

extension Unary {
  /// The operation on an operand it may write over.
  @inline(__always)
  func reusing(_ x: consuming Tensor) -> Tensor {
    guard x.dtype == .float32 || x.dtype == .float64, !isRecording(x), Tensor.isFree(&x) else {
      return self(x)
    }
    if x.numel > 0 { run(x, x) }
    return x
  }
}
