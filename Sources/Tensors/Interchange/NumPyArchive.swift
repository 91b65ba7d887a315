internal import CZlib

/// NumPy's files of several named arrays, `.npz`: zip archives of `.npy` files.
///
/// Archives of `np.savez` and `np.savez_compressed` are read, those of more than 4 GB are not.
/// Written archives are not compressed, like those of `np.savez`.
public enum NumPyArchive {
  /// Reads all arrays of an archive.
  ///
  /// - Throws: ``InterchangeError`` where the file can't be read, is damaged, or holds something
  ///   else than arrays of numbers.
  public static func read(_ path: String) throws(InterchangeError) -> [String: Tensor] {
    try decode(try Files.read(path))
  }

  /// Writes named tensors so that `np.load` reads them.
  ///
  /// The bytes depend on the tensors alone: names are in order, and no date is written.
  public static func write(
    _ tensors: [String: Tensor], to path: String
  ) throws(InterchangeError) {
    guard let bytes = encode(tensors) else {
      throw InterchangeError(path, .unsupported("an archive of more than 4 GB"))
    }
    try Files.write(bytes, to: path)
  }

  /// The tensors from the bytes of an archive; `name` is for errors.
  package static func decode(
    _ bytes: [UInt8], name: String
  ) throws(InterchangeError) -> [String: Tensor] {
    try decode(Bytes(file: name, all: bytes[...]))
  }

  // MARK: - Writing

  package static func encode(_ tensors: [String: Tensor]) -> [UInt8]? {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let contents = NumPyArray.encode(tensor)
      let label = Array("\(name).npy".utf8)
      let start = bytes.count
      if start + contents.count > Int(Int32.max) * 2 - 1 << 16 || label.count > 0xffff {
        return nil
      }
      // Version 2.0, names in UTF-8, stored, the first day zip can name.
      var shared: [UInt8] = []
      for (value, width) in [(20, 2), (0x0800, 2), (0, 2), (0, 2), (0x21, 2)] {
        shared.append(value, bytes: width)
      }
      shared.append(Int(checksum(contents)), bytes: 4)
      shared.append(contents.count, bytes: 4)
      shared.append(contents.count, bytes: 4)
      shared.append(label.count, bytes: 2)
      shared.append(0, bytes: 2)
      bytes.append(0x0403_4b50, bytes: 4)
      bytes += shared + label + contents
      directory.append(0x0201_4b50, bytes: 4)
      directory.append(20, bytes: 2)
      directory += shared
      for (value, width) in [(0, 2), (0, 2), (0, 2), (0, 4), (start, 4)] {
        directory.append(value, bytes: width)
      }
      directory += label
    }
    let start = bytes.count
    bytes += directory
    bytes.append(0x0605_4b50, bytes: 4)
    bytes.append(0, bytes: 4)
    bytes.append(tensors.count, bytes: 2)
    bytes.append(tensors.count, bytes: 2)
    bytes.append(directory.count, bytes: 4)
    bytes.append(start, bytes: 4)
    bytes.append(0, bytes: 2)
    return tensors.count < 0xffff && start < Int(UInt32.max) ? bytes : nil
  }

  private static func checksum(_ bytes: some Collection<UInt8>) -> UInt32 {
    let list = Array(bytes)
    return UInt32(truncatingIfNeeded: crc32_z(0, list, list.count))
  }

  // MARK: - Reading

  private static func decode(_ bytes: Bytes) throws(InterchangeError) -> [String: Tensor] {
    let end = try endOfDirectory(bytes)
    let count = try bytes.size(end + 10, 2)
    var place = try bytes.size(end + 16, 4)
    if count == 0xffff || place == 0xffff_ffff {
      throw bytes.unsupported("an archive of more than 4 GB or 65534 entries")
    }
    var tensors: [String: Tensor] = [:]
    for _ in 0..<count {
      if try bytes.size(place, 4) != 0x0201_4b50 { throw bytes.malformed("no entry at \(place)") }
      let nameLength = try bytes.size(place + 28, 2)
      let extra = try bytes.size(place + 30, 2)
      let comment = try bytes.size(place + 32, 2)
      let label = try bytes.slice(place + 46, nameLength)
      guard let name = String(validating: label.all, as: UTF8.self), name.hasSuffix(".npy") else {
        throw bytes.unsupported("an entry that is no .npy file")
      }
      let contents = try entry(bytes, at: place, "\(bytes.file): \(name)")
      if tensors.updateValue(
        try NumPyArray.decode(contents), forKey: String(name.dropLast(4))) != nil
      {
        throw bytes.malformed("a second entry \(name)")
      }
      place += 46 + nameLength + extra + comment
    }
    return tensors
  }

  /// The record at the end, which only a comment may follow.
  private static func endOfDirectory(_ bytes: Bytes) throws(InterchangeError) -> Int {
    if bytes.count < 22 {
      throw InterchangeError(bytes.file, .truncated(expected: 22, found: bytes.count))
    }
    var place = bytes.count - 22
    let least = Swift.max(0, place - 0xffff)
    while place >= least {
      if try bytes.size(place, 4) == 0x0605_4b50 { return place }
      place -= 1
    }
    throw bytes.malformed("no zip archive, or its end is missing")
  }

  private static func entry(
    _ bytes: Bytes, at place: Int, _ name: String
  ) throws(InterchangeError) -> Bytes {
    let flags = try bytes.size(place + 8, 2)
    let method = try bytes.size(place + 10, 2)
    let expected = try bytes.number(place + 16, 4)
    let packed = try bytes.size(place + 20, 4)
    let length = try bytes.size(place + 24, 4)
    let start = try bytes.size(place + 42, 4)
    if flags & 1 != 0 { throw InterchangeError(name, .unsupported("an encrypted entry")) }
    if packed == 0xffff_ffff || length == 0xffff_ffff {
      throw InterchangeError(name, .unsupported("an entry of more than 4 GB"))
    }
    if try bytes.size(start, 4) != 0x0403_4b50 {
      throw InterchangeError(name, .malformed("no entry at \(start)"))
    }
    let body = start + 30 + (try bytes.size(start + 26, 2)) + (try bytes.size(start + 28, 2))
    let data = try bytes.slice(body, packed)
    let contents: [UInt8]
    switch method {
    case 0: contents = Array(data.all)
    case 8: contents = try inflated(data, length, name)
    default: throw InterchangeError(name, .unsupported("compression method \(method)"))
    }
    if contents.count != length {
      throw InterchangeError(name, .truncated(expected: length, found: contents.count))
    }
    if UInt64(checksum(contents)) != expected {
      throw InterchangeError(name, .malformed("the checksum does not match the contents"))
    }
    return Bytes(file: name, all: contents[...])
  }

  /// The contents of a deflated entry; never more than `length` bytes.
  private static func inflated(
    _ data: Bytes, _ length: Int, _ name: String
  ) throws(InterchangeError) -> [UInt8] {
    // Deflate saves at most a factor of about 1032.
    if length / 1100 > data.count {
      throw InterchangeError(name, .malformed("\(data.count) bytes cannot hold \(length)"))
    }
    var input = Array(data.all)
    var output = [UInt8](repeating: 0, count: length + 1)
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -15, zlibVersion(), size) == Z_OK else {
      throw InterchangeError(name, .unsupported("deflate: zlib does not start"))
    }
    defer { inflateEnd(&stream) }
    let status = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    if status != Z_STREAM_END || Int(stream.total_out) != length {
      throw InterchangeError(name, .malformed("the compressed contents are damaged"))
    }
    return Array(output.dropLast())
  }
}
