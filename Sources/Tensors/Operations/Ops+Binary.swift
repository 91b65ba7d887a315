internal import CKernels

extension Ops {
  static let add: Binary = Binary(
    "add", CK_ADD, "The sum of two elements.", domain: .any,
    left: .gradient { g, _ in g }, right: .gradient { g, _ in g })
  static let sub: Binary = Binary(
    "sub", CK_SUB, "The difference of two elements.",
    left: .gradient { g, _ in g }, right: .gradient { g, _ in -g })
  static let mul: Binary = Binary(
    "mul", CK_MUL, "The product of two elements.", domain: .any,
    left: .gradient(.right) { g, s in g * s.right }, right: .gradient(.left) { g, s in g * s.left })
  static let div: Binary = Binary(
    "div", CK_DIV, "The quotient of two elements; integers give float32.", domain: .floatingPoint,
    left: .gradient(.right) { g, s in g / s.right },
    right: .gradient([.right, .output]) { g, s in -g * (s.output / s.right) })
  static let pow: Binary = Binary(
    "pow", CK_POW, "The left element to the power of the right one.",
    left: .gradient([.left, .right]) { g, s in
      // Where the exponent is 0 the result is 1, even for a base of 0.
      let slope = s.right * Ops.pow(s.left, s.right - 1)
      return g * Ops.select(s.right .== 0, Tensor.zerosLike(slope), slope)
    },
    right: .gradient([.left, .right, .output]) { g, s in
      // 0 to a positive power has no slope, although log(0) is infinite.
      let isFlat = (s.left .== 0) .& (s.right .>= 0)
      let slope = s.output * Ops.log(s.left)
      return g * Ops.select(isFlat, Tensor.zerosLike(slope), slope)
    })
  static let maximum: Binary = Binary(
    "maximum", CK_MAX, "The greater of two elements; equal ones share the gradient.", domain: .any,
    left: .gradient([.left, .right]) { g, s in share(g, s.left .< s.right, s) },
    right: .gradient([.left, .right]) { g, s in share(g, s.left .> s.right, s) })
  static let minimum: Binary = Binary(
    "minimum", CK_MIN, "The lesser of two elements; equal ones share the gradient.", domain: .any,
    left: .gradient([.left, .right]) { g, s in share(g, s.left .> s.right, s) },
    right: .gradient([.left, .right]) { g, s in share(g, s.left .< s.right, s) })
  static let atan2: Binary = Binary(
    "atan2", CK_ATAN2, "The angle of the point (right, left).", domain: .floatingPoint,
    left: .gradient([.left, .right]) { g, s in g * s.right * reciprocalSquaredLength(s) },
    right: .gradient([.left, .right]) { g, s in -g * s.left * reciprocalSquaredLength(s) })
  static let hypot: Binary = Binary(
    "hypot", CK_HYPOT, "The length of the vector (left, right).", domain: .floatingPoint,
    left: .gradient([.left, .output]) { g, s in g * s.left / s.output },
    right: .gradient([.right, .output]) { g, s in g * s.right / s.output })
  static let logAddExp: Binary = Binary(
    "logAddExp", CK_LOGADDEXP, "log(exp(left) + exp(right)), without overflow.",
    torch: "torch.logaddexp", domain: .floatingPoint,
    left: .gradient([.left, .output]) { g, s in g * Ops.exp(s.left - s.output) },
    right: .gradient([.right, .output]) { g, s in g * Ops.exp(s.right - s.output) })
  static let floorDivide: Binary = Binary(
    "floorDivide", CK_FLOOR_DIV, "The quotient, rounded down.", torch: "torch.floor_divide",
    isDifferentiable: false, left: .none, right: .none)
  static let remainder: Binary = Binary(
    "remainder", CK_REMAINDER, "What division leaves, with the sign of the divisor.",
    left: .gradient { g, _ in g },
    right: .gradient([.left, .right]) { g, s in -g * Ops.floor(s.left / s.right) })
  static let fmod: Binary = Binary(
    "fmod", CK_FMOD, "What division leaves, with the sign of the dividend.",
    left: .gradient { g, _ in g },
    right: .gradient([.left, .right]) { g, s in -g * Ops.trunc(s.left / s.right) })
  static let bitwiseAnd: Binary = Binary(
    "bitwiseAnd", CK_BIT_AND, "Bits set in both; and for bool.", torch: "torch.bitwise_and",
    domain: .integers, isDifferentiable: false, left: .none, right: .none)
  static let bitwiseOr: Binary = Binary(
    "bitwiseOr", CK_BIT_OR, "Bits set in either; or for bool.", torch: "torch.bitwise_or",
    domain: .integers, isDifferentiable: false, left: .none, right: .none)
  static let bitwiseXor: Binary = Binary(
    "bitwiseXor", CK_BIT_XOR, "Bits set in one of both.", torch: "torch.bitwise_xor",
    domain: .integers, isDifferentiable: false, left: .none, right: .none)

  /// The binary operations, for the registry.
  static let binary: [Binary] = [
    add, sub, mul, div, pow, maximum, minimum, atan2, hypot, logAddExp, floorDivide, remainder,
    fmod, bitwiseAnd, bitwiseOr, bitwiseXor,
  ]

  /// The gradient where an operand wins, half of it where both are equal, 0 where it loses.
  ///
  /// Chosen, not multiplied, so that an infinite gradient does not become NaN.
  private static func share(_ g: Tensor, _ loses: Tensor, _ s: Binary.Saved) -> Tensor {
    let shared = select(equal(s.left, s.right), g * 0.5, g)
    return select(loses, Tensor.zeros([], dtype: g.dtype), shared)
  }

  /// 1 / (left² + right²), and 0 for the origin, which has no angle.
  private static func reciprocalSquaredLength(_ s: Binary.Saved) -> Tensor {
    let squared = s.left * s.left + s.right * s.right
    return select(squared .== 0, Tensor.zeros([], dtype: squared.dtype), reciprocal(squared))
  }

  /// Whether an integer tensor holds a 0.
  static func isAnyZero(_ x: Tensor) -> Bool {
    if x.numel == 1 { return (x.element(at: 0) as Int) == 0 }
    return noGrad { (x .== 0).any().item(Bool.self) }
  }

  /// Whether an integer tensor holds a negative number.
  static func isAnyNegative(_ x: Tensor) -> Bool {
    if x.numel == 1 { return (x.element(at: 0) as Int) < 0 }
    return noGrad { (x .< 0).any().item(Bool.self) }
  }
}
