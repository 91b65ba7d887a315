extension Tensor {
  /// Zeros of the given shape.
  public static func zeros(
    _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false
  ) -> Tensor {
    full(shape, 0, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// Zeros of the given shape: `Tensor.zeros(2, 3)`.
  public static func zeros(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false
  ) -> Tensor {
    full(shape, 0, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// Ones of the given shape.
  public static func ones(
    _ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false
  ) -> Tensor {
    full(shape, 1, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// Ones of the given shape: `Tensor.ones(2, 3)`.
  public static func ones(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false
  ) -> Tensor {
    full(shape, 1, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// One number, repeated; its type decides the dtype unless one is given.
  public static func full(
    _ shape: [Int], _ value: some Scalar, dtype: DType? = nil, requiresGrad: Bool = false
  ) -> Tensor {
    let result = Tensor(
      uninitialized: checkShape("full", shape), dtype: dtype ?? type(of: value).literalDType)
    fillElements(result, value)
    if requiresGrad { result.requiresGrad = true }
    return result
  }

  /// Memory of the given shape with whatever it held before.
  public static func empty(_ shape: [Int], dtype: DType = .float32) -> Tensor {
    Tensor(uninitialized: checkShape("empty", shape), dtype: dtype)
  }

  /// Zeros with the shape of another tensor, and its dtype unless one is given.
  public static func zerosLike(_ other: Tensor, dtype: DType? = nil) -> Tensor {
    fullLike(other, 0, dtype: dtype)
  }

  /// Ones with the shape of another tensor, and its dtype unless one is given.
  public static func onesLike(_ other: Tensor, dtype: DType? = nil) -> Tensor {
    fullLike(other, 1, dtype: dtype)
  }

  /// One number, repeated, with the shape of another tensor, and its dtype unless one is given.
  public static func fullLike(
    _ other: Tensor, _ value: some Scalar, dtype: DType? = nil
  ) -> Tensor {
    let result = Tensor(uninitialized: other.layout.shape, dtype: dtype ?? other.dtype)
    fillElements(result, value)
    return result
  }

  /// A matrix with ones on the diagonal and zeros elsewhere; square unless `columns` is given.
  public static func eye(_ rows: Int, _ columns: Int? = nil, dtype: DType = .float32) -> Tensor {
    let result = zeros([rows, columns ?? rows], dtype: dtype)
    let diagonal = result.layout.diagonal(shift: 0, first: 0, second: 1)
    fillElements(Tensor(storage: result.storage, layout: diagonal, dtype: dtype), 1)
    return result
  }
}
