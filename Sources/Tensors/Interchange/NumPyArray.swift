/// NumPy's files of one array, `.npy`.
///
/// Format versions 1 to 3, row- and column-major, both byte orders. Bool, int8 to int64, uint8 to
/// uint32 and float16 to float64 are read; narrow integers become int32, uint32 becomes int64.
public enum NumPyArray {
  private static let magic: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

  private static let formats: [String: ElementFormat] = [
    "b1": .same(.bool), "u1": .same(.uint8), "i1": .int8, "i2": .int16, "u2": .uint16,
    "i4": .same(.int32), "u4": .uint32, "i8": .same(.int64), "f2": .same(.float16),
    "f4": .same(.float32), "f8": .same(.float64),
  ]

  /// Reads an array that `np.save` wrote.
  ///
  /// - Throws: ``InterchangeError`` where the file can't be read, breaks a rule of the format, or
  ///   holds objects, strings or complex numbers.
  public static func read(_ path: String) throws(InterchangeError) -> Tensor {
    try decode(try Files.read(path))
  }

  /// Writes a tensor so that `np.load` reads it.
  public static func write(_ tensor: Tensor, to path: String) throws(InterchangeError) {
    try Files.write(encode(tensor), to: path)
  }

  /// The tensor from the bytes of a file; `name` is for errors.
  package static func decode(_ bytes: [UInt8], name: String) throws(InterchangeError) -> Tensor {
    try decode(Bytes(file: name, all: bytes[...]))
  }

  package static func encode(_ tensor: Tensor) -> [UInt8] {
    let code: String =
      switch tensor.dtype {
      case .bool: "|b1"
      case .uint8: "|u1"
      case .int32: "<i4"
      case .int64: "<i8"
      case .float16: "<f2"
      case .float32: "<f4"
      case .float64: "<f8"
      }
    let extents = tensor.shape.map(String.init).joined(separator: ", ")
    let shape = tensor.ndim == 1 ? "(\(extents),)" : "(\(extents))"
    var header = Array(
      "{'descr': '\(code)', 'fortran_order': False, 'shape': \(shape), }".utf8)
    // Elements begin at a multiple of 64 bytes, behind a line feed.
    while (10 + header.count + 1) % 64 != 0 { header.append(0x20) }
    header.append(0x0a)
    var bytes = magic + [1, 0]
    bytes.append(header.count, bytes: 2)
    bytes += header
    bytes.append(elementsOf: tensor)
    return bytes
  }

  static func decode(_ bytes: Bytes) throws(InterchangeError) -> Tensor {
    let start = try bytes.slice(0, 8)
    if !start.all.starts(with: magic) { throw bytes.malformed("no npy file") }
    let version = try bytes.size(6, 1)
    if !(1...3).contains(version) { throw bytes.unsupported("version \(version) of the format") }
    let width = version == 1 ? 2 : 4
    let length = try bytes.size(8, width)
    let header = try bytes.slice(8 + width, length)
    let (code, isColumnMajor, shape) = try parse(header)
    guard let first = code.first, let format = formats[String(code.dropFirst())],
      "<>|=".contains(first)
    else { throw bytes.unsupported("elements of type \(code)") }
    if shape.count > Dimensions.limit {
      throw bytes.unsupported("\(shape.count) axes; \(Dimensions.limit) are possible")
    }
    guard let count = elementCount(shape) else {
      throw bytes.malformed("the shape \(shape)")
    }
    let data = try bytes.slice(8 + width + length, count * format.byteCount)
    if bytes.count > 8 + width + length + data.count {
      throw bytes.malformed("bytes behind the last element")
    }
    let isBigEndian = first == ">"
    if !isColumnMajor {
      return format.tensor(data, shape: shape, isBigEndian: isBigEndian)
    }
    let turned = format.tensor(data, shape: shape.reversed(), isBigEndian: isBigEndian)
    let layout = Layout(contiguous: turned.layout.shape)
      .permuting(Array((0..<shape.count).reversed()))
    return Tensor(storage: turned.storage, layout: layout, dtype: turned.dtype).storedContiguously
  }

  private static func parse(
    _ header: Bytes
  ) throws(InterchangeError) -> (code: String, isColumnMajor: Bool, shape: [Int]) {
    var scanner = HeaderScanner(header)
    var code: String?
    var isColumnMajor: Bool?
    var shape: [Int]?
    try scanner.expect("{")
    while !scanner.take("}") {
      let key = try scanner.string()
      try scanner.expect(":")
      switch key {
      case "descr": code = try scanner.string()
      case "fortran_order":
        if scanner.take(word: "True") {
          isColumnMajor = true
        } else if scanner.take(word: "False") {
          isColumnMajor = false
        } else {
          throw scanner.error("neither True nor False")
        }
      case "shape": shape = try scanner.integers("(", ")")
      default: throw scanner.error("an unknown property \(key)")
      }
      if !scanner.take(",") {
        try scanner.expect("}")
        break
      }
    }
    guard let code, let isColumnMajor, let shape, scanner.isAtEnd() else {
      throw header.malformed("the header lacks descr, fortran_order or shape")
    }
    return (code, isColumnMajor, shape)
  }
}
