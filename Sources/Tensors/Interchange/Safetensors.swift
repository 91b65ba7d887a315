/// Files of named tensors in the format of Hugging Face's safetensors, which PyTorch, MLX and others
/// read as well: eight bytes for the length of a JSON header, the header, then all elements.
///
/// ```swift
/// try Safetensors.write(net.stateDict(), to: "net.safetensors")
/// try net.loadStateDict(try Safetensors.read("net.safetensors"))
/// ```
///
/// float16, float32, float64, uint8, int32, int64 and bool are kept as they are; bfloat16 is read as
/// float32, int8, int16 and uint16 as int32, uint32 as int64.
public enum Safetensors {
  /// The greatest length of a header, as in the reference implementation.
  static let headerLimit = 100_000_000

  private static let formats: [String: ElementFormat] = [
    "BOOL": .same(.bool), "U8": .same(.uint8), "I32": .same(.int32), "I64": .same(.int64),
    "F16": .same(.float16), "F32": .same(.float32), "F64": .same(.float64), "BF16": .bfloat16,
    "I8": .int8, "I16": .int16, "U16": .uint16, "U32": .uint32,
  ]

  /// What a file holds.
  public struct Contents {
    /// The tensors by name.
    public var tensors: [String: Tensor]
    /// Remarks for people and programs, such as `["format": "pt"]`.
    public var metadata: [String: String]
  }

  /// Reads all tensors of a file.
  ///
  /// - Throws: ``InterchangeError`` where the file can't be read or breaks a rule of the format.
  public static func read(_ path: String) throws(InterchangeError) -> [String: Tensor] {
    try readContents(path).tensors
  }

  /// Reads all tensors of a file, and its metadata.
  public static func readContents(_ path: String) throws(InterchangeError) -> Contents {
    try decode(try Files.read(path))
  }

  /// Writes tensors to a file.
  ///
  /// The bytes depend on the tensors alone: names are in order, wider types first, so that every
  /// tensor is aligned. An older file of this name stays whole until the new one is complete.
  ///
  /// - Parameters:
  ///   - tensors: The tensors by name; `__metadata__` is no name.
  ///   - path: The file.
  ///   - metadata: Remarks to go with them.
  /// - Throws: ``InterchangeError`` where the file can't be written.
  public static func write(
    _ tensors: [String: Tensor], to path: String, metadata: [String: String] = [:]
  ) throws(InterchangeError) {
    if tensors["__metadata__"] != nil {
      throw InterchangeError(path, .unsupported("a tensor named __metadata__"))
    }
    try Files.write(encode(tensors, metadata: metadata), to: path)
  }

  /// The contents of a file from its bytes; `name` is for errors.
  package static func decode(
    _ bytes: [UInt8], name: String
  ) throws(InterchangeError) -> Contents {
    try decode(Bytes(file: name, all: bytes[...]))
  }

  // MARK: - Writing

  package static func encode(_ tensors: [String: Tensor], metadata: [String: String]) -> [UInt8] {
    let ordered = tensors.sorted {
      ($1.value.dtype.byteCount, $0.key) < ($0.value.dtype.byteCount, $1.key)
    }
    var entries: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map {
        "\(quoted($0.key)):\(quoted($0.value))"
      }
      entries.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var offset = 0
    for (name, tensor) in ordered {
      let end = offset + tensor.numel * tensor.dtype.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      entries.append(
        "\(quoted(name)):{\"dtype\":\"\(label(tensor.dtype))\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(offset),\(end)]}")
      offset = end
    }
    var header = Array("{\(entries.joined(separator: ","))}".utf8)
    while header.count % 8 != 0 { header.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + offset)
    bytes.append(header.count, bytes: 8)
    bytes += header
    for (_, tensor) in ordered { bytes.append(elementsOf: tensor) }
    return bytes
  }

  private static func label(_ dtype: DType) -> String {
    switch dtype {
    case .bool: "BOOL"
    case .uint8: "U8"
    case .int32: "I32"
    case .int64: "I64"
    case .float16: "F16"
    case .float32: "F32"
    case .float64: "F64"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: - Reading

  private struct Entry {
    var name: String
    var format: ElementFormat
    var shape: [Int]
    var start: Int
    var end: Int
  }

  private static func decode(_ bytes: Bytes) throws(InterchangeError) -> Contents {
    let length = try bytes.size(0, 8)
    if length > headerLimit {
      throw bytes.malformed("a header of \(length) bytes; \(headerLimit) are allowed")
    }
    let header = try bytes.slice(8, length)
    let data = try bytes.slice(8 + length, bytes.count - 8 - length)
    var (entries, metadata) = try parse(HeaderScanner(header), header)
    // The reference implementation demands that entries fill the data without gaps or overlaps.
    entries.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var place = 0
    for entry in entries {
      if entry.start != place || entry.end < entry.start {
        throw bytes.malformed(
          "\(entry.name) lies at \(entry.start)..<\(entry.end), where \(place) should follow")
      }
      place = entry.end
      let needed = elementCount(entry.shape).map { $0 * entry.format.byteCount }
      if needed != entry.end - entry.start {
        throw bytes.malformed(
          "\(entry.name) has shape \(entry.shape) and \(entry.end - entry.start) bytes")
      }
    }
    if place > data.count {
      throw InterchangeError(
        bytes.file, .truncated(expected: 8 + length + place, found: bytes.count))
    }
    if place < data.count {
      throw bytes.malformed("\(data.count - place) bytes after the last tensor")
    }
    var tensors: [String: Tensor] = [:]
    for entry in entries {
      let part = try data.slice(entry.start, entry.end - entry.start)
      tensors[entry.name] = entry.format.tensor(part, shape: entry.shape)
    }
    return Contents(tensors: tensors, metadata: metadata)
  }

  private static func parse(
    _ start: HeaderScanner, _ header: Bytes
  ) throws(InterchangeError) -> ([Entry], [String: String]) {
    var scanner = start
    var entries: [Entry] = []
    var names: Set<String> = []
    var metadata: [String: String] = [:]
    try scanner.expect("{")
    while !scanner.take("}") {
      if !names.isEmpty { try scanner.expect(",") }
      let name = try scanner.string()
      if !names.insert(name).inserted { throw scanner.error("a second entry \(name)") }
      try scanner.expect(":")
      if name == "__metadata__" {
        metadata = try strings(&scanner)
      } else {
        entries.append(try entry(name, &scanner, header))
      }
    }
    if !scanner.isAtEnd() { throw scanner.error("something behind the entries") }
    return (entries, metadata)
  }

  private static func strings(
    _ scanner: inout HeaderScanner
  ) throws(InterchangeError) -> [String: String] {
    var result: [String: String] = [:]
    var isFirst = true
    try scanner.expect("{")
    while !scanner.take("}") {
      if !isFirst { try scanner.expect(",") }
      isFirst = false
      let key = try scanner.string()
      try scanner.expect(":")
      result[key] = try scanner.string()
    }
    return result
  }

  private static func entry(
    _ name: String, _ scanner: inout HeaderScanner, _ header: Bytes
  ) throws(InterchangeError) -> Entry {
    var format: ElementFormat?
    var shape: [Int]?
    var range: [Int]?
    var isFirst = true
    try scanner.expect("{")
    while !scanner.take("}") {
      if !isFirst { try scanner.expect(",") }
      isFirst = false
      let key = try scanner.string()
      try scanner.expect(":")
      switch key {
      case "dtype":
        let label = try scanner.string()
        guard let known = formats[label] else {
          throw header.unsupported("\(name) has the dtype \(label)")
        }
        format = known
      case "shape": shape = try scanner.integers("[", "]")
      case "data_offsets": range = try scanner.integers("[", "]")
      default: throw scanner.error("an unknown property \(key) of \(name)")
      }
    }
    guard let format, let shape, let range, range.count == 2 else {
      throw header.malformed("\(name) lacks its dtype, shape or data_offsets")
    }
    if shape.count > Dimensions.limit {
      throw header.unsupported("\(name) has \(shape.count) axes; \(Dimensions.limit) are possible")
    }
    return Entry(name: name, format: format, shape: shape, start: range[0], end: range[1])
  }
}
