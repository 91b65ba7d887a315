/// A look at the bytes of a file that never leaves it.
///
/// Every read is checked; what lies outside is an error, not a trap.
struct Bytes {
  /// The file's name, for errors.
  let file: String
  /// All bytes.
  let all: ArraySlice<UInt8>

  /// How many bytes there are.
  var count: Int { all.count }

  /// Some bytes in the middle.
  func slice(_ start: Int, _ length: Int) throws(InterchangeError) -> Bytes {
    let (end, overflow) = start.addingReportingOverflow(length)
    if start < 0 || length < 0 || overflow {
      throw InterchangeError(file, .malformed("a range of \(length) bytes from \(start)"))
    }
    if end > all.count {
      throw InterchangeError(file, .truncated(expected: end, found: all.count))
    }
    let first = all.startIndex + start
    return Bytes(file: file, all: all[first..<(first + length)])
  }

  /// An unsigned number of 1 to 8 bytes, least significant first.
  func number(_ start: Int, _ length: Int) throws(InterchangeError) -> UInt64 {
    let part = try slice(start, length)
    var result: UInt64 = 0
    for byte in part.all.reversed() { result = result << 8 | UInt64(byte) }
    return result
  }

  /// A number that says how many of something there are, or where it is.
  func size(_ start: Int, _ length: Int) throws(InterchangeError) -> Int {
    let value = try number(start, length)
    guard let size = Int(exactly: value) else {
      throw InterchangeError(file, .malformed("a size of \(value)"))
    }
    return size
  }

  /// An error about the contents.
  func malformed(_ what: String) -> InterchangeError { InterchangeError(file, .malformed(what)) }

  /// An error about something the engine does not know.
  func unsupported(_ what: String) -> InterchangeError {
    InterchangeError(file, .unsupported(what))
  }
}

/// The number of elements of a shape that comes from a file, or nil where no tensor can have it.
func elementCount(_ shape: [Int]) -> Int? {
  if shape.count > Dimensions.limit { return nil }
  var bound = 1
  for extent in shape {
    if extent < 0 { return nil }
    let (next, overflow) = bound.multipliedReportingOverflow(by: Swift.max(extent, 1))
    // Room for eight bytes an element, and for the strides of shapes without elements.
    if overflow || next > Int.max / 8 { return nil }
    bound = next
  }
  return shape.contains(0) ? 0 : bound
}

extension Array where Element == UInt8 {
  /// Adds a number, least significant byte first.
  mutating func append(_ value: Int, bytes: Int) {
    for place in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
  }

  /// Adds the elements of a tensor in row-major order.
  mutating func append(elementsOf tensor: Tensor) {
    let source = tensor.storedContiguously
    append(
      contentsOf: UnsafeRawBufferPointer(
        start: source.pointer, count: source.numel * source.dtype.byteCount))
  }
}
