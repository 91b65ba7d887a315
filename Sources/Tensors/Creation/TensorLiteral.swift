/// What a tensor can be made of: numbers, truth values, and lists of these, nested.
public protocol TensorLiteral {
  /// The dtype of the numbers inside, as Swift stores them.
  static var storedDType: DType { get }
  /// Extends `shape` by the extents of this value.
  func appendExtents(to shape: inout [Int])
  /// Writes the numbers in row-major order from `pointer` on, and moves it behind them.
  ///
  /// Lists of different lengths side by side are a failure.
  func write(to pointer: inout UnsafeMutableRawPointer, shape: ArraySlice<Int>)
}

extension TensorLiteral {
  /// The dtype a tensor of these numbers gets: doubles become float32, as literals do in PyTorch.
  package static var literalDType: DType { storedDType == .float64 ? .float32 : storedDType }
}

extension Scalar {
  /// The type's own dtype.
  public static var storedDType: DType { dtype }

  /// A number has no extents.
  public func appendExtents(to shape: inout [Int]) {}

  /// Writes the number itself.
  public func write(to pointer: inout UnsafeMutableRawPointer, shape: ArraySlice<Int>) {
    if !shape.isEmpty {
      fail(
        "Tensor", "a number stands beside a list", rule: "all entries at one depth are alike")
    }
    pointer.storeBytes(of: self, as: Self.self)
    pointer += MemoryLayout<Self>.stride
  }
}

extension Array: TensorLiteral where Element: TensorLiteral {
  /// That of the elements.
  public static var storedDType: DType { Element.storedDType }

  /// The length, then the extents of the first element.
  public func appendExtents(to shape: inout [Int]) {
    shape.append(count)
    first?.appendExtents(to: &shape)
  }

  /// Writes element after element.
  public func write(to pointer: inout UnsafeMutableRawPointer, shape: ArraySlice<Int>) {
    guard let expected = shape.first, expected == count else {
      fail(
        "Tensor", "lists of lengths \(shape.first ?? 0) and \(count) stand side by side",
        rule: "all lists at one depth have the same length")
    }
    let rest = shape.dropFirst()
    for element in self { element.write(to: &pointer, shape: rest) }
  }
}

extension Tensor {
  /// A tensor from a number or a nested list of numbers.
  ///
  /// Integers become int64, numbers with a decimal point float32; in a list that mixes both, Swift
  /// already reads all as floating-point numbers. Typed lists keep their type, except that doubles
  /// become float32 unless `dtype` says otherwise.
  ///
  /// ```swift
  /// Tensor([[1, 2], [3, 4]])                    // int64, shape [2, 2]
  /// Tensor([1, 2.5])                            // float32
  /// Tensor([0.1, 0.2], dtype: .float64)         // from full precision
  /// ```
  ///
  /// - Parameters:
  ///   - literal: The numbers; all lists at one depth must have the same length.
  ///   - dtype: The element type, where the literal should not decide.
  ///   - requiresGrad: Whether operations on the tensor are recorded for gradients.
  public convenience init<Literal: TensorLiteral>(
    _ literal: Literal, dtype: DType? = nil, requiresGrad: Bool = false
  ) {
    var extents: [Int] = []
    literal.appendExtents(to: &extents)
    let stored = Tensor(uninitialized: Dimensions(extents), dtype: Literal.storedDType)
    var place = stored.storage.pointer
    literal.write(to: &place, shape: extents[...])
    let result = stored.storedAs(dtype ?? Literal.literalDType)
    self.init(storage: result.storage, layout: result.layout, dtype: result.dtype)
    if requiresGrad { self.requiresGrad = true }
  }

  /// A tensor of the given shape from its elements in row-major order.
  ///
  /// - Parameters:
  ///   - scalars: As many numbers as the shape has elements.
  ///   - shape: The extents.
  ///   - dtype: The element type, where that of the numbers should not decide.
  ///   - requiresGrad: Whether operations on the tensor are recorded for gradients.
  public convenience init<S: Scalar>(
    _ scalars: [S], shape: [Int], dtype: DType? = nil, requiresGrad: Bool = false
  ) {
    let extents = checkShape("Tensor", shape)
    if extents.product != scalars.count {
      fail(
        "Tensor", "\(scalars.count) numbers for shape \(shape)",
        rule: "a tensor of this shape has \(extents.product) elements")
    }
    let stored = Tensor(uninitialized: extents, dtype: S.dtype)
    scalars.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress {
        stored.storage.pointer.copyMemory(from: start, byteCount: bytes.count)
      }
    }
    let result = stored.storedAs(dtype ?? S.literalDType)
    self.init(storage: result.storage, layout: result.layout, dtype: result.dtype)
    if requiresGrad { self.requiresGrad = true }
  }

  /// A single number as a tensor without axes.
  public convenience init(
    scalar: some Scalar, dtype: DType? = nil, requiresGrad: Bool = false
  ) {
    self.init(scalar, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// A Swift number as the operand beside a tensor.
  package convenience init(wrapping value: some Scalar) {
    let dtype: DType =
      switch Swift.type(of: value).dtype.category {
      case .bool: .bool
      case .integer: .int64
      case .floatingPoint: .float64
      }
    self.init(
      storage: Storage(byteCount: 8), layout: Layout(contiguous: Dimensions()), dtype: dtype,
      isWrappedNumber: true)
    switch dtype {
    case .bool: storage.pointer.storeBytes(of: value.integerValue != 0, as: Bool.self)
    case .int64: storage.pointer.storeBytes(of: value.integerValue, as: Int64.self)
    default: storage.pointer.storeBytes(of: value.doubleValue, as: Double.self)
    }
  }
}

/// The extents of a shape, or a failure where one is negative.
package func checkShape(_ operation: String, _ shape: [Int]) -> Dimensions {
  for extent in shape where extent < 0 {
    fail(operation, "shape \(shape) has a negative extent", rule: "extents are 0 or more")
  }
  return Dimensions(shape)
}
