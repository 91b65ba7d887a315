import Datasets
import Foundation
import Testing

@Suite struct FileTests {
  /// "hello hello hello hello\n" as gzip, without a name or time in its header.
  static let hello: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0xB8,
    0x00, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
  ]

  /// A gzip file made by the machine's own gzip.
  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-cn"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(bytes))
    try input.fileHandleForWriting.close()
    let result = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](result)
  }

  @Test func gzipIsUnpackedWholeAndInMembers() throws {
    let text = Array(String(repeating: "weft and warp ", count: 500).utf8)
    let packed = try Self.gzip(text)
    #expect(try Gzip.decompress(packed) == text)
    #expect(try Gzip.decompress(packed + packed) == text + text)
  }

  @Test func everyCutOfAGzipFileIsAnError() throws {
    let packed = try Self.gzip(Array("weft and warp, weft and warp".utf8))
    for length in 0..<packed.count {
      #expect(throws: DatasetError.self) { try Gzip.decompress(Array(packed[..<length])) }
    }
  }

  @Test func everyFlippedByteIsAnErrorOrHarmless() throws {
    let text = Array("weft and warp, weft and warp".utf8)
    let packed = try Self.gzip(text)
    for place in packed.indices {
      var damaged = packed
      damaged[place] ^= 0xFF
      // The header's time and system mean nothing for the content; everything else is checked.
      if let content = try? Gzip.decompress(damaged) { #expect(content == text) }
    }
  }

  @Test func aBombIsStoppedAtTheLimit() throws {
    let packed = try Self.gzip([UInt8](repeating: 0, count: 1_000_000))
    #expect(packed.count < 2000)
    #expect(throws: DatasetError.self) { try Gzip.decompress(packed, limit: 100_000) }
    #expect(try Gzip.decompress(packed, limit: 1_000_000).count == 1_000_000)
  }

  @Test func idxHasItsShapeAndValues() throws {
    let bytes: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]
    let array = try IDX(bytes: bytes)
    #expect(array.shape == [2, 3])
    #expect(array.values == [1, 2, 3, 4, 5, 6])
  }

  @Test(
    arguments: [
      [], [0, 0, 8], [1, 0, 8, 1, 0, 0, 0, 0], [0, 0, 13, 1, 0, 0, 0, 0], [0, 0, 8, 0],
      [0, 0, 8, 2, 0, 0, 0, 2], [0, 0, 8, 1, 0, 0, 0, 2, 7], [0, 0, 8, 1, 0, 0, 0, 1, 7, 7],
      [0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF, 7],
      [0, 0, 8, 3] + [UInt8](repeating: 0xFF, count: 12) + [7],
    ] as [[UInt8]])
  func hostileIDXIsAnError(_ bytes: [UInt8]) {
    #expect(throws: DatasetError.self) { try IDX(bytes: bytes) }
  }

  @Test func absentImagesNameThePackage() {
    let error = #expect(throws: DatasetError.self) {
      try FashionMNIST.bytes(.test, folder: "/nowhere")
    }
    #expect(error?.description.contains("apt install dataset-fashion-mnist") == true)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: FashionMNIST.debianFolder)))
  func theDebianPackageIsRead() throws {
    let (images, labels) = try FashionMNIST.bytes(.test)
    #expect(images.shape == [10000, 28, 28])
    #expect(labels.shape == [10000])
    let counts = labels.values.reduce(into: [Int](repeating: 0, count: 10)) { $0[Int($1)] += 1 }
    #expect(counts == [Int](repeating: 1000, count: 10))
    #expect(
      FashionMNIST.names(of: labels.values.prefix(3).map { Int($0) }) == [
        "ankle boot", "pullover", "trouser",
      ])
  }
}
