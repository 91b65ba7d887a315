infix operator ** : ExponentiationPrecedence

precedencegroup ExponentiationPrecedence {
  higherThan: MultiplicationPrecedence
  associativity: right
}

// Exactly three overloads for each operator, over one protocol of scalars: with more, or with
// tensors made from literals, a mistake in a long expression costs the type checker many seconds.
extension Tensor {
  /// The elementwise sum; shapes are broadcast, dtypes promoted.
  public static func + (left: consuming Tensor, right: consuming Tensor) -> Tensor {
    Ops.add.reusing(left, right)
  }
  /// Every element plus a number.
  public static func + (left: consuming Tensor, right: some Scalar) -> Tensor {
    Ops.add.reusing(left, right)
  }
  /// A number plus every element.
  public static func + (left: some Scalar, right: consuming Tensor) -> Tensor {
    Ops.add.reusing(left, right)
  }

  /// The elementwise difference; shapes are broadcast, dtypes promoted.
  public static func - (left: consuming Tensor, right: consuming Tensor) -> Tensor {
    Ops.sub.reusing(left, right)
  }
  /// Every element minus a number.
  public static func - (left: consuming Tensor, right: some Scalar) -> Tensor {
    Ops.sub.reusing(left, right)
  }
  /// A number minus every element.
  public static func - (left: some Scalar, right: consuming Tensor) -> Tensor {
    Ops.sub.reusing(left, right)
  }

  /// The elementwise (Hadamard) product; `matmul` multiplies matrices.
  public static func * (left: consuming Tensor, right: consuming Tensor) -> Tensor {
    Ops.mul.reusing(left, right)
  }
  /// Every element times a number.
  public static func * (left: consuming Tensor, right: some Scalar) -> Tensor {
    Ops.mul.reusing(left, right)
  }
  /// A number times every element.
  public static func * (left: some Scalar, right: consuming Tensor) -> Tensor {
    Ops.mul.reusing(left, right)
  }

  /// The elementwise quotient; of integers it is float32.
  public static func / (left: consuming Tensor, right: consuming Tensor) -> Tensor {
    Ops.div.reusing(left, right)
  }
  /// Every element divided by a number.
  public static func / (left: consuming Tensor, right: some Scalar) -> Tensor {
    Ops.div.reusing(left, right)
  }
  /// A number divided by every element.
  public static func / (left: some Scalar, right: consuming Tensor) -> Tensor {
    Ops.div.reusing(left, right)
  }

  /// What elementwise division leaves, with the sign of the divisor.
  public static func % (left: consuming Tensor, right: consuming Tensor) -> Tensor {
    Ops.remainder.reusing(left, right)
  }
  /// What division of every element by a number leaves.
  public static func % (left: consuming Tensor, right: some Scalar) -> Tensor {
    Ops.remainder.reusing(left, right)
  }
  /// What division of a number by every element leaves.
  public static func % (left: some Scalar, right: consuming Tensor) -> Tensor {
    Ops.remainder.reusing(left, right)
  }

  /// The elementwise power.
  public static func ** (left: consuming Tensor, right: consuming Tensor) -> Tensor {
    Ops.pow.reusing(left, right)
  }
  /// Every element to the power of a number.
  public static func ** (left: Tensor, right: some Scalar) -> Tensor {
    Ops.power(left, right.doubleValue, right)
  }
  /// A number to the power of every element.
  public static func ** (left: some Scalar, right: consuming Tensor) -> Tensor {
    Ops.pow.reusing(left, right)
  }

  /// The elementwise negative.
  public static prefix func - (operand: consuming Tensor) -> Tensor {
    if operand.dtype == .bool { failUnsupported("neg", .bool) }
    return Ops.neg.reusing(operand)
  }
}

extension Ops {
  /// Powers with a fixed exponent; squares and roots are common enough for shorter ways.
  static func power(_ x: Tensor, _ exponent: Double, _ scalar: some Scalar) -> Tensor {
    if exponent == 2 && x.dtype != .bool { return square(x) }
    if exponent == 0.5 && x.dtype.isFloatingPoint { return sqrt(x) }
    return pow(x, scalar)
  }
}
