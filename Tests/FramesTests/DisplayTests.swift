import Frames
import Testing

/// The expected texts of numbers were printed by pandas 3.1.
@Suite struct DisplayTests {
  @Test func aFramePrintsAsInPandas() throws {
    let frame = try readCSV(
      text: "NumRooms,Alley,Price\nNA,Pave,127500\n2,NA,106000\n4,NA,178100\nNA,NA,140000\n")
    #expect(
      frame.description == """
           NumRooms Alley   Price
        0       NaN  Pave  127500
        1       2.0   NaN  106000
        2       4.0   NaN  178100
        3       NaN   NaN  140000
        """)
  }

  @Test func textAndTruthColumnsAreSpacedAsInPandas() {
    let frame = DataFrame([
      Series("rooms", [1.5, nil]), Series("t", ["a", "longer text"]), Series("u", ["b", nil]),
      Series("f", [true, false]), Series("n", [1, 2]),
    ])
    #expect(
      frame.description == """
           rooms            t    u      f  n
        0    1.5            a    b   True  1
        1    NaN  longer text  NaN  False  2
        """)
  }

  @Test(
    arguments: [
      ([1.0, 2.5], ["1.0", "2.5"]), ([0.1, 0.123456789], ["0.100000", "0.123457"]),
      ([1e-7, 1], ["1.000000e-07", "1.000000e+00"]), ([1e6, 0.5], ["1000000.0", "0.5"]),
      ([1_234_567.891, 0.5], ["1234567.891", "0.500"]),
      ([123_456_789.123, 1.5], ["1.234568e+08", "1.500000e+00"]),
      ([12_345_678.123, 1.5], ["1.234568e+07", "1.500000e+00"]),
      ([-1_234_567.123, 1.5], ["-1234567.123", "1.500"]), ([.infinity, 1], ["inf", "1.0"]),
      ([178100, 137900.5], ["178100.0", "137900.5"]),
    ])
  func numbersOfAColumnShareTheirDecimals(_ values: [Double], _ texts: [String]) {
    let table = Series("x", values).tableRows()
    #expect(table.rows == texts.map { [$0] })
  }

  @Test func longFramesShowTheirEnds() {
    let frame = DataFrame([Series("n", Array(0..<100))])
    let table = frame.tableRows()
    #expect(table.rows.count == 10)
    #expect(table.gapAfter == 5)
    #expect(table.totalRows == 100)
    #expect(table.index.last == "99")
    let lines = frame.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.last == "[100 rows x 1 columns]")
    #expect(lines[6].hasPrefix(".."))
  }

  @Test func wideFramesLeaveColumnsOut() {
    let frame = DataFrame((0..<40).map { Series("column\($0)", [$0, $0 + 1]) })
    let lines = frame.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].contains("..."))
    #expect(lines[0].hasSuffix("column39"))
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.last == "[2 rows x 40 columns]")
  }

  @Test func aSeriesPrintsItsNameAndKind() {
    let means = DataFrame([Series("a", [1, 2]), Series("bb", [0.25, nil])]).mean()
    #expect(means.description == "a     1.50\nbb    0.25\nName: mean, kind: double")
    #expect(Series("t", ["x", nil]).tableRows().rows == [["x"], [nil]])
  }
}
