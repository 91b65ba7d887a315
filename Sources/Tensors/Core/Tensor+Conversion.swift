internal import CKernels

extension DType {
  /// The name the kernels know this type by.
  @inline(__always)
  var kernel: ck_dtype { ck_dtype(rawValue: Int32(rawValue)) }
}

extension Tensor {
  /// The elements in row-major order as Swift numbers, converted where the type differs.
  ///
  /// ```swift
  /// Tensor([[1, 2], [3, 4]]).scalars(as: Float.self)   // [1, 2, 3, 4]
  /// ```
  public func scalars<S: Scalar>(as type: S.Type = S.self) -> [S] {
    let source = storedAs(S.dtype)
    return [S](unsafeUninitializedCapacity: source.numel) { buffer, initialized in
      if let start = buffer.baseAddress {
        UnsafeMutableRawPointer(start).copyMemory(
          from: source.pointer, byteCount: source.numel * MemoryLayout<S>.stride)
      }
      initialized = source.numel
    }
  }

  /// The only element, as a number of the given type.
  ///
  /// A tensor with another number of elements is a failure. The type is always written out: were it
  /// inferred, `x.item() > 0` would compare whole numbers, because that is what a bare 0 is.
  public func item<S: Scalar>(_ type: S.Type) -> S {
    if numel != 1 {
      fail(
        "item", "the tensor has \(numel) elements (shape \(layout.shape))",
        rule: "item() needs exactly one element", hint: "use scalars(as:), or reduce first")
    }
    return element(at: 0)
  }

  /// The only element as a Double; what `item()` gives when nothing asks for another type.
  public func item() -> Double { item(Double.self) }

  /// One element by its distance from the first, in storage.
  package func element<S: Scalar>(at distance: Int) -> S {
    let place = pointer + distance * dtype.byteCount
    switch dtype {
    case .bool: return S(converting: place.load(as: UInt8.self) != 0)
    case .uint8: return S(converting: place.load(as: UInt8.self))
    case .int32: return S(converting: place.load(as: Int32.self))
    case .int64: return S(converting: place.load(as: Int64.self))
    case .float16: return S(converting: place.load(as: Float16.self))
    case .float32: return S(converting: place.load(as: Float.self))
    case .float64: return S(converting: place.load(as: Double.self))
    }
  }

  /// A contiguous tensor of the given dtype with these elements; self where it already is one.
  /// Nothing is recorded.
  package func storedAs(_ target: DType) -> Tensor {
    if dtype == target && layout.isContiguous { return self }
    return convertedCopy(target)
  }

  /// A contiguous tensor with these elements; self where it already is one. Nothing is recorded.
  package var storedContiguously: Tensor {
    layout.isContiguous ? self : convertedCopy(dtype)
  }

  /// A fresh contiguous copy in the given dtype. Nothing is recorded.
  package func convertedCopy(_ target: DType) -> Tensor {
    let result = Tensor(uninitialized: layout.shape, dtype: target)
    copyElements(from: self, to: result)
    return result
  }
}

/// Writes the elements of one tensor into another of the same shape, converting where needed.
package func copyElements(from source: Tensor, to target: Tensor) {
  let count = target.layout.count
  if count == 0 { return }
  if source.layout.isContiguous && target.layout.isContiguous {
    if source.dtype == target.dtype {
      ck_copy(source.pointer, target.pointer, count * source.dtype.byteCount)
    } else {
      _ = ck_convert(
        source.dtype.kernel, source.pointer, target.dtype.kernel, target.pointer, Int64(count))
    }
    return
  }
  _ = target.layout.shape.withPointer { shape in
    source.layout.strides.withPointer { sourceStrides in
      target.layout.strides.withPointer { targetStrides in
        ck_convert_nd(
          source.dtype.kernel, target.dtype.kernel, Int32(target.layout.rank), shape,
          source.pointer, sourceStrides, target.pointer, targetStrides)
      }
    }
  }
}

/// Writes one number into every element of a tensor.
package func fillElements(_ target: Tensor, _ value: some Scalar) {
  let count = target.layout.count
  if count == 0 { return }
  let kernel = target.dtype.kernel
  if target.layout.isContiguous {
    if target.dtype == .int64 || target.dtype == .int32 {
      _ = ck_fill_i64(kernel, target.pointer, value.integerValue, Int64(count))
    } else {
      _ = ck_fill(kernel, target.pointer, value.doubleValue, Int64(count))
    }
    return
  }
  _ = target.layout.shape.withPointer { shape in
    target.layout.strides.withPointer { strides in
      ck_fill_nd(
        kernel, Int32(target.layout.rank), shape, target.pointer, strides, value.doubleValue)
    }
  }
}

extension Double {
  /// The only element of a tensor.
  public init(_ tensor: Tensor) { self = tensor.item(Double.self) }
}

extension Float {
  /// The only element of a tensor.
  public init(_ tensor: Tensor) { self = tensor.item(Float.self) }
}

extension Int {
  /// The only element of a tensor, rounded toward zero.
  public init(_ tensor: Tensor) { self = tensor.item(Int.self) }
}

extension Bool {
  /// Whether the only element of a tensor is not zero.
  public init(_ tensor: Tensor) { self = tensor.item(Bool.self) }
}
