import Foundation
import Tensors
import Testing

/// Files of tensors: read from Python, read by Python, and damaged in every way.
@Suite struct InterchangeTests {
  private static let python =
    ProcessInfo.processInfo.environment["WEFT_PYTHON"]
    ?? "/usr/bin/python3"

  private static func run(_ arguments: [String]) -> (status: Int32, text: String)? {
    guard FileManager.default.isExecutableFile(atPath: python) else { return nil }
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private static var hasPython: Bool {
    run(["-c", "import safetensors, torch, numpy"])?.status == 0
  }

  private func path(_ name: String) throws -> String {
    let folder = Bundle.module.resourceURL?.appendingPathComponent("Fixtures")
    return try #require(folder).appendingPathComponent(name).path
  }

  private func bytes(_ name: String) throws -> [UInt8] { [UInt8](try FixtureFile.data(name)) }

  private func folder() throws -> URL {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("weft-interchange-\(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    return place
  }

  /// What `interchange.py` writes, and reads back.
  private static func tensors() -> [String: Tensor] {
    [
      "weight": Tensor([[-0.5, -0.25, 0], [0.25, 0.5, 0.75]]),
      "bias": Tensor([1.5, -2.25], dtype: .float64),
      "half": Tensor([0.5, 65504, -0.25], dtype: .float16),
      "steps": Tensor(12_345_678_901), "small": Tensor([-7, 9], dtype: .int32),
      "bytes": Tensor([[0, 255]], dtype: .uint8), "mask": Tensor([true, false, true]),
      "empty": Tensor.zeros([0, 3]), "a \"name\" / ü 深": Tensor.ones([1]),
    ]
  }

  private func expectEqual(_ found: [String: Tensor], _ expected: [String: Tensor]) {
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (name, tensor) in expected {
      #expect(found[name]?.dtype == tensor.dtype, "\(name)")
      #expect(found[name]?.equals(tensor) == true, "\(name)")
    }
  }

  @Test func safetensorsFromPython() throws {
    let contents = try Safetensors.readContents(path("python.safetensors"))
    var expected = Self.tensors()
    expected["brain"] = Tensor([1.5, -3])
    expected["tiny"] = Tensor([-128, 127], dtype: .int32)
    expectEqual(contents.tensors, expected)
    #expect(contents.metadata == ["format": "pt", "note": "line\nbreak \"quoted\""])
  }

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func archivesFromPython(_ name: String) throws {
    let expected = Self.tensors().filter { !$0.key.contains("/") }
    expectEqual(try NumPyArchive.read(path(name)), expected)
  }

  @Test func arraysFromPython() throws {
    let expected = Tensor.arange(6.0, dtype: .float64).reshape(2, 3)
    #expect(try NumPyArray.read(path("row.npy")).equals(expected))
    #expect(try NumPyArray.read(path("column.npy")).equals(expected))
    #expect(try NumPyArray.read(path("big.npy")).equals(expected.to(.int32)))
    #expect(throws: InterchangeError.self) { try NumPyArray.read(path("complex.npy")) }
  }

  @Test(.enabled(if: hasPython, "needs Python with torch and safetensors; set WEFT_PYTHON"))
  func pythonReadsWhatIsWritten() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(at: place) }
    let metadata = ["format": "pt", "note": "line\nbreak \"quoted\""]
    let file = { (name: String) in place.appendingPathComponent(name).path }
    try Safetensors.write(Self.tensors(), to: file("swift.safetensors"), metadata: metadata)
    try NumPyArchive.write(Self.tensors(), to: file("swift.npz"))
    try NumPyArray.write(Tensor([[0.0, 3], [1, 4], [2, 5]]).T, to: file("swift.npy"))
    let result = Self.run([try path("interchange.py"), "check", place.path])
    #expect(result?.text == "all agree\n")
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(at: place) }
    let (first, second) = (place.path + "/x", place.path + "/y.npz")
    try Safetensors.write([:], to: first)
    try Safetensors.write(Self.tensors(), to: first)
    try NumPyArchive.write(Self.tensors(), to: second)
    expectEqual(try Safetensors.read(first), Self.tensors())
    expectEqual(try NumPyArchive.read(second), Self.tensors())
    #expect(
      Safetensors.encode(Self.tensors(), metadata: [:])
        == Safetensors.encode(Self.tensors(), metadata: [:]))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: place.path).sorted() == ["x", "y.npz"])
  }

  @Test func aFailedWriteLeavesTheOldFile() throws {
    let place = try folder()
    defer { try? FileManager.default.removeItem(at: place) }
    #expect(throws: InterchangeError.self) {
      try Safetensors.write([:], to: place.path + "/missing/x")
    }
    // A folder can't be replaced by a file; nothing else may be left beside it.
    let target = place.appendingPathComponent("taken")
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    #expect(throws: InterchangeError.self) { try NumPyArray.write(.zeros(2), to: target.path) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.path) == ["taken"])
    #expect(throws: InterchangeError.self) { try Safetensors.read(place.path + "/nothing") }
  }

  private static let formats: [(name: String, decode: @Sendable ([UInt8]) throws -> Void)] = [
    ("python.safetensors", { _ = try Safetensors.decode($0, name: "file") }),
    ("stored.npz", { _ = try NumPyArchive.decode($0, name: "file") }),
    ("deflated.npz", { _ = try NumPyArchive.decode($0, name: "file") }),
    ("row.npy", { _ = try NumPyArray.decode($0, name: "file") }),
    ("big.npy", { _ = try NumPyArray.decode($0, name: "file") }),
  ]

  @Test(arguments: formats.indices)
  func everyTruncationIsAnError(_ index: Int) throws {
    let format = Self.formats[index]
    let whole = try bytes(format.name)
    try format.decode(whole)
    for count in 0..<whole.count {
      #expect(throws: InterchangeError.self, "\(format.name), \(count) bytes") {
        try format.decode(Array(whole.prefix(count)))
      }
    }
  }

  @Test(arguments: formats.indices)
  func noFlippedBitStopsTheProcess(_ index: Int) throws {
    let format = Self.formats[index]
    var damaged = try bytes(format.name)
    var errors = 0
    for place in damaged.indices {
      for bit in 0..<8 {
        damaged[place] ^= 1 << UInt8(bit)
        do { try format.decode(damaged) } catch {
          #expect(error is InterchangeError)
          errors += 1
        }
        damaged[place] ^= 1 << UInt8(bit)
      }
    }
    #expect(errors > 0)
  }

  private func safetensors(_ header: String, data: Int = 0, length: Int? = nil) -> [UInt8] {
    let text = Array(header.utf8)
    let count = UInt64(truncatingIfNeeded: length ?? text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) } + text
      + Array(repeating: 0, count: data)
  }

  @Test(arguments: [
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[0,9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}"#,
    #"{"a":{"dtype":"F9","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#,
    #"{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
    #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]}}"#,
    #"{"\ud800":{}}"#, #"{"\u12"#, #"{"a":[[[[["#, #"{"a""#, "[]", "", "{}{}",
  ])
  func aHostileHeaderIsAnError(_ header: String) {
    #expect(throws: InterchangeError.self) {
      try Safetensors.decode(safetensors(header, data: 4), name: "file")
    }
  }

  @Test(arguments: [Int.max, -1, 100_000_001, 1 << 40, 17])
  func aHugeHeaderIsAnError(_ length: Int) {
    #expect(throws: InterchangeError.self) {
      try Safetensors.decode(safetensors("{}", length: length), name: "file")
    }
  }
}
