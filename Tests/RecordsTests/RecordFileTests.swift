import Foundation
import Records
import Testing

/// Records are written so that they can be committed, and read back as they were.
struct RecordFileTests {
  private let record = ChapterRecord(
    chapter: "02-preliminaries/05-autograd", parameters: ["epochs": "3"],
    cells: [
      CellRecord(
        id: "cell-1", code: Digest.of("x"), status: .passed,
        outputs: [
          .text(TextOutput(stream: .stdout, text: "a \"quoted\" \\ line\n{[,]}")),
          .tensor(
            TensorOutput(
              dtype: "float32", shape: [100], text: "tensor([...])",
              values: (0..<100).map { Number(Double($0) / 3) })),
          .value(ValueOutput(text: "œ̈ 数 🧵")),
          .table(
            TableOutput(columns: [.init(name: "n", kind: .number)], rows: [["1"], [nil]])),
        ]),
      CellRecord(
        id: "broken", status: .failed,
        outputs: [
          .failure(
            Failure(kind: .engine, message: "no", hint: "yes", position: .init(line: 2, column: 3)))
        ]),
      CellRecord(id: "empty", status: .shown, outputs: []),
    ])

  @Test func roundTrip() throws {
    let data = try RecordFile.data(for: record)
    #expect(try RecordFile.record(from: data) == record)
    #expect(try RecordFile.data(for: RecordFile.record(from: data)) == data)
  }

  @Test func linesAreShort() throws {
    let lines = String(decoding: try RecordFile.data(for: record), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 102 })
    #expect(lines.count < 120)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, -0.0, 5e-324, 1e300, 1.0 / 3])
  func numbersSurvive(value: Double) throws {
    var record = record
    record.cells[0].outputs = [
      .tensor(TensorOutput(dtype: "float64", shape: [], text: "", values: [Number(value)]))
    ]
    let back = try RecordFile.record(from: RecordFile.data(for: record))
    #expect(back == record)
  }

  @Test func anotherVersionIsRefused() {
    let data = Data(#"{"version": 99}"#.utf8)
    #expect(throws: RecordFile.ReadError.version(99)) { try RecordFile.record(from: data) }
  }

  @Test(arguments: ["", "{", "[]", "null", "{\"version\": 1}", "\u{0}"])
  func damageIsAnError(text: String) {
    #expect(throws: RecordFile.ReadError.self) { try RecordFile.record(from: Data(text.utf8)) }
  }
}
