extension Tensor {
  /// Whether elements are equal, as a bool tensor.
  public static func .== (left: Tensor, right: Tensor) -> Tensor { Ops.equal(left, right) }
  /// Whether elements equal a number, as a bool tensor.
  public static func .== (left: Tensor, right: some Scalar) -> Tensor { Ops.equal(left, right) }
  /// Whether elements equal a number, as a bool tensor.
  public static func .== (left: some Scalar, right: Tensor) -> Tensor { Ops.equal(right, left) }

  /// Whether elements differ, as a bool tensor.
  public static func .!= (left: Tensor, right: Tensor) -> Tensor { Ops.notEqual(left, right) }
  /// Whether elements differ from a number, as a bool tensor.
  public static func .!= (left: Tensor, right: some Scalar) -> Tensor { Ops.notEqual(left, right) }
  /// Whether elements differ from a number, as a bool tensor.
  public static func .!= (left: some Scalar, right: Tensor) -> Tensor { Ops.notEqual(right, left) }

  /// Whether left elements are less, as a bool tensor.
  public static func .< (left: Tensor, right: Tensor) -> Tensor { Ops.less(left, right) }
  /// Whether elements are less than a number, as a bool tensor.
  public static func .< (left: Tensor, right: some Scalar) -> Tensor { Ops.less(left, right) }
  /// Whether a number is less than the elements, as a bool tensor.
  public static func .< (left: some Scalar, right: Tensor) -> Tensor { Ops.greater(right, left) }

  /// Whether left elements are not greater, as a bool tensor.
  public static func .<= (left: Tensor, right: Tensor) -> Tensor { Ops.lessEqual(left, right) }
  /// Whether elements are not greater than a number, as a bool tensor.
  public static func .<= (left: Tensor, right: some Scalar) -> Tensor { Ops.lessEqual(left, right) }
  /// Whether a number is not greater than the elements, as a bool tensor.
  public static func .<= (left: some Scalar, right: Tensor) -> Tensor {
    Ops.greaterEqual(right, left)
  }

  /// Whether left elements are greater, as a bool tensor.
  public static func .> (left: Tensor, right: Tensor) -> Tensor { Ops.greater(left, right) }
  /// Whether elements are greater than a number, as a bool tensor.
  public static func .> (left: Tensor, right: some Scalar) -> Tensor { Ops.greater(left, right) }
  /// Whether a number is greater than the elements, as a bool tensor.
  public static func .> (left: some Scalar, right: Tensor) -> Tensor { Ops.less(right, left) }

  /// Whether left elements are not less, as a bool tensor.
  public static func .>= (left: Tensor, right: Tensor) -> Tensor { Ops.greaterEqual(left, right) }
  /// Whether elements are not less than a number, as a bool tensor.
  public static func .>= (left: Tensor, right: some Scalar) -> Tensor {
    Ops.greaterEqual(left, right)
  }
  /// Whether a number is not less than the elements, as a bool tensor.
  public static func .>= (left: some Scalar, right: Tensor) -> Tensor { Ops.lessEqual(right, left) }

  /// Bitwise and; for bool tensors "both".
  public static func .& (left: Tensor, right: Tensor) -> Tensor { Ops.bitwiseAnd(left, right) }
  /// Bitwise or; for bool tensors "at least one".
  public static func .| (left: Tensor, right: Tensor) -> Tensor { Ops.bitwiseOr(left, right) }
  /// Bitwise exclusive or; for bool tensors "exactly one".
  public static func .^ (left: Tensor, right: Tensor) -> Tensor { Ops.bitwiseXor(left, right) }
  /// Logical not: where the elements are zero.
  public static prefix func .! (operand: Tensor) -> Tensor { Ops.logicalNot(operand) }

  /// Not offered, because it could mean two things.
  @available(
    *, unavailable,
    message: "use .== for an elementwise comparison, === for identity, or a.equals(b)"
  )
  public static func == (left: Tensor, right: Tensor) -> Bool { left === right }

  /// Whether two tensors have the same shape and equal elements; PyTorch's `torch.equal`.
  public func equals(_ other: Tensor) -> Bool {
    layout.shape == other.layout.shape && (self .== other).all().item(Bool.self)
  }

  /// Whether all elements agree within atol + rtol * |other|; PyTorch's `torch.allclose`.
  public func allClose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
  ) -> Bool {
    isClose(other, rtol: rtol, atol: atol, equalNaN: equalNaN).all().item(Bool.self)
  }

  /// Where elements agree within atol + rtol * |other|; equal infinities do.
  public func isClose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNaN: Bool = false
  ) -> Tensor {
    noGrad {
      let mine = self.to(.float64)
      let theirs = other.to(.float64)
      let near = Ops.abs(mine - theirs) .<= (Ops.abs(theirs) * rtol + atol)
      let close = (near .& Ops.isFinite(theirs)) .| (mine .== theirs)
      return equalNaN ? close .| (Ops.isNaN(mine) .& Ops.isNaN(theirs)) : close
    }
  }
}
