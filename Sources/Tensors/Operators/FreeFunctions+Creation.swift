// Creation without a type in front, as PyTorch and MLX spell it.

/// Zeros of the given shape.
public func zeros(_ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
  Tensor.zeros(shape, dtype: dtype, requiresGrad: requiresGrad)
}

/// Ones of the given shape.
public func ones(_ shape: [Int], dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
  Tensor.ones(shape, dtype: dtype, requiresGrad: requiresGrad)
}

/// One number, repeated; its type decides the dtype unless one is given.
public func full(
  _ shape: [Int], _ value: some Scalar, dtype: DType? = nil, requiresGrad: Bool = false
) -> Tensor {
  Tensor.full(shape, value, dtype: dtype, requiresGrad: requiresGrad)
}

/// Ones on the diagonal, zeros elsewhere.
public func eye(_ rows: Int, _ columns: Int? = nil, dtype: DType = .float32) -> Tensor {
  Tensor.eye(rows, columns, dtype: dtype)
}

/// Zeros with the shape of another tensor, and its dtype unless one is given.
public func zerosLike(_ other: Tensor, dtype: DType? = nil) -> Tensor {
  Tensor.zerosLike(other, dtype: dtype)
}

/// Ones with the shape of another tensor, and its dtype unless one is given.
public func onesLike(_ other: Tensor, dtype: DType? = nil) -> Tensor {
  Tensor.onesLike(other, dtype: dtype)
}

/// `count` numbers in equal steps from `start` to `end`, both included.
public func linspace(
  _ start: Double, _ end: Double, _ count: Int, dtype: DType = .float32,
  requiresGrad: Bool = false
) -> Tensor {
  Tensor.linspace(start, end, count, dtype: dtype, requiresGrad: requiresGrad)
}

/// `count` numbers in equal ratios from base to the power `start` to base to the power `end`.
public func logspace(
  _ start: Double, _ end: Double, _ count: Int, base: Double = 10, dtype: DType = .float32,
  requiresGrad: Bool = false
) -> Tensor {
  Tensor.logspace(
    start, end, count, base: base, dtype: dtype, requiresGrad: requiresGrad)
}
