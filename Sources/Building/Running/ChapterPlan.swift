public import Execution
public import Notebook
public import Records

/// What is run for a chapter, and how what comes back becomes the chapter's record.
///
/// A chapter's parameters come first, as a cell of their own; its cells and the expressions in its
/// running text follow in the order in which they stand.
public struct ChapterPlan: Sendable {
  /// What one run cell stands for.
  private enum Role: Sendable, Equatable {
    case parameters
    case cell(Int)
    case expression(Int)
  }

  /// The name under which the parameters run.
  public static let parametersID = "parameters"

  /// The chapter.
  public let chapter: Chapter
  /// What is run, in order.
  public let sources: [CellSource]
  private let roles: [Role]

  /// Plans a chapter.
  ///
  /// - Parameters:
  ///   - chapter: the chapter, with its parameters as they are to be.
  ///   - seed: the book's seed.
  public init(_ chapter: Chapter, seed: UInt64) {
    var sources: [CellSource] = []
    var roles: [Role] = []
    var seeds = CellSeed(book: seed, chapter: chapter.id)
    if !chapter.parameters.isEmpty {
      let code = chapter.parameters.map(\.declaration).joined(separator: "\n")
      sources.append(CellSource(id: Self.parametersID, code: code, file: chapter.path))
      roles.append(.parameters)
    }
    var expression = 0
    for index in 0...chapter.cells.count {
      while expression < chapter.expressions.count,
        chapter.expressions[expression].cellsBefore <= index
      {
        let inline = chapter.expressions[expression]
        sources.append(
          CellSource(
            id: inline.id, code: inline.code, file: chapter.path, line: inline.position.line))
        roles.append(.expression(expression))
        expression += 1
      }
      guard index < chapter.cells.count else { break }
      let cell = chapter.cells[index]
      let random = seeds.next(label: cell.options.label, code: cell.code)
      sources.append(
        CellSource(
          id: cell.id, code: cell.code, file: chapter.path, line: cell.firstLine,
          options: CellSource.Options(
            expect: Self.expectation(cell.options), timeout: cell.options.timeout,
            optimize: cell.options.optimize, seed: cell.options.seed ?? random,
            eval: cell.options.eval)))
      roles.append(.cell(index))
    }
    self.chapter = chapter
    self.sources = sources
    self.roles = roles
  }

  /// The record of the chapter, from the records of what was run.
  ///
  /// A failure of the parameters, which are no cell of the author's, becomes one of the first cell.
  public func record(_ records: [CellRecord]) -> ChapterRecord {
    var cells: [CellRecord] = []
    var parametersFailure: Output?
    for (role, record) in zip(roles, records) {
      var record = record
      switch role {
      case .parameters:
        if let failure = record.failure { parametersFailure = .failure(failure) }
        continue
      case .cell(let index):
        record = Self.record(record, of: chapter.cells[index])
      case .expression(let index):
        record.code = Digest.of(chapter.expressions[index].code)
      }
      if let failure = parametersFailure, cells.isEmpty {
        record.status = .failed
        record.outputs.insert(failure, at: 0)
      }
      cells.append(record)
    }
    var parameters: [String: String] = [:]
    for parameter in chapter.parameters { parameters[parameter.name] = parameter.value }
    return ChapterRecord(chapter: chapter.id, parameters: parameters, cells: cells)
  }

  /// The cell of the chapter that a run cell is; nil for parameters and expressions.
  public func cell(at source: Int) -> Cell? {
    guard roles.indices.contains(source), case .cell(let index) = roles[source] else { return nil }
    return chapter.cells[index]
  }

  /// The record of one cell as the chapter's record will have it, from that of what was run; nil for
  /// parameters and expressions.
  public func record(_ record: CellRecord, at source: Int) -> CellRecord? {
    cell(at: source).map { Self.record(record, of: $0) }
  }

  /// The place in the chapter of what was run, for messages.
  public func position(of index: Int) -> SourcePosition {
    guard sources.indices.contains(index) else { return SourcePosition(line: 1, column: 1) }
    return SourcePosition(line: sources[index].line, column: 1)
  }

  private static func expectation(_ options: CellOptions) -> CellSource.Expectation? {
    guard let expect = options.expect,
      let kind = CellSource.Expectation.Kind(rawValue: expect.rawValue)
    else { return nil }
    return CellSource.Expectation(kind, match: options.match)
  }

  private static func record(_ record: CellRecord, of cell: Cell) -> CellRecord {
    var record = allowing(record, cell.options.error)
    record.code = Digest.of(cell.code)
    return record
  }

  /// `error: true` lets a cell fail without being a failure of the chapter.
  private static func allowing(_ record: CellRecord, _ isAllowed: Bool) -> CellRecord {
    guard isAllowed, record.status == .failed else { return record }
    var record = record
    record.status = .passed
    record.outputs = record.outputs.map { output in
      guard case .failure(var failure) = output else { return output }
      failure.expected = true
      return .failure(failure)
    }
    return record
  }
}
