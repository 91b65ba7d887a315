import CZlib
import Foundation

/// Reads files that may be compressed with gzip.
public enum Gzip {
  /// The content of a file, decompressed where it starts with gzip's mark.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The most bytes the content may have; a guard against files that unpack without end.
  /// - Throws: `DatasetError` where the file cannot be read, is cut short, fails gzip's own checksum
  ///   or unpacks to more than `limit` bytes.
  public static func read(
    _ path: String, limit: Int = 1 << 30
  ) throws(DatasetError) -> [UInt8] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, explanation: error.localizedDescription)
    }
    let bytes = [UInt8](data)
    guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
    return try decompress(bytes, limit: limit, path: path)
  }

  /// The content of gzip bytes; several members one after the other are joined, as gzip does.
  ///
  /// - Parameters:
  ///   - bytes: The compressed bytes.
  ///   - limit: The most bytes the content may have.
  ///   - path: The file's name for errors.
  /// - Throws: `DatasetError.damaged`, as `read` does.
  public static func decompress(
    _ bytes: [UInt8], limit: Int = 1 << 30, path: String = "<bytes>"
  ) throws(DatasetError) -> [UInt8] {
    var stream = z_stream()
    // 15 is the largest window; 16 on top of it asks for gzip's header and checksum.
    let version = zlibVersion()
    guard inflateInit2_(&stream, 15 + 16, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw .damaged(path: path, explanation: "zlib cannot start") }
    defer { inflateEnd(&stream) }

    var input = bytes
    var output: [UInt8] = []
    output.reserveCapacity(min(limit, expectedSize(bytes)))
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var consumed = 0
    var status = Z_OK
    while status != Z_STREAM_END {
      let before = (consumed, output.count)
      let available = min(input.count - consumed, Int(UInt32.max))
      let produced = input.withUnsafeMutableBufferPointer { source in
        buffer.withUnsafeMutableBufferPointer { target in
          stream.next_in = source.baseAddress.map { $0 + consumed }
          stream.avail_in = UInt32(available)
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          status = inflate(&stream, Z_NO_FLUSH)
          return target.count - Int(stream.avail_out)
        }
      }
      consumed += available - Int(stream.avail_in)
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        throw .damaged(path: path, explanation: explanation(stream, at: consumed))
      }
      guard output.count + produced <= limit else {
        throw .damaged(path: path, explanation: "it unpacks to more than \(limit) bytes")
      }
      output += buffer[..<produced]
      if status == Z_STREAM_END, consumed < input.count,
        input[consumed...].starts(with: [0x1F, 0x8B])
      {
        inflateReset(&stream)
        status = Z_OK
        continue
      }
      if status != Z_STREAM_END, before == (consumed, output.count) {
        throw .damaged(
          path: path, explanation: "the compressed data end early, after \(consumed) bytes")
      }
    }
    return output
  }

  /// The content's size modulo 2^32 as gzip's trailer claims it, capped: it may be a lie.
  private static func expectedSize(_ bytes: [UInt8]) -> Int {
    guard bytes.count > 18 else { return 0 }
    let size = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return min(size, bytes.count * 32)
  }

  private static func explanation(_ stream: z_stream, at position: Int) -> String {
    let reason = stream.msg.map { String(cString: $0) } ?? "not gzip data"
    return "\(reason) after \(position) bytes"
  }
}
