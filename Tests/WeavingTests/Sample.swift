import Foundation
import Notebook
import Records
import Testing
import Weaving

/// The chapter with one of everything, and what its cells are made to have produced.
enum Sample {
  static let fixtures = Bundle.module.bundleURL.appendingPathComponent("Fixtures")

  static func project() -> Project {
    var project = Project()
    project.title = "The Book of Samples"
    project.parts = ["02-samples": "Part 2: Samples"]
    return project
  }

  static func chapter() throws -> (Chapter, [Diagnostic]) {
    let path = "chapters/02-samples/05-everything.md"
    let url = fixtures.appendingPathComponent(path)
    return Chapter.parse(bytes: Array(try Data(contentsOf: url)), path: path, project: project())
  }

  static func record() -> ChapterRecord {
    let tensor = TensorOutput(
      dtype: "float32", shape: [3, 4],
      text: "tensor([[ 0.,  1.,  2.,  3.],\n        [ 4.,  5.,  6.,  7.],\n"
        + "        [ 8.,  9., 10., 11.]])",
      values: (0..<12).map { Number(Double($0)) })
    let table = TableOutput(
      columns: [
        .init(name: "rooms", kind: .number), .init(name: "alley", kind: .text),
        .init(name: "price", kind: .number),
      ], index: ["0", "1", "2", "3"],
      rows: [[nil, "Pave", "127500"], ["2", nil, "106000"], ["4", nil, "178100"]],
      totalRows: 1460, gapAfter: 2)
    let shape = Failure(
      kind: .engine, message: "backward(): needs a scalar, got a tensor of shape [3, 4]",
      hint: "Give the weights of the elements: backward(gradient:).",
      position: .init(line: 2, column: 3), expected: true)
    let type = Failure(
      kind: .compile, message: "cannot convert value of type 'String' to specified type 'Int'",
      diagnostics: [
        .init(
          severity: .error,
          message: "cannot convert value of type 'String' to specified type 'Int'",
          position: .init(line: 1, column: 14))
      ], expected: true)
    let trap = Failure(
      kind: .trap, message: "Index out of range", position: .init(line: 4, column: 5))
    return ChapterRecord(
      chapter: "02-samples/05-everything",
      cells: [
        cell(
          "square", .text(.init(stream: .stdout, text: "squares: [1.0, 6.25, 9.0]\n")),
          .value(.init(text: "16.25"))),
        cell("inline-1", .value(.init(text: "16.25"))),
        cell("inline-2", .value(.init(text: "100"))),
        cell("fig-sine", .figure(figure())),
        cell("cell-3", .tensor(tensor)),
        cell("tbl-rooms", .table(table)),
        cell("cell-5", .failure(shape)),
        cell("cell-6", .failure(type)),
        CellRecord(
          id: "cell-7", status: .failed,
          outputs: [
            .text(.init(stream: .stdout, text: "reading 3\n")),
            .text(.init(stream: .stderr, text: "Fatal error: Index out of range\n")),
            .failure(trap),
          ]),
        CellRecord(id: "cell-8", status: .notRun, outputs: []),
        cell("cell-9", .value(.init(text: "16.25"))),
        cell("second", .value(.init(text: "2.0"))),
      ])
  }

  private static func cell(_ id: String, _ outputs: Output...) -> CellRecord {
    CellRecord(id: id, status: .passed, outputs: outputs)
  }

  private static func figure() -> FigureRecord {
    let xs = (0...120).map { -3 + Double($0) * 0.05 }
    let sine = LineMark(name: "sin", x: Samples(xs), y: Samples(xs.map { sin($0) }))
    let slope = LineMark(name: "its slope", x: Samples(xs), y: Samples(xs.map { cos($0) }))
    return FigureRecord(panels: [
      PanelRecord(
        x: AxisRecord(label: "x"), marks: [.line(sine), .line(slope)], legend: .best,
        showsGrid: true)
    ])
  }

  static func weaver(_ chapters: [Chapter], options: WeavingOptions = WeavingOptions()) throws
    -> Weaver
  {
    Weaver(
      theme: try Theme(), book: Book(project: project(), chapters: chapters), options: options,
      readSource: { path in
        path == "Lab/Timer.swift"
          ? "/// Measures.\npublic struct Timer {\n  /// Starts.\n  public func start() {}\n}\n"
          : nil
      },
      readImage: { path, _ in
        let url = fixtures.appendingPathComponent("chapters/02-samples/\(path)")
        return (try? Data(contentsOf: url)).map { Array($0) }
      })
  }

  /// A page of a chapter without a file.
  static func page(
    _ source: String, _ cells: [CellRecord] = [], path: String = "chapters/03-x/01-y.md",
    options: WeavingOptions = WeavingOptions()
  ) throws -> String {
    let (chapter, _) = Chapter.parse(source: source, path: path)
    return try weaver([chapter], options: options)
      .page(chapter, ChapterRecord(chapter: chapter.id, cells: cells))
  }
}
