/// How numbers lie in a file, and what they become in a tensor.
///
/// Types the engine does not have become the next one that holds all their values.
enum ElementFormat {
  case same(DType)
  case bfloat16
  case int8
  case int16
  case uint16
  case uint32

  /// The number of bytes of an element in the file.
  var byteCount: Int {
    switch self {
    case .same(let dtype): dtype.byteCount
    case .int8: 1
    case .bfloat16, .int16, .uint16: 2
    case .uint32: 4
    }
  }

  /// The dtype of the tensor.
  var dtype: DType {
    switch self {
    case .same(let dtype): dtype
    case .bfloat16: .float32
    case .int8, .int16, .uint16: .int32
    case .uint32: .int64
    }
  }

  /// A tensor from exactly as many bytes as its elements need.
  func tensor(_ bytes: Bytes, shape: [Int], isBigEndian: Bool = false) -> Tensor {
    let result = Tensor(uninitialized: Dimensions(shape), dtype: dtype)
    let count = result.numel
    bytes.all.withUnsafeBytes { source in
      guard let start = source.baseAddress, source.count >= count * byteCount, count > 0 else {
        return
      }
      if !isBigEndian, case .same(let dtype) = self, dtype != .bool {
        result.pointer.copyMemory(from: start, byteCount: count * byteCount)
        return
      }
      for index in 0..<count {
        var bits: UInt64 = 0
        for place in 0..<byteCount {
          let byte = source[index * byteCount + (isBigEndian ? place : byteCount - 1 - place)]
          bits = bits << 8 | UInt64(byte)
        }
        store(bits, at: index, in: result)
      }
    }
    return result
  }

  private func store(_ bits: UInt64, at index: Int, in tensor: Tensor) {
    let place = tensor.pointer + index * tensor.dtype.byteCount
    switch self {
    case .same(.bool): place.storeBytes(of: bits == 0 ? 0 : 1, as: UInt8.self)
    case .same(let dtype):
      switch dtype.byteCount {
      case 1: place.storeBytes(of: UInt8(truncatingIfNeeded: bits), as: UInt8.self)
      case 2: place.storeBytes(of: UInt16(truncatingIfNeeded: bits), as: UInt16.self)
      case 4: place.storeBytes(of: UInt32(truncatingIfNeeded: bits), as: UInt32.self)
      default: place.storeBytes(of: bits, as: UInt64.self)
      }
    case .bfloat16: place.storeBytes(of: UInt32(truncatingIfNeeded: bits) << 16, as: UInt32.self)
    case .int8: place.storeBytes(of: Int32(Int8(truncatingIfNeeded: bits)), as: Int32.self)
    case .int16: place.storeBytes(of: Int32(Int16(truncatingIfNeeded: bits)), as: Int32.self)
    case .uint16: place.storeBytes(of: Int32(UInt16(truncatingIfNeeded: bits)), as: Int32.self)
    case .uint32: place.storeBytes(of: Int64(UInt32(truncatingIfNeeded: bits)), as: Int64.self)
    }
  }
}
