/// An array of bytes in the idx format of the MNIST family: a header with the shape, then the values.
public struct IDX: Equatable, Sendable {
  /// The extent of each axis, the first one counting the items.
  public var shape: [Int]
  /// The values, the last axis running fastest.
  public var values: [UInt8]

  /// Reads an idx file of unsigned bytes, compressed with gzip or not.
  ///
  /// - Throws: `DatasetError` where the file cannot be read, is not of this format, or holds more or
  ///   fewer values than its header says.
  public init(path: String) throws(DatasetError) {
    try self.init(bytes: Gzip.read(path), path: path)
  }

  /// Reads idx from bytes; `path` is the name that errors give.
  ///
  /// The header is two zero bytes, the code of the element type (8: unsigned byte), the number of
  /// axes, and the extent of each axis as a big-endian 32-bit number.
  public init(bytes: [UInt8], path: String = "<bytes>") throws(DatasetError) {
    func damaged(_ explanation: String) -> DatasetError {
      .damaged(path: path, explanation: explanation)
    }
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
      throw damaged("an idx file starts with two zero bytes")
    }
    guard bytes[2] == 8 else {
      throw damaged("its element type is \(bytes[2]), not 8 (unsigned byte)")
    }
    let rank = Int(bytes[3])
    let start = 4 + 4 * rank
    guard rank > 0, bytes.count >= start else {
      throw damaged("its header of \(rank) axes is cut short")
    }
    var shape: [Int] = []
    var count = 1
    for axis in 0..<rank {
      let extent = bytes[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw damaged("its header claims an impossible shape") }
      shape.append(extent)
      count = product
    }
    guard bytes.count - start == count else {
      throw damaged("its header claims \(count) values, it holds \(bytes.count - start)")
    }
    self.shape = shape
    values = Array(bytes[start...])
  }
}
