import Datasets
import Foundation
import Testing

@Suite struct LocalFilesTests {
  /// Values of Python's hashlib.
  @Test(
    arguments: [
      (
        "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      ),
      (
        "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      ),
      (
        String(repeating: "weft ", count: 100), "b1d6e33ff1709b81bb5a0ad7eb9de425c207172f",
        "afec4c6251151aadaed36a09b8c440a0d1a9e35375a5a42fbc11d046bdcbd6b5"
      ),
    ])
  func checksumsAreThoseOfTheStandard(_ text: String, _ sha1: String, _ sha256: String) {
    #expect(Checksum.sha1(Array(text.utf8)) == sha1)
    #expect(Checksum.sha256(Array(text.utf8)) == sha256)
  }

  @Test func filesAreFoundAndChecked() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data("abc".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    var files = LocalFiles()
    files.register(
      "good", path: url.path, .sha1, "A9993E364706816ABA3E25717850C26C9CD0D89D")
    files.register("bad", path: url.path, .sha256, "00")
    files.register("gone", path: "/nowhere/at/all", .sha1, "00")
    #expect(files.names == ["bad", "gone", "good"])
    #expect(try files.path("good") == url.path)
    for name in ["bad", "gone", "other"] {
      #expect(throws: DatasetError.self) { try files.path(name) }
    }
  }
}
