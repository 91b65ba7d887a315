internal import CKernels

extension Ops {
  static let matmul = Operation(
    "matmul", "The matrix product over the last two axes, broadcast over the others.")
  static let dot = Operation("dot", "The sum of the products of two vectors.")
  static let outer = Operation("outer", "All products of an element of each of two vectors.")

  /// The products, for the registry.
  static let products: [Operation] = [matmul, dot, outer]

  static func matmul(_ a: Tensor, _ b: Tensor) -> Tensor {
    checkProduct(a, b)
    // Vectors become matrices with one row or column, which goes again afterwards.
    if a.ndim == 1 && b.ndim == 1 { return dot(a, b) }
    if a.ndim == 1 {
      return matmul(a.expandedDimensions(axis: 0), b).squeeze(axis: -2)
    }
    if b.ndim == 1 {
      return matmul(a, b.expandedDimensions(axis: 1)).squeeze(axis: -1)
    }
    let output = product(a, b)
    guard isRecording(a, b) else { return output }
    let needsA = isRecording(b) ? a : nil
    let needsB = isRecording(a) ? b : nil
    let shapes = (a.layout.shape, b.layout.shape)
    return record(matmul, [a, b], output, saving: [needsA, needsB]) { pass in
      let g = pass.gradient
      return [
        pass.needs(0) ? leftGradient(g, pass.saved(1), shapes.0) : nil,
        pass.needs(1) ? rightGradient(g, pass.saved(0), shapes.1) : nil,
      ]
    }
  }

  private static func leftGradient(_ g: Tensor, _ b: Tensor, _ shape: Dimensions) -> Tensor {
    matmul(g, b.transposed(-1, -2)).summed(to: shape)
  }

  private static func rightGradient(_ g: Tensor, _ a: Tensor, _ shape: Dimensions) -> Tensor {
    if shape.count == 2 && a.ndim > 2 {
      // One tall product instead of a batch of products that would be added up.
      let rows = a.reshape([-1, a.dim(-1)])
      return matmul(rows.transposed(0, 1), g.reshape([-1, g.dim(-1)]))
    }
    return matmul(a.transposed(-1, -2), g).summed(to: shape)
  }

  private static func checkProduct(_ a: Tensor, _ b: Tensor) {
    checkSameDType("matmul", a, b)
    if a.dtype == .bool { failUnsupported("matmul", .bool) }
    if a.ndim == 0 || b.ndim == 0 {
      fail(
        "matmul", "shapes \(a.layout.shape) and \(b.layout.shape)",
        rule: "both operands need at least one axis", hint: "multiply by a scalar with *")
    }
    let inner = a.dim(-1)
    let other = b.ndim == 1 ? b.dim(0) : b.dim(-2)
    if inner != other {
      fail(
        "matmul",
        "shapes \(a.layout.shape) and \(b.layout.shape) do not fit: \(inner) meets \(other)",
        rule: "the last axis of the left operand meets the second to last of the right one",
        hint: a.ndim == 2 && b.ndim == 2 && inner == b.dim(-1)
          ? "transpose the right operand: matmul(a, b.T)" : "")
    }
  }

  /// The product without recording; both have at least two axes.
  private static func product(_ a: Tensor, _ b: Tensor) -> Tensor {
    if a.dtype == .float16 {
      return product(a.convertedCopy(.float32), b.convertedCopy(.float32)).convertedCopy(.float16)
    }
    let (m, k, n) = (a.dim(-2), a.dim(-1), b.dim(-1))
    if b.ndim == 2 && a.ndim > 2 && a.isContiguous {
      let tall = Tensor(
        storage: a.storage,
        layout: Layout(
          shape: Dimensions([a.numel / Swift.max(k, 1), k]), strides: Dimensions([k, 1]),
          offset: a.layout.offset), dtype: a.dtype)
      if k > 0 {
        let flat = product(tall, b)
        return Tensor(
          storage: flat.storage, layout: Layout(contiguous: Dimensions(a.shape.dropLast() + [n])),
          dtype: a.dtype)
      }
    }
    let lead = checkBroadcast(
      "matmul", Dimensions(Array(a.shape.dropLast(2))), Dimensions(Array(b.shape.dropLast(2))))
    let output = Tensor(uninitialized: Dimensions(lead.array + [m, n]), dtype: a.dtype)
    if output.numel == 0 { return output }
    if k == 0 {
      fillElements(output, 0)
      return output
    }
    let left = MatrixOperand(a, lead)
    let right = MatrixOperand(b, lead)
    if a.dtype.isFloatingPoint, let aStep = left.step, let bStep = right.step, lead.count > 0 {
      _ = ck_gemm_batched(
        a.dtype.kernel, left.isTransposed, right.isTransposed, Int64(lead.product), Int64(m),
        Int64(n), Int64(k), 1, left.pointer(0), left.rowLength, aStep, right.pointer(0),
        right.rowLength, bStep, 0, output.pointer, Int64(n), Int64(m * n))
      return output
    }
    for batch in 0..<lead.product {
      let target = output.pointer + batch * m * n * a.dtype.byteCount
      multiply(left, left.pointer(batch), right, right.pointer(batch), target, (m, n, k), a.dtype)
    }
    return output
  }

  private static func multiply(
    _ a: MatrixOperand, _ aPointer: UnsafeRawPointer, _ b: MatrixOperand,
    _ bPointer: UnsafeRawPointer, _ c: UnsafeMutableRawPointer, _ size: (m: Int, n: Int, k: Int),
    _ dtype: DType
  ) {
    let (m, n, k) = (Int64(size.m), Int64(size.n), Int64(size.k))
    if dtype.isFloatingPoint {
      _ = ck_gemm(
        dtype.kernel, a.isTransposed, b.isTransposed, m, n, k, 1, aPointer, a.rowLength, bPointer,
        b.rowLength, 0, c, n)
    } else {
      _ = ck_gemm_integer(
        dtype.kernel, a.isTransposed, b.isTransposed, m, n, k, aPointer, a.rowLength, bPointer,
        b.rowLength, c, n)
    }
  }

  static func dot(_ a: Tensor, _ b: Tensor) -> Tensor {
    checkRank("dot", a, 1, name: "the left operand")
    checkRank("dot", b, 1, name: "the right operand")
    checkSameDType("dot", a, b)
    if a.numel != b.numel {
      fail(
        "dot", "vectors of \(a.numel) and \(b.numel) elements",
        rule: "both vectors have the same length")
    }
    let output = Tensor(uninitialized: Dimensions(), dtype: a.dtype)
    if a.dtype.isFloatingPoint && a.dtype != .float16 {
      let (left, right) = (a.storedContiguously, b.storedContiguously)
      _ = ck_dot(a.dtype.kernel, left.pointer, right.pointer, output.pointer, Int64(a.numel))
    } else {
      copyElements(from: noGrad { (a.detach() * b.detach()).sum() }, to: output)
    }
    guard isRecording(a, b) else { return output }
    return record(
      dot, [a, b], output, saving: [isRecording(b) ? a : nil, isRecording(a) ? b : nil]
    ) { pass in
      [
        pass.needs(0) ? pass.gradient * pass.saved(1) : nil,
        pass.needs(1) ? pass.gradient * pass.saved(0) : nil,
      ]
    }
  }
}

/// A stack of matrices as BLAS wants to see them: rows of unit stride, possibly transposed.
private struct MatrixOperand {
  let tensor: Tensor
  let isTransposed: Bool
  let rowLength: Int64
  /// The distance between neighbours of the batch, where it is the same for all.
  let step: Int64?
  private let starts: [Int]

  init(_ x: Tensor, _ lead: Dimensions) {
    var source = x
    let rank = x.layout.rank
    let (rows, columns) = (x.layout.shape[rank - 2], x.layout.shape[rank - 1])
    let (rowStep, columnStep) = (x.layout.strides[rank - 2], x.layout.strides[rank - 1])
    if (columnStep == 1 || columns == 1) && (rowStep >= columns || rows == 1) && rowStep > 0 {
      isTransposed = false
      rowLength = Int64(Swift.max(rowStep, columns))
    } else if (rowStep == 1 || rows == 1) && columnStep >= rows {
      isTransposed = true
      rowLength = Int64(columnStep)
    } else {
      source = x.convertedCopy(x.dtype)
      isTransposed = false
      rowLength = Int64(columns)
    }
    tensor = source
    starts = MatrixOperand.offsets(source.layout, lead)
    let first = starts.count > 1 ? starts[1] : 0
    let isEven = first >= 0 && starts.enumerated().allSatisfy { $1 == $0 * first }
    step = isEven ? Int64(first) : nil
  }

  func pointer(_ batch: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(tensor.pointer) + starts[batch] * tensor.dtype.byteCount
  }

  private static func offsets(_ layout: Layout, _ lead: Dimensions) -> [Int] {
    let extra = lead.count - (layout.rank - 2)
    var result = [0]
    for axis in 0..<lead.count {
      let own = axis - extra
      let step = own < 0 || layout.shape[own] == 1 ? 0 : layout.strides[own]
      var next: [Int] = []
      next.reserveCapacity(result.count * lead[axis])
      for start in result {
        for index in 0..<lead[axis] { next.append(start + index * step) }
      }
      result = next
    }
    return result
  }
}
