import Foundation
import Frames
import Testing

@Suite struct CSVReadingTests {
  @Test func theBooksTableHasPandasKinds() throws {
    let frame = try readCSV(
      text: """
        NumRooms,Alley,Price
        NA,Pave,127500
        2,NA,106000
        4,NA,178100
        NA,NA,140000

        """)
    #expect(frame.shape == (4, 3))
    #expect(frame["NumRooms"] == Series("NumRooms", [nil, 2.0, 4.0, nil]))
    #expect(frame["Alley"] == Series("Alley", ["Pave", nil, nil, nil]))
    #expect(frame["Price"] == Series("Price", [127500, 106000, 178100, 140000]))
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func everyLineEndGivesTheSameTable(_ end: String) throws {
    let text = ["a,b", "1,x", "", "2,\"y,\"\"z\"\"\"", "3,"].joined(separator: end)
    let frame = try readCSV(text: text)
    #expect(frame["a"] == Series("a", [1, 2, 3]))
    #expect(frame["b"] == Series("b", ["x", "y,\"z\"", nil]))
  }

  @Test func onlyNAAndEmptyAreMissing() throws {
    let frame = try readCSV(text: "t\nNone\nNA\nnull\nnan\n\"\"\nn/a\n")
    #expect(frame["t"] == Series("t", ["None", nil, "null", "nan", nil, "n/a"]))
  }

  @Test func blanksBelongToTextButNotToNumbers() throws {
    let frame = try readCSV(text: "t,n\nWD ,  12\n  lead, 3.5 \n")
    #expect(frame["t"] == Series("t", ["WD ", "  lead"]))
    #expect(frame["n"] == Series("n", [12, 3.5]))
  }

  @Test(
    arguments: [
      ("1\n-2\n+3", Series.Kind.int), ("1\nNA", .double), ("1\n2.5", .double), ("1e3\n2", .double),
      ("inf\n-inf", .double), ("NA\nNA", .double), ("True\nFalse", .bool), ("true\nNA", .bool),
      ("1\nx", .string), ("0x10\n1", .string), ("nan\n1", .string), ("1_000\n2", .string),
      ("99999999999999999999\n1", .double), ("-9223372036854775808\n1", .int),
    ])
  func kindsFollowFromTheValues(_ lines: String, _ kind: Series.Kind) throws {
    #expect(try readCSV(text: "c\n\(lines)\n")["c"].kind == kind)
  }

  @Test func quotedFieldsHoldLineEnds() throws {
    let frame = try readCSV(text: "a,b\n1,\"two\r\nlines\"\n2,x\n")
    #expect(frame["b"] == Series("b", ["two\r\nlines", "x"]))
  }

  @Test func aByteOrderMarkAndRepeatedNamesAreHandled() throws {
    let frame = try readCSV(text: "\u{FEFF}a,a,,a\n1,2,3,4\n")
    #expect(frame.columnNames == ["a", "a.1", "Unnamed: 2", "a.2"])
  }

  @Test func otherSeparatorsAndKindsCanBeAskedFor() throws {
    let options = CSVOptions(separator: ";", missing: ["-"], kinds: ["zip": .string])
    let frame = try readCSV(text: "zip;n\n01234;-\n99;2\n", options: options)
    #expect(frame["zip"] == Series("zip", ["01234", "99"]))
    #expect(frame["n"] == Series("n", [nil, 2.0]))
  }

  @Test(
    arguments: [
      ("", 1, 1, CSVError.Reason.empty),
      ("a,b\n1\n", 2, 1, .fieldCount(expected: 2, found: 1)),
      ("a,b\n1,2\n\n3,4,5\n", 4, 1, .fieldCount(expected: 2, found: 3)),
      ("a,b\n1,\"open\n2,3\n", 2, 3, .unterminatedQuote),
      ("a,b\nü,\"x\"y\n", 2, 6, .textAfterQuote),
    ])
  func damageIsReportedWithItsPlace(
    _ text: String, _ line: Int, _ column: Int, _ reason: CSVError.Reason
  ) {
    let expected = CSVError(file: "<text>", line: line, column: column, reason: reason)
    #expect(throws: expected) { try readCSV(text: text) }
    #expect(expected.description.hasPrefix("<text>:\(line):\(column): "))
  }

  @Test func aForcedKindThatDoesNotFitIsReportedWithItsPlace() {
    let options = CSVOptions(kinds: ["b": .int])
    #expect(
      throws: CSVError(
        file: "<text>", line: 3, column: 3,
        reason: .notConvertible(value: "x", column: "b", kind: .int))
    ) { try readCSV(text: "a,b\n1,2\n1,x\n", options: options) }
    #expect(
      throws: CSVError(file: "<text>", line: 1, column: 1, reason: .unknownColumn("z"))
    ) { try readCSV(text: "a\n1\n", options: CSVOptions(kinds: ["z": .int])) }
  }

  @Test func bytesThatAreNotTextAreReported() {
    let bytes = Array("a\n".utf8) + [0xFF, 0xFE]
    #expect(throws: CSVError(file: "f", line: 2, column: 1, reason: .notUTF8)) {
      try readCSV(bytes: bytes, file: "f")
    }
  }

  @Test func anAbsentFileIsReported() {
    #expect(throws: CSVError.self) { try readCSV("/nowhere/at/all.csv") }
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let frame = DataFrame([
      Series("n", [1, 2, 3]), Series("x", [0.1, nil, -.infinity]),
      Series("t", ["a,b", nil, "say \"hi\"\n"]), Series("f", [true, nil, false]),
    ])
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("t.csv").path
    try frame.writeCSV(path)
    #expect(try readCSV(path) == frame)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["t.csv"])
    #expect(throws: (any Error).self) { try frame.writeCSV("/nowhere/at/all.csv") }
  }

  @Test func aColumnOfGapsSurvivesWriting() throws {
    let frame = DataFrame([Series("x", [1.5, nil, 2.5])])
    #expect(try readCSV(text: frame.csv()) == frame)
  }
}
