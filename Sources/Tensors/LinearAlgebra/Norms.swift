extension Ops {
  static let norm = Operation(
    "norm", "The p-norm over axes: (sum |x|^p)^(1/p).", torch: "torch.linalg.vector_norm")

  /// The p-norm over axes. The gradient is 0 where the norm is 0, PyTorch's choice of subgradient.
  static func norm(_ x: Tensor, _ p: Double, _ axes: [Int]?, keepDims: Bool) -> Tensor {
    let x = x.dtype.isFloatingPoint ? x : x.to(.float32)
    let over = ReducedAxes("norm", x, axes)
    let all = over.axes
    let output = noGrad { () -> Tensor in
      let size = x.abs()
      let result: Tensor
      switch p {
      case 0: result = (size .!= 0).to(x.dtype).sum(axes: all, keepDims: keepDims)
      case 1: result = size.sum(axes: all, keepDims: keepDims)
      case 2: result = euclidean(size, all, keepDims)
      case .infinity: result = size.max(axes: all, keepDims: keepDims)
      case -.infinity: result = size.min(axes: all, keepDims: keepDims)
      default: result = (size ** p).sum(axes: all, keepDims: keepDims) ** (1 / p)
      }
      return result
    }
    guard isRecording(x), p != 0 else { return output }
    return record(norm, [x], output, saving: [x, output]) { pass in
      let x = pass.saved(0)
      let n = pass.saved(1).withKept(over)
      let gradient = pass.gradient.withKept(over)
      let zero = Tensor.zerosLike(x)
      switch p {
      case 1: return [gradient * x.sign()]
      case 2: return [select(n .== 0, zero, gradient * x / n)]
      case .infinity, -.infinity:
        let hits = (x.abs() .== n).to(x.dtype)
        return [gradient * x.sign() * hits / hits.sum(axes: all, keepDims: true)]
      default:
        let slope = x.sign() * (x.abs() / n) ** (p - 1)
        return [select((n .== 0) .| (x .== 0), zero, gradient * slope)]
      }
    }
  }

  /// Scaled by the largest element, so that squares neither overflow nor vanish.
  private static func euclidean(_ size: Tensor, _ axes: [Int], _ keepDims: Bool) -> Tensor {
    let plain = size.square().sum(axes: axes, keepDims: true).sqrt()
    let isSafe = (plain .> 1e-15) .& (plain .< 1e15)
    if size.numel == 0 || isSafe.all().item(Bool.self) {
      return keepDims ? plain : plain.squeeze(axes: axes)
    }
    let largest = size.max(axes: axes, keepDims: true)
    let isUsable = (largest .> 0) .& largest.isFinite()
    let scale = select(isUsable, largest, Tensor.onesLike(largest))
    let scaled = (size / scale).square().sum(axes: axes, keepDims: true).sqrt() * scale
    return keepDims ? scaled : scaled.squeeze(axes: axes)
  }
}

extension Tensor {
  /// The Euclidean norm of all elements: the square root of the sum of their squares, for any shape.
  public func norm() -> Tensor { Ops.norm(self, 2, nil, keepDims: false) }

  /// The p-norm of all elements, `(sum |x|^p)^(1/p)`.
  ///
  /// `p` may be 0 (the number of elements that are not zero), `.infinity` or `-.infinity` (the
  /// greatest and the least absolute value).
  public func norm(p: Double) -> Tensor { Ops.norm(self, p, nil, keepDims: false) }

  /// The p-norm along an axis.
  public func norm(p: Double = 2, axis: Int, keepDims: Bool = false) -> Tensor {
    Ops.norm(self, p, [axis], keepDims: keepDims)
  }

  /// The p-norm over several axes.
  public func norm(p: Double = 2, axes: [Int], keepDims: Bool = false) -> Tensor {
    Ops.norm(self, p, axes, keepDims: keepDims)
  }

  /// A norm of the matrices in the last two axes.
  public func norm(_ kind: MatrixNorm) -> Tensor {
    if ndim < 2 {
      fail(
        "norm", "the tensor has shape \(layout.shape)",
        rule: "a matrix norm needs at least 2 axes", hint: "norm(p:) is for vectors")
    }
    switch kind {
    case .frobenius: return norm(axes: [-2, -1])
    case .nuclear: return singularValues().sum(axis: -1)
    case .spectral: return singularValues().max(axis: -1)
    case .maxColumnSum: return abs().sum(axis: -2).max(axis: -1)
    case .maxRowSum: return abs().sum(axis: -1).max(axis: -1)
    }
  }
}

/// The norms of a matrix.
public enum MatrixNorm: Sendable {
  /// The square root of the sum of all squares.
  case frobenius
  /// The sum of the singular values.
  case nuclear
  /// The greatest singular value.
  case spectral
  /// The greatest sum of absolute values in a column (PyTorch: `ord=1`).
  case maxColumnSum
  /// The greatest sum of absolute values in a row (PyTorch: `ord=inf`).
  case maxRowSum
}

/// The p-norm of all elements; see ``Tensor/norm(p:)``.
public func norm(_ x: Tensor, p: Double = 2) -> Tensor { x.norm(p: p) }
